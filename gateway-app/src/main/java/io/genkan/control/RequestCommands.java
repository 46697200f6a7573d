package io.genkan.control;

import io.genkan.access.Identity;
import io.genkan.access.JoinRequest;
import io.genkan.access.JoinRequests;
import io.genkan.kit.ConnectionDetails;
import io.genkan.kit.Connections;
import io.genkan.ssh.RandomArt;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands about who waits to be let in.
@Configuration(proxyBeanMethods = false)
class RequestCommands {
    /// Who waits, as a program reads him.
    ///
    /// @param randomArt the picture of his key that he sees too
    record RequestData(
            long id,
            String friend,
            String algorithm,
            String fingerprint,
            String randomArt,
            List<String> destinations,
            String origin,
            String askedAt) {
        static RequestData of(JoinRequest request) {
            return new RequestData(
                    request.id(),
                    request.friend().value(),
                    request.key().algorithm(),
                    request.key().fingerprint(),
                    RandomArt.of(request.key()),
                    InvitationCommands.texts(request.destinations()),
                    request.origin(),
                    request.askedAt().toString());
        }
    }

    @Bean
    ControlCommand pending(JoinRequests requests) {
        return ControlCommand.of("pending", _ -> {
            List<JoinRequest> waiting = requests.waiting();
            String text = waiting.isEmpty()
                    ? "Nobody waits to be let in."
                    : String.join(
                                    "\n",
                                    waiting.stream()
                                            .map(RequestCommands::paragraph)
                                            .toList())
                            + "\nAsk for the fingerprint by another way before you let anybody in: genkan admit ID";
            return ControlReply.done(text, waiting.stream().map(RequestData::of).toList());
        });
    }

    @Bean
    ControlCommand admit(JoinRequests requests, Connections connections) {
        return ControlCommand.of("admit", request -> {
            long id = InvitationCommands.numberIn(request);
            JoinRequest waiting = requests.numbered(id);
            String name = request.optional("name").orElse(waiting.friend().value());
            List<String> destinations = request.all("allow").isEmpty()
                    ? InvitationCommands.texts(waiting.destinations())
                    : request.all("allow");
            Identity admitted = requests.admit(id, name, destinations);
            ConnectionDetails details = connections.detailsOf(admitted);
            return ControlReply.done(FriendCommands.describe(details), details);
        });
    }

    @Bean
    ControlCommand decline(JoinRequests requests) {
        return ControlCommand.of("decline", request -> {
            JoinRequest declined = requests.decline(InvitationCommands.numberIn(request));
            return ControlReply.done(declined.friend() + " is not let in.", RequestData.of(declined));
        });
    }

    private static String paragraph(JoinRequest request) {
        return """
                %d  %s from %s, since %s
                  is to reach %s
                  %s  %s
                %s""".formatted(
                        request.id(),
                        request.friend(),
                        request.origin(),
                        InvitationCommands.moment(request.askedAt()),
                        InvitationCommands.reach(request.destinations()),
                        request.key().algorithm(),
                        request.key().fingerprint(),
                        RandomArt.of(request.key()).indent(2));
    }
}
