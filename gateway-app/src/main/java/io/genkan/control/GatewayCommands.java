package io.genkan.control;

import io.genkan.access.Door;
import io.genkan.access.Friends;
import io.genkan.discovery.DiscoveryCounts;
import io.genkan.discovery.DiscoveryFigures;
import io.genkan.owner.OwnerAccount;
import io.genkan.router.GuardCounters;
import io.genkan.router.LanReport;
import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;
import io.genkan.store.StoreNews;
import io.genkan.tunnel.ForwardingView;
import io.genkan.tunnel.Forwardings;
import io.genkan.tunnel.Tunnels;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The commands about the gateway itself.
final class GatewayCommands {
    private GatewayCommands() {}

    /// A live TCP connection made for a friend as a program reads it; volumes in bytes.
    record ForwardingData(
            String friend, String destination, String origin, String since, long bytesFromFriend, long bytesToFriend) {
        static ForwardingData of(ForwardingView forwarding) {
            return new ForwardingData(
                    forwarding.friend().value(),
                    forwarding.destination(),
                    forwarding.origin(),
                    forwarding.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                    forwarding.bytesFromFriend(),
                    forwarding.bytesToFriend());
        }
    }

    /// A chain of another program that drops the tunnels' packets, and the commands about it.
    record ForeignData(String chain, List<String> mend, List<String> undo) {
        static List<ForeignData> of(LanReport lan) {
            return lan.foreignDrops().stream()
                    .map(drop -> new ForeignData(drop.toString(), drop.mend(lan.devices()), drop.undo(lan.devices())))
                    .toList();
        }
    }

    /// The state of the gateway as a program reads it.
    ///
    /// @param lan the LAN as the last tunnel found it; null if none has joined it yet
    /// @param defeatedBy what of other programs drops the tunnels' packets
    /// @param trouble why the last tunnel could not be joined to the LAN; null if it could
    /// @param store what there is to say about the database and its backups
    /// @param discovery what came of friends' questions what is there
    record StatusData(
            int sshPort,
            int adminPort,
            String hostKey,
            boolean ownerHasPassword,
            boolean doorOpen,
            int friends,
            @Nullable String lan,
            @Nullable String trouble,
            List<ForeignData> defeatedBy,
            List<String> store,
            List<TunnelData> tunnels,
            List<ForwardingData> forwardings,
            DiscoveryFigures discovery) {}

    /// `status`
    @Component
    static final class Status implements ControlCommand {
        private final GatewayProperties settings;
        private final HostKey hostKey;
        private final OwnerAccount owner;
        private final Friends friends;
        private final Door door;
        private final Tunnels tunnels;
        private final Forwardings forwardings;
        private final LanReport lan;
        private final GuardCounters guard;
        private final StoreNews store;
        private final DiscoveryCounts discovery;

        Status(
                GatewayProperties settings,
                HostKey hostKey,
                OwnerAccount owner,
                Friends friends,
                Door door,
                Tunnels tunnels,
                Forwardings forwardings,
                LanReport lan,
                GuardCounters guard,
                StoreNews store,
                DiscoveryCounts discovery) {
            this.settings = settings;
            this.hostKey = hostKey;
            this.owner = owner;
            this.friends = friends;
            this.door = door;
            this.tunnels = tunnels;
            this.forwardings = forwardings;
            this.lan = lan;
            this.guard = guard;
            this.store = store;
            this.discovery = discovery;
        }

        @Override
        public String words() {
            return "status";
        }

        @Override
        public ControlReply carryOut(ControlRequest request) {
            StatusData data = new StatusData(
                    settings.ssh().port(),
                    settings.admin().port(),
                    hostKey.publicLine(),
                    owner.hasPassword(),
                    door.isOpen(),
                    friends.all().size(),
                    lan.lan().orElse(null),
                    lan.trouble().orElse(null),
                    ForeignData.of(lan),
                    store.sentences(),
                    tunnels.live().stream()
                            .map(tunnel -> TunnelData.of(tunnel, lan, guard))
                            .toList(),
                    forwardings.live().stream().map(ForwardingData::of).toList(),
                    discovery.figures());
            return ControlReply.done(describe(data), data);
        }

        /// Who has a tunnel counts once for each of them, and who has only connections once for all.
        private static long inside(StatusData data) {
            Set<String> withTunnel =
                    data.tunnels().stream().map(TunnelData::friend).collect(Collectors.toSet());
            long without = data.forwardings().stream()
                    .map(ForwardingData::friend)
                    .filter(friend -> !withTunnel.contains(friend))
                    .distinct()
                    .count();
            return data.tunnels().size() + without;
        }

        private static String describe(StatusData data) {
            StringBuilder text = new StringBuilder();
            text.append("Friends knock on port ").append(data.sshPort());
            text.append(", the owner on port ").append(data.adminPort()).append(".\n");
            if (!data.ownerHasPassword()) {
                text.append("The owner has no password yet: genkan owner password\n");
            }
            if (!data.doorOpen()) {
                text.append("The door is closed: genkan door open\n");
            }
            if (data.lan() != null) {
                text.append("The home network is ").append(data.lan()).append(".\n");
            }
            if (data.trouble() != null) {
                text.append("The last tunnel could not be joined to the home network: ")
                        .append(data.trouble())
                        .append("\n");
            }
            for (ForeignData foreign : data.defeatedBy()) {
                text.append("Another program’s packet filter (")
                        .append(foreign.chain())
                        .append(
                                ") drops what friends’ tunnels send. As root, this lets it pass, and Genkan’s rules go on"
                                        + " deciding:\n  ")
                        .append(String.join("\n  ", foreign.mend()))
                        .append("\nand this takes it back:\n  ")
                        .append(String.join("\n  ", foreign.undo()))
                        .append("\n");
            }
            data.store().forEach(sentence -> text.append(sentence).append('\n'));
            text.append(data.friends()).append(data.friends() == 1 ? " friend, " : " friends, ");
            text.append(inside(data) == 0 ? "nobody" : inside(data)).append(" inside.");
            for (TunnelData tunnel : data.tunnels()) {
                text.append("\n  ").append(tunnel.describe());
            }
            for (ForwardingData forwarding : data.forwardings()) {
                text.append("\n  %s to %s from %s since %s: %,d bytes in, %,d bytes out"
                        .formatted(
                                forwarding.friend(),
                                forwarding.destination(),
                                forwarding.origin(),
                                forwarding.since(),
                                forwarding.bytesFromFriend(),
                                forwarding.bytesToFriend()));
            }
            return text.toString();
        }
    }
}
