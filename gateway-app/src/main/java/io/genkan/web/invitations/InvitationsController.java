package io.genkan.web.invitations;

import io.genkan.access.Invitation;
import io.genkan.access.Invitations;
import io.genkan.access.JoinRequest;
import io.genkan.access.JoinRequests;
import io.genkan.kit.House;
import io.genkan.net.BadInputException;
import io.genkan.web.HumanFormat;
import io.genkan.web.Sentences;
import io.genkan.web.friends.FormProblems;
import io.genkan.web.invitations.Inviting.Outcome;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who waits to be let in, and the invitations that nobody has used yet.
@Controller
class InvitationsController {
    private static final String BACK = "redirect:/invitations";

    private final Invitations invitations;
    private final JoinRequests requests;
    private final Inviting inviting;
    private final House house;
    private final HumanFormat format;
    private final Sentences sentences;

    InvitationsController(
            Invitations invitations,
            JoinRequests requests,
            Inviting inviting,
            House house,
            HumanFormat format,
            Sentences sentences) {
        this.invitations = invitations;
        this.requests = requests;
        this.inviting = inviting;
        this.house = house;
        this.format = format;
        this.sentences = sentences;
    }

    @GetMapping("/invitations")
    String all(Model model) {
        return show(model, List.of());
    }

    @GetMapping("/invitations/new")
    String emptyForm(Model model) {
        return form(InviteForm.knowing(house.facts()), inviting.noProblems(), model);
    }

    /// The name of an invitation is told once: it travels to the next page, and is nowhere after that.
    @PostMapping("/invitations/new")
    String invite(InviteForm form, Model model, RedirectAttributes next) {
        return switch (inviting.invite(form)) {
            case Outcome.Invited(Letter letter) -> {
                next.addFlashAttribute("letter", letter);
                yield "redirect:/invitations/made";
            }
            case Outcome.Mistaken(FormProblems problems) -> form(form, problems, model);
            case Outcome.Admitted _ -> BACK;
        };
    }

    @GetMapping("/invitations/made")
    String made(Model model) {
        return model.containsAttribute("letter") ? "invitation-made" : BACK;
    }

    @PostMapping("/invitations/{id}/withdraw")
    String withdraw(@PathVariable long id, RedirectAttributes next) {
        Invitation withdrawn = invitations.withdraw(id);
        next.addFlashAttribute("notice", sentences.of("invitations.withdrawn", withdrawn.friend()));
        return BACK;
    }

    @PostMapping("/invitations/requests/{id}/admit")
    String admit(@PathVariable long id, AdmitForm form, Model model, RedirectAttributes next) {
        JoinRequest request = requests.numbered(id);
        return switch (inviting.admit(request, form)) {
            case Outcome.Admitted(var identity) -> {
                next.addFlashAttribute(
                        "notice", sentences.of("friend.added", identity.friend().name()));
                yield "redirect:/friends/" + identity.friend().id();
            }
            case Outcome.Mistaken(FormProblems problems) -> show(model, List.of(card(request, form, problems)));
            case Outcome.Invited _ -> BACK;
        };
    }

    @PostMapping("/invitations/requests/{id}/decline")
    String decline(@PathVariable long id, RedirectAttributes next) {
        JoinRequest declined = requests.decline(id);
        next.addFlashAttribute("notice", sentences.of("invitations.declined", declined.friend()));
        return BACK;
    }

    /// Whatever it was about has been settled meanwhile, in another window or by the command line.
    @ExceptionHandler(BadInputException.class)
    String settled(BadInputException problem, RedirectAttributes next) {
        next.addFlashAttribute("notice", sentences.of(problem));
        return BACK;
    }

    private static String form(InviteForm form, FormProblems problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "invitation-new";
    }

    /// @param mistaken cards with what was typed into them, in place of fresh ones
    private String show(Model model, List<RequestCard> mistaken) {
        model.addAttribute(
                "requests",
                requests.waiting().stream()
                        .map(request -> mistaken.stream()
                                .filter(card -> card.id() == request.id())
                                .findFirst()
                                .orElseGet(() -> card(request, AdmitForm.asInvited(request), inviting.noProblems())))
                        .toList());
        model.addAttribute(
                "invitations",
                invitations.open().stream()
                        .map(invitation -> InvitationRow.of(invitation, format))
                        .toList());
        return "invitations";
    }

    private RequestCard card(JoinRequest request, AdmitForm form, FormProblems problems) {
        return RequestCard.of(request, requests.isFurtherKey(request), form, problems, format);
    }
}
