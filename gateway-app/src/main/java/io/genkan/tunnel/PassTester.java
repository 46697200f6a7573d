package io.genkan.tunnel;

import io.genkan.access.AccessDecider;
import io.genkan.access.AccessDecision;
import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.access.AccessProblem;
import io.genkan.access.Destination;
import io.genkan.access.Friend;
import io.genkan.access.Gatekeeper;
import io.genkan.access.Identity;
import io.genkan.net.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Answers whether what a friend sends would reach a place at home now, by the same decisions that tunnels and
/// connections meet; nothing is sent.
@Service
public class PassTester {
    private static final Logger log = LoggerFactory.getLogger(PassTester.class);

    private final Gatekeeper gate;
    private final HomeNetwork home;

    /// A tester for a home.
    public PassTester(Gatekeeper gate, HomeNetwork home) {
        this.gate = gate;
        this.home = home;
    }

    /// What would become of it.
    public sealed interface Answer {
        /// It would arrive.
        ///
        /// @param line the line of his policy that lets it pass
        record Passes(Destination line) implements Answer {}

        /// His policy does not name the place, or he may not be inside now.
        record Stops(Refused why) implements Answer {}

        /// No line helps: the place is not another host of the home network.
        record NotAtHome() implements Answer {}
    }

    /// Asks for a friend: all of his keys have one policy.
    ///
    /// @param where one port of one host, in the form of a {@link Destination}
    /// @return empty if he has no key to come in with
    /// @throws BadInputException if it is none
    public Optional<Answer> ask(Friend friend, String where) {
        return friend.keys().stream().findFirst().map(key -> ask(new Identity(friend, key), where));
    }

    /// Asks for one of a friend's keys, as of now.
    ///
    /// @param where one port of one host, in the form of a {@link Destination}
    /// @throws BadInputException if it is none
    public Answer ask(Identity identity, String where) {
        Destination place = Destination.parse(where);
        Destination.Service service = place.service()
                .filter(s ->
                        place.hosts().isHost() && s.ports().first() == s.ports().last())
                .orElseThrow(() -> new BadInputException(AccessProblem.NOT_A_PLACE, where));
        InetAddress host = place.hosts().first();
        int port = service.ports().first();
        if (!isAtHome(host)) {
            return new Answer.NotAtHome();
        }
        AccessDecision entry = gate.entry(identity.key().publicKey().base64());
        Identity present = entry instanceof Granted(Identity now) ? now : identity;
        if (AccessDecider.connection(Optional.of(present), service.protocol(), host, port) instanceof Refused why) {
            return new Answer.Stops(why);
        }
        if (entry instanceof Refused why) {
            return new Answer.Stops(why);
        }
        Optional<Destination> line = present.friend().policy().lineFor(host, service.protocol(), port);
        return new Answer.Passes(line.orElse(place));
    }

    private boolean isAtHome(InetAddress host) {
        try {
            return home.hasHost(host);
        } catch (IOException e) {
            log.warn("the home network cannot be read: {}", e.getMessage());
            return false;
        }
    }
}
