package io.genkan.web.friends;

import io.genkan.access.Discovery;
import io.genkan.access.Friend;
import io.genkan.access.FriendChange;
import io.genkan.access.Friends;
import io.genkan.access.Identity;
import io.genkan.kit.Connections;
import io.genkan.kit.LinuxCommands;
import io.genkan.kit.PublicHost;
import io.genkan.net.Attachment;
import io.genkan.web.Sentences;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One friend: how he connects, what he may do, and whether something would pass.
@Controller
class FriendController {
    private final Friends friends;
    private final FriendRows rows;
    private final ChangeFriend changeFriend;
    private final WouldPass wouldPass;
    private final Connections connections;
    private final Sentences sentences;
    private final ZoneId home;

    FriendController(
            Friends friends,
            FriendRows rows,
            ChangeFriend changeFriend,
            WouldPass wouldPass,
            Connections connections,
            Sentences sentences,
            ZoneId home) {
        this.friends = friends;
        this.rows = rows;
        this.changeFriend = changeFriend;
        this.wouldPass = wouldPass;
        this.connections = connections;
        this.sentences = sentences;
        this.home = home;
    }

    /// The page of a friend.
    ///
    /// @param where what the owner wants to know of whether it would pass
    @GetMapping("/friends/{id}")
    String one(@PathVariable long id, @RequestParam(defaultValue = "") String where, Model model) {
        Friend friend = rows.existing(id);
        model.addAttribute("friend", rows.of(friend));
        model.addAttribute("connections", waysIn(friend));
        model.addAttribute("houseIsKnown", connections.addressOfHouse().isPresent());
        model.addAttribute("where", where);
        if (!where.isBlank()) {
            model.addAttribute("answer", wouldPass.answer(friend, where));
        }
        return "friend";
    }

    @GetMapping("/friends/{id}/access")
    String form(@PathVariable long id, Model model) {
        Friend friend = rows.existing(id);
        return form(friend, ChangeForm.of(friend, home), new FormProblems(sentences), model);
    }

    @PostMapping("/friends/{id}/access")
    String change(@PathVariable long id, ChangeForm form, Model model, RedirectAttributes next) {
        Friend friend = rows.existing(id);
        FormProblems problems = changeFriend.from(friend, form);
        if (!problems.isEmpty()) {
            return form(friend, form, problems, model);
        }
        next.addFlashAttribute("notice", sentences.of("friend.changed", friend.name()));
        return "redirect:/friends/" + id;
    }

    @PostMapping("/friends/{id}/disable")
    String disable(@PathVariable long id, RedirectAttributes next) {
        return setDisabled(id, true, next);
    }

    @PostMapping("/friends/{id}/enable")
    String enable(@PathVariable long id, RedirectAttributes next) {
        return setDisabled(id, false, next);
    }

    private String setDisabled(long id, boolean disabled, RedirectAttributes next) {
        Friend friend = friends.setDisabled(rows.existing(id).name(), disabled);
        next.addFlashAttribute(
                "notice", sentences.of(disabled ? "friend.is-disabled" : "friend.is-enabled", friend.name()));
        return "redirect:/friends/" + id;
    }

    private String form(Friend friend, ChangeForm form, FormProblems problems, Model model) {
        model.addAttribute("friend", rows.of(friend));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("zone", home.getId());
        model.addAttribute("ways", ways());
        model.addAttribute("discoveries", discoveries());
        return "friend-access";
    }

    /// A way to do something, as it can be chosen.
    ///
    /// @param value as it is typed; empty for what is usual here
    /// @param label what that means
    public record Way(String value, String label) {}

    private List<Way> ways() {
        return Stream.concat(Stream.of(""), Stream.of(Attachment.values()).map(Attachment::toString))
                .map(way -> new Way(
                        way, sentences.of("friend.access.attachment." + (way.isEmpty() ? FriendChange.USUAL : way))))
                .toList();
    }

    private List<Way> discoveries() {
        return Stream.of(Discovery.values())
                .map(Discovery::toString)
                .map(way -> new Way(way, sentences.of("friend.access.discovery." + way)))
                .toList();
    }

    /// One way in for each of his keys.
    private List<LinuxCommands> waysIn(Friend friend) {
        String host = connections.addressOfHouse().orElse(PublicHost.TO_FILL_IN);
        return friend.keys().stream()
                .map(key -> connections.detailsOf(new Identity(friend, key)))
                .map(details -> LinuxCommands.of(details, host))
                .toList();
    }
}
