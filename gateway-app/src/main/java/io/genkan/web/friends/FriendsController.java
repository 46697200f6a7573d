package io.genkan.web.friends;

import io.genkan.access.Friend;
import io.genkan.access.FriendName;
import io.genkan.access.Friends;
import io.genkan.access.Identity;
import io.genkan.kit.Connections;
import io.genkan.kit.LinuxCommands;
import io.genkan.kit.PublicHost;
import io.genkan.web.HumanFormat;
import io.genkan.web.Sentences;
import io.genkan.web.friends.AddFriend.Outcome;
import io.genkan.web.now.LiveTunnels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The friends of the house: the list, one of them, adding and revoking.
@Controller
class FriendsController {
    private final Friends friends;
    private final AddFriend addFriend;
    private final Connections connections;
    private final LiveTunnels tunnels;
    private final HumanFormat format;
    private final Sentences sentences;

    FriendsController(
            Friends friends,
            AddFriend addFriend,
            Connections connections,
            LiveTunnels tunnels,
            HumanFormat format,
            Sentences sentences) {
        this.friends = friends;
        this.addFriend = addFriend;
        this.connections = connections;
        this.tunnels = tunnels;
        this.format = format;
        this.sentences = sentences;
    }

    @GetMapping("/friends")
    String list(Model model) {
        Set<FriendName> inside = inside();
        model.addAttribute(
                "friends",
                friends.all().stream()
                        .map(f -> FriendRow.of(f, inside.contains(f.name()), format))
                        .toList());
        return "friends";
    }

    @GetMapping("/friends/new")
    String emptyForm(Model model) {
        return form(AddFriendForm.EMPTY, new FormProblems(sentences), model);
    }

    @PostMapping("/friends/new")
    String add(AddFriendForm form, Model model, RedirectAttributes next) {
        return switch (addFriend.from(form)) {
            case Outcome.Added(Friend friend) -> {
                next.addFlashAttribute("notice", sentences.of("friend.added", friend.name()));
                yield "redirect:/friends/" + friend.id();
            }
            case Outcome.Mistaken(FormProblems problems) -> form(form, problems, model);
        };
    }

    @GetMapping("/friends/{id}")
    String one(@PathVariable long id, Model model) {
        Friend friend = existing(id);
        model.addAttribute("friend", row(friend));
        model.addAttribute("connections", waysIn(friend));
        return "friend";
    }

    @GetMapping("/friends/{id}/revoke")
    String askToRevoke(@PathVariable long id, Model model) {
        model.addAttribute("friend", row(existing(id)));
        return "friend-revoke";
    }

    /// Sent twice, the second finds him gone, which is what was wanted.
    @PostMapping("/friends/{id}/revoke")
    String revoke(@PathVariable long id, RedirectAttributes next) {
        withId(id).ifPresent(friend -> {
            friends.remove(friend.name());
            next.addFlashAttribute("notice", sentences.of("friend.revoked", friend.name()));
        });
        return "redirect:/friends";
    }

    private static String form(AddFriendForm form, FormProblems problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "friend-new";
    }

    /// One way in for each of his keys.
    private List<LinuxCommands> waysIn(Friend friend) {
        String host = connections.addressOfHouse().orElse(PublicHost.TO_FILL_IN);
        return friend.keys().stream()
                .map(key -> connections.detailsOf(new Identity(friend, key)))
                .map(details -> LinuxCommands.of(details, host))
                .toList();
    }

    private FriendRow row(Friend friend) {
        return FriendRow.of(friend, inside().contains(friend.name()), format);
    }

    private Friend existing(long id) {
        return withId(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Optional<Friend> withId(long id) {
        return friends.all().stream().filter(f -> f.id() == id).findFirst();
    }

    private Set<FriendName> inside() {
        return tunnels.live().stream().map(t -> t.friend()).collect(Collectors.toSet());
    }
}
