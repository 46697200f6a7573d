package io.genkan.web.friends;

import io.genkan.access.Friend;
import io.genkan.access.Friends;
import io.genkan.access.Identity;
import io.genkan.access.KeyParser;
import io.genkan.net.BadInputException;
import io.genkan.net.TunnelUnit;
import io.genkan.web.Sentences;
import io.genkan.web.friends.FormProblems.Field;
import io.genkan.web.friends.FriendRow.KeyRow;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The keys of a friend, one for each of his computers: adding one, and taking one back.
@Controller
class KeysController {
    private final Friends friends;
    private final FriendRows rows;
    private final KeyParser keyParser;
    private final Sentences sentences;

    KeysController(Friends friends, FriendRows rows, KeyParser keyParser, Sentences sentences) {
        this.friends = friends;
        this.rows = rows;
        this.keyParser = keyParser;
        this.sentences = sentences;
    }

    @GetMapping("/friends/{id}/keys/new")
    String emptyForm(@PathVariable long id, Model model) {
        return form(rows.existing(id), KeyForm.EMPTY, new FormProblems(sentences), model);
    }

    @PostMapping("/friends/{id}/keys/new")
    String add(@PathVariable long id, KeyForm form, Model model, RedirectAttributes next) {
        Friend friend = rows.existing(id);
        FormProblems problems = new FormProblems(sentences);
        problems.check(Field.KEY, () -> keyParser.parse(form.key()));
        form.wishedUnit().ifPresent(u -> problems.check(Field.UNIT, () -> TunnelUnit.parse(u)));
        if (problems.isEmpty()) {
            try {
                Identity added = friends.addKey(friend.name(), form.key(), form.wishedUnit());
                next.addFlashAttribute(
                        "notice", sentences.of("key.added", added.key().unit()));
                return "redirect:/friends/" + id;
            } catch (BadInputException problem) {
                problems.add(problem);
            }
        }
        return form(friend, form, problems, model);
    }

    @GetMapping("/friends/{id}/keys/{unit}/remove")
    String askToRemove(@PathVariable long id, @PathVariable String unit, Model model) {
        FriendRow friend = rows.of(rows.existing(id));
        model.addAttribute("friend", friend);
        model.addAttribute("key", keyOf(friend, unit));
        return "key-remove";
    }

    /// Sent twice, the second finds the key gone, which is what was wanted.
    @PostMapping("/friends/{id}/keys/{unit}/remove")
    String remove(@PathVariable long id, @PathVariable String unit, RedirectAttributes next) {
        Friend friend = rows.existing(id);
        if (friend.keys().stream().anyMatch(key -> key.unit().toString().equals(unit))) {
            friends.removeKey(friend.name(), unit);
            next.addFlashAttribute("notice", sentences.of("key.removed"));
        }
        return "redirect:/friends/" + id;
    }

    private static KeyRow keyOf(FriendRow friend, String unit) {
        return friend.keys().stream()
                .filter(key -> key.unit().equals(unit))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String form(Friend friend, KeyForm form, FormProblems problems, Model model) {
        model.addAttribute("friend", rows.of(friend));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "key-new";
    }
}
