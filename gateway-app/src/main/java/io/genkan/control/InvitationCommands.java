package io.genkan.control;

import io.genkan.access.Destination;
import io.genkan.access.Invitation;
import io.genkan.access.Invitations;
import io.genkan.kit.House;
import io.genkan.kit.InvitationText;
import io.genkan.net.BadInputException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands about invitations.
@Configuration(proxyBeanMethods = false)
class InvitationCommands {
    /// An invitation as a program reads it.
    ///
    /// @param userName the name under which it is used; told once, when it is made
    /// @param letter what to send to whom is invited; told with the name
    record InvitationData(
            long id,
            String friend,
            List<String> destinations,
            String madeAt,
            String expiresAt,
            @Nullable String userName,
            @Nullable String letter) {
        static InvitationData of(Invitation invitation, @Nullable String userName, @Nullable String letter) {
            return new InvitationData(
                    invitation.id(),
                    invitation.friend().value(),
                    texts(invitation.destinations()),
                    invitation.madeAt().toString(),
                    invitation.expiresAt().toString(),
                    userName,
                    letter);
        }
    }

    @Bean
    ControlCommand invite(Invitations invitations, House house, InvitationText text) {
        return ControlCommand.of("invite", request -> {
            house.change(request.optional("address"), request.optional("from"));
            Invitations.Made made =
                    invitations.make(request.required("name"), request.all("allow"), request.optional("expires"));
            String letter = text.of(made.name(), languageIn(request));
            String words = "Send this to %s. It is good for one key, until %s.%n%n%s"
                    .formatted(
                            made.invitation().friend(), moment(made.invitation().expiresAt()), letter);
            return ControlReply.done(
                    words.stripTrailing(),
                    InvitationData.of(made.invitation(), made.name().toString(), letter));
        });
    }

    @Bean
    ControlCommand invitationList(Invitations invitations) {
        return ControlCommand.of("invitation list", _ -> {
            List<Invitation> open = invitations.open();
            String text = open.isEmpty()
                    ? "No invitation is open. Make one with: genkan invite NAME --allow HOST:PORT"
                    : String.join(
                            "\n", open.stream().map(InvitationCommands::line).toList());
            return ControlReply.done(
                    text,
                    open.stream().map(one -> InvitationData.of(one, null, null)).toList());
        });
    }

    @Bean
    ControlCommand invitationWithdraw(Invitations invitations) {
        return ControlCommand.of("invitation withdraw", request -> {
            Invitation withdrawn = invitations.withdraw(numberIn(request));
            return ControlReply.done(
                    "The invitation of " + withdrawn.friend() + " is withdrawn.",
                    InvitationData.of(withdrawn, null, null));
        });
    }

    /// The number of what a command is about.
    static long numberIn(ControlRequest request) {
        String text = request.required("id");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(ControlProblem.NOT_A_NUMBER, text);
        }
    }

    static List<String> texts(List<Destination> destinations) {
        return destinations.stream().map(Destination::toString).toList();
    }

    /// What somebody is to reach, in words.
    static String reach(List<Destination> destinations) {
        return destinations.isEmpty() ? "nothing yet" : String.join(", ", texts(destinations));
    }

    static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .atZone(ZoneId.systemDefault())
                .toString();
    }

    private static String line(Invitation invitation) {
        return "%d  %s  until %s  is to reach %s"
                .formatted(
                        invitation.id(),
                        invitation.friend(),
                        moment(invitation.expiresAt()),
                        reach(invitation.destinations()));
    }

    private static Locale languageIn(ControlRequest request) {
        return request.optional("language").filter("ja"::equals).isPresent() ? Locale.JAPANESE : Locale.ENGLISH;
    }
}
