package io.genkan.web.friends;

import io.genkan.access.Friend;
import io.genkan.access.Friends;
import io.genkan.web.Sentences;
import io.genkan.web.friends.AddFriend.Outcome;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The friends of the house: the list, adding and revoking.
@Controller
class FriendsController {
    private final Friends friends;
    private final FriendRows rows;
    private final AddFriend addFriend;
    private final Sentences sentences;

    FriendsController(Friends friends, FriendRows rows, AddFriend addFriend, Sentences sentences) {
        this.friends = friends;
        this.rows = rows;
        this.addFriend = addFriend;
        this.sentences = sentences;
    }

    @GetMapping("/friends")
    String list(Model model) {
        model.addAttribute("friends", rows.all());
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

    @GetMapping("/friends/{id}/revoke")
    String askToRevoke(@PathVariable long id, Model model) {
        model.addAttribute("friend", rows.of(rows.existing(id)));
        return "friend-revoke";
    }

    /// Sent twice, the second finds him gone, which is what was wanted.
    @PostMapping("/friends/{id}/revoke")
    String revoke(@PathVariable long id, RedirectAttributes next) {
        rows.withId(id).ifPresent(friend -> {
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
}
