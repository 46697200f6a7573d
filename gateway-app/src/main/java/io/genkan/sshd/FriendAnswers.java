package io.genkan.sshd;

import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.access.Destination;
import io.genkan.access.Identity;
import io.genkan.kit.ConnectionDetails;
import io.genkan.kit.Connections;
import io.genkan.kit.LinuxCommands;
import io.genkan.tunnel.ForwardingView;
import io.genkan.tunnel.Forwardings;
import io.genkan.tunnel.PassTester;
import io.genkan.tunnel.PassTester.Answer.NotAtHome;
import io.genkan.tunnel.PassTester.Answer.Passes;
import io.genkan.tunnel.PassTester.Answer.Stops;
import io.genkan.tunnel.TunnelView;
import io.genkan.tunnel.Tunnels;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a friend is told who says a word in place of a command, as in `ssh home status`.
final class FriendAnswers {
    /// With this ends what was not understood.
    static final int NOT_UNDERSTOOD = 2;

    private static final int NO = 1;
    private static final int LARGEST_PORT = 65_535;
    private static final String ADDRESS = "ADDRESS";
    private static final Pattern WHERE = Pattern.compile("(?<host>[^:\\s]+):(?<port>[0-9]{1,5})");

    private final Tunnels tunnels;
    private final Forwardings forwardings;
    private final PassTester tester;
    private final Connections connections;
    private final FriendWords words;

    FriendAnswers(
            Tunnels tunnels, Forwardings forwardings, PassTester tester, Connections connections, FriendWords words) {
        this.tunnels = tunnels;
        this.forwardings = forwardings;
        this.tester = tester;
        this.connections = connections;
        this.words = words;
    }

    /// @param text in lines that each end with a line feed
    /// @param exitStatus of the command that it answers
    record Answer(String text, int exitStatus) {}

    /// Answers a friend.
    ///
    /// @param said what he typed behind his ssh command
    Answer to(Identity friend, String said, Locale language) {
        List<String> typed = List.of(said.strip().split("\\s+"));
        if (typed.getFirst().equals("why")) {
            return why(friend, typed, language);
        }
        return switch (String.join(" ", typed)) {
            case "status" -> new Answer(status(friend, language), 0);
            case "devices" -> new Answer(devices(friend, language), 0);
            case "config" -> new Answer(config(friend, language), 0);
            case "help" -> new Answer(words.text(language, "home.help"), 0);
            default -> new Answer(words.text(language, "home.help"), NOT_UNDERSTOOD);
        };
    }

    private String status(Identity friend, Locale language) {
        StringBuilder text = new StringBuilder();
        text.append(words.text(
                language,
                "home.status.who",
                friend.friend().name().value(),
                Integer.toString(friend.key().unit().number())));
        int before = text.length();
        for (TunnelView tunnel : tunnels.live()) {
            if (tunnel.friend().equals(friend.friend().name())) {
                text.append(words.text(language, "home.status.tunnel", tunnel.origin(), moment(tunnel.since())));
            }
        }
        for (ForwardingView open : forwardings.live()) {
            if (open.friend().equals(friend.friend().name())) {
                text.append(words.text(
                        language, "home.status.forwarding", open.destination(), open.origin(), moment(open.since())));
            }
        }
        if (text.length() == before) {
            text.append(words.text(language, "home.status.nothing"));
        }
        return text.toString();
    }

    private static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String devices(Identity friend, Locale language) {
        List<Destination> destinations = friend.friend().seenDestinations();
        if (destinations.isEmpty()) {
            return words.text(language, "home.devices.none");
        }
        return String.join(
                        "\n", destinations.stream().map(Destination::toString).toList())
                + "\n" + mapped(friend, language);
    }

    /// That his tunnel has other addresses than TCP connections, where it is so.
    private String mapped(Identity friend, Locale language) {
        return friend.friend()
                .mapping()
                .map(mapping -> words.text(language, "home.mapped", mapping.real(), mapping.shown()))
                .orElse("");
    }

    private Answer why(Identity friend, List<String> typed, Locale language) {
        Matcher where = WHERE.matcher(typed.getLast());
        int port = typed.size() == 2 && where.matches() ? Integer.parseInt(where.group("port")) : 0;
        if (port < 1 || port > LARGEST_PORT) {
            return new Answer(words.text(language, "home.why.usage"), NOT_UNDERSTOOD);
        }
        Optional<InetAddress> address = HostLookup.find(where.group("host"));
        return address.map(found -> why(friend, real(friend, found).getHostAddress() + ":" + port, language))
                .orElseGet(() -> no(language, "forward.no-such-host", where.group("host")));
    }

    /// He may ask about an address as his tunnel knows it.
    private static InetAddress real(Identity friend, InetAddress address) {
        return friend.friend()
                .mapping()
                .flatMap(mapping -> mapping.realOf(address))
                .orElse(address);
    }

    private Answer why(Identity friend, String where, Locale language) {
        return switch (tester.ask(friend, where)) {
            case Passes(Destination line) ->
                new Answer(words.text(language, "home.why.yes", where, line.toString()), 0);
            case Stops(Refused why) -> no(language, words.of(language, why, where));
            case NotAtHome() -> no(language, words.of(language, new Refused(Reason.NOT_IN_POLICY), where));
        };
    }

    private Answer no(Locale language, String key, Object fact) {
        return no(language, words.text(language, key, fact));
    }

    private Answer no(Locale language, String why) {
        return new Answer(words.text(language, "home.why.no", why), NO);
    }

    /// How a friend connects.
    String config(Identity friend, Locale language) {
        ConnectionDetails details = connections.detailsOf(friend);
        Optional<String> known = connections.addressOfHouse();
        String address = known.orElse(ADDRESS);
        LinuxCommands linux = LinuxCommands.of(details, address);
        String fillIn = known.isPresent() ? "" : words.text(language, "home.config.fill-in");
        return fillIn
                + words.text(
                        language,
                        "home.config",
                        linux.once(),
                        linux.connect(),
                        linux.knownHosts(),
                        Integer.toString(details.port()),
                        details.userName(),
                        address)
                + mapped(friend, language);
    }
}
