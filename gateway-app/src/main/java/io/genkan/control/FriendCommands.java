package io.genkan.control;

import io.genkan.access.AuthorizedKey;
import io.genkan.access.BitRate;
import io.genkan.access.Caller;
import io.genkan.access.DataVolume;
import io.genkan.access.Destination;
import io.genkan.access.Discovery;
import io.genkan.access.Friend;
import io.genkan.access.FriendChange;
import io.genkan.access.FriendName;
import io.genkan.access.Friends;
import io.genkan.access.Identity;
import io.genkan.access.NewFriend;
import io.genkan.access.PolicyChange;
import io.genkan.access.PortMap;
import io.genkan.access.Reverse;
import io.genkan.access.Terms;
import io.genkan.access.WeeklyWindow;
import io.genkan.kit.ConnectionDetails;
import io.genkan.kit.Connections;
import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands about friends.
@Configuration(proxyBeanMethods = false)
class FriendCommands {
    private static final String NAME = "name";

    /// A friend as a program reads him.
    ///
    /// @param callers who of the LAN may reach him
    /// @param portMaps ports of the gateway that lead to him
    /// @param subnet the network behind him; null for who is no hop
    /// @param attachment how his tunnels join the LAN; null means as usual here
    /// @param mapped under which addresses the LAN appears in his tunnels; null means under its own
    record FriendData(
            String name,
            List<KeyData> keys,
            List<String> destinations,
            List<String> callers,
            List<String> portMaps,
            @Nullable String subnet,
            @Nullable String attachment,
            @Nullable String mapped,
            TermsData terms,
            String addedAt) {
        static FriendData of(Friend friend) {
            return new FriendData(
                    friend.name().value(),
                    friend.keys().stream().map(KeyData::of).toList(),
                    friend.policy().destinations().stream()
                            .map(Destination::toString)
                            .toList(),
                    friend.policy().reverse().callers().stream()
                            .map(Caller::toString)
                            .toList(),
                    friend.policy().reverse().maps().stream()
                            .map(PortMap::toString)
                            .toList(),
                    friend.policy().subnet().map(IpPrefix::toString).orElse(null),
                    friend.attachment().map(Attachment::toString).orElse(null),
                    friend.mapping().map(mapping -> mapping.shown().toString()).orElse(null),
                    TermsData.of(friend.policy().terms()),
                    friend.addedAt().toString());
        }
    }

    /// The terms of a friend as a program reads them; null means without.
    ///
    /// @param rate in bit/s, each way
    /// @param monthlyVolume in bytes
    record TermsData(
            @Nullable String until,
            List<String> windows,
            @Nullable Long rate,
            @Nullable Long monthlyVolume,
            boolean disabled,
            String discovery,
            String notes) {
        static TermsData of(Terms terms) {
            return new TermsData(
                    terms.until().map(Instant::toString).orElse(null),
                    terms.windows().stream().map(WeeklyWindow::toString).toList(),
                    terms.rate().map(BitRate::bitsPerSecond).orElse(null),
                    terms.monthlyVolume().map(DataVolume::bytes).orElse(null),
                    terms.disabled(),
                    terms.discovery().toString(),
                    terms.notes());
        }
    }

    /// A key as a program reads it.
    record KeyData(String fingerprint, String algorithm, String comment, int unit) {
        static KeyData of(AuthorizedKey key) {
            return new KeyData(
                    key.publicKey().fingerprint(),
                    key.publicKey().algorithm(),
                    key.publicKey().comment(),
                    key.unit().number());
        }
    }

    @Bean
    ControlCommand friendAdd(Friends friends, Connections connections) {
        return ControlCommand.of("friend add", request -> {
            NewFriend typed = new NewFriend(
                    request.required(NAME),
                    request.required("key"),
                    request.all("allow"),
                    request.optional("unit"),
                    request.optional("attachment"),
                    request.optional("mapped"));
            Friend added = friends.add(typed, termsIn(request, Optional.empty()));
            ConnectionDetails details =
                    connections.detailsOf(new Identity(added, added.keys().getFirst()));
            return ControlReply.done(describe(details), details);
        });
    }

    @Bean
    ControlCommand friendList(Friends friends) {
        return ControlCommand.of("friend list", _ -> {
            List<Friend> all = friends.all();
            String text = all.isEmpty()
                    ? "There are no friends yet. Add one with: genkan friend add NAME --key FILE --allow HOST:PORT"
                    : String.join("\n", all.stream().map(FriendCommands::line).toList());
            return ControlReply.done(text, all.stream().map(FriendData::of).toList());
        });
    }

    @Bean
    ControlCommand friendRemove(Friends friends) {
        return ControlCommand.of("friend remove", request -> {
            Friend removed = friends.remove(FriendName.parse(request.required(NAME)));
            return ControlReply.done(removed.name() + " is removed. What was open is closed.", FriendData.of(removed));
        });
    }

    @Bean
    ControlCommand friendSet(Friends friends) {
        return ControlCommand.of("friend set", request -> {
            PolicyChange change = termsIn(request, given(request, "allow"));
            return changed(friends.change(
                    FriendName.parse(request.required(NAME)),
                    new FriendChange(change, request.optional("attachment"), request.optional("mapped"))));
        });
    }

    @Bean
    ControlCommand friendDisable(Friends friends) {
        return ControlCommand.of(
                "friend disable",
                request -> changed(friends.setDisabled(FriendName.parse(request.required(NAME)), true)));
    }

    @Bean
    ControlCommand friendEnable(Friends friends) {
        return ControlCommand.of(
                "friend enable",
                request -> changed(friends.setDisabled(FriendName.parse(request.required(NAME)), false)));
    }

    @Bean
    ControlCommand friendKeyAdd(Friends friends, Connections connections) {
        return ControlCommand.of("friend key add", request -> {
            ConnectionDetails details = connections.detailsOf(friends.addKey(
                    FriendName.parse(request.required(NAME)), request.required("key"), request.optional("unit")));
            return ControlReply.done(describe(details), details);
        });
    }

    @Bean
    ControlCommand friendKeyRemove(Friends friends) {
        return ControlCommand.of("friend key remove", request -> {
            Identity removed = friends.removeKey(FriendName.parse(request.required(NAME)), request.required("which"));
            return ControlReply.done(
                    "The key " + removed.key().publicKey().fingerprint() + " is removed. What was open is closed.",
                    FriendData.of(removed.friend()));
        });
    }

    private static ControlReply changed(Friend friend) {
        return ControlReply.done(line(friend), FriendData.of(friend));
    }

    private static PolicyChange termsIn(ControlRequest request, Optional<List<String>> destinations) {
        return new PolicyChange(
                destinations,
                request.optional("until"),
                given(request, "window"),
                request.optional("rate"),
                request.optional("volume"),
                request.optional("notes"),
                given(request, "reverse"),
                given(request, "map"),
                request.optional("subnet"),
                request.optional("discovery"));
    }

    private static Optional<List<String>> given(ControlRequest request, String name) {
        return Optional.of(request.all(name)).filter(values -> !values.isEmpty());
    }

    private static String line(Friend friend) {
        StringBuilder text = new StringBuilder(friend.name().value());
        for (AuthorizedKey key : friend.keys()) {
            text.append("\n  unit ")
                    .append(key.unit())
                    .append("  ")
                    .append(key.publicKey().algorithm())
                    .append("  ")
                    .append(key.publicKey().fingerprint())
                    .append("  ")
                    .append(key.publicKey().comment());
        }
        List<Destination> destinations = friend.policy().destinations();
        String reach = destinations.isEmpty()
                ? "nothing"
                : String.join(
                        ", ", destinations.stream().map(Destination::toString).toList());
        text.append("\n  may reach ").append(reach);
        friend.policy()
                .subnet()
                .ifPresent(subnet -> text.append("\n  is a hop in front of ").append(subnet));
        Reverse reverse = friend.policy().reverse();
        reverse.callers()
                .forEach(caller -> text.append("\n  may be reached by ").append(caller));
        reverse.maps()
                .forEach(map -> text.append("\n  is behind the gateway's port ").append(map));
        friend.attachment()
                .ifPresent(
                        chosen -> text.append("\n  joins the home network by ").append(chosen));
        friend.mapping()
                .ifPresent(mapping -> text.append("\n  sees ")
                        .append(mapping.real())
                        .append(" as ")
                        .append(mapping.shown()));
        describe(friend.policy().terms(), text);
        return text.toString();
    }

    private static void describe(Terms terms, StringBuilder text) {
        if (terms.disabled()) {
            text.append("\n  is switched off");
        }
        terms.until().ifPresent(until -> text.append("\n  until ").append(until.atZone(ZoneId.systemDefault())));
        terms.windows().forEach(window -> text.append("\n  in the hours ").append(window));
        terms.rate().ifPresent(rate -> text.append("\n  at most ").append(rate).append("bit/s each way"));
        terms.monthlyVolume()
                .ifPresent(most -> text.append("\n  at most ").append(most).append(" a month"));
        if (terms.discovery() != Discovery.NONE) {
            text.append("\n  may ask what is there by ").append(terms.discovery());
        }
        if (!terms.notes().isEmpty()) {
            text.append("\n  notes: ").append(terms.notes());
        }
    }

    /// How a friend connects with a key that he was given access with.
    static String describe(ConnectionDetails details) {
        return """
                %1$s is added (%2$s).
                  ssh -N -w any:%3$d -p %4$d %5$s@GATEWAY
                  joins the LAN by        %11$s
                  his end of the tunnel   %6$s
                  the gateway's end       %7$s
                  MTU                     %8$d
                  he may reach            %9$s
                  the gateway's host key  %10$s""".formatted(
                        details.friend(),
                        details.keyFingerprint(),
                        details.unit(),
                        details.port(),
                        details.userName(),
                        details.friendAddress(),
                        details.gatewayAddress(),
                        details.mtu(),
                        details.destinations().isEmpty() ? "nothing" : String.join(", ", details.destinations()),
                        details.hostKey(),
                        details.attachment());
    }
}
