package io.genkan.tunnel;

import io.genkan.access.AccessDecider;
import io.genkan.access.AccessDecision;
import io.genkan.access.AccessProblem;
import io.genkan.access.Destination;
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
        record Stops(AccessDecision.Refused why) implements Answer {}

        /// No line helps: the place is not another host of the home network.
        record NotAtHome() implements Answer {}
    }

    /// Asks for one of a friend's keys.
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
        AccessDecision there = AccessDecider.connection(Optional.of(identity), service.protocol(), host, port);
        if (there instanceof AccessDecision.Refused why) {
            return new Answer.Stops(why);
        }
        return switch (gate.entry(identity.key().publicKey().base64())) {
            case AccessDecision.Refused why -> new Answer.Stops(why);
            case AccessDecision.Granted(Identity now) ->
                new Answer.Passes(now.friend()
                        .policy()
                        .lineFor(host, service.protocol(), port)
                        .orElse(place));
        };
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
