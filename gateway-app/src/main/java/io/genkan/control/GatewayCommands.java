package io.genkan.control;

import io.genkan.access.Door;
import io.genkan.access.Friends;
import io.genkan.owner.OwnerAccount;
import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;
import io.genkan.tunnel.TunnelView;
import io.genkan.tunnel.Tunnels;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The commands about the gateway itself.
final class GatewayCommands {
    private GatewayCommands() {}

    /// A live tunnel as a program reads it; rates in bit/s, volumes in bytes.
    record TunnelData(
            String friend,
            int unit,
            String device,
            String origin,
            String since,
            long bytesFromFriend,
            long bytesToFriend,
            long packetsFromFriend,
            long packetsToFriend,
            long dropped,
            long bitsPerSecondFromFriend,
            long bitsPerSecondToFriend) {
        static TunnelData of(TunnelView tunnel) {
            return new TunnelData(
                    tunnel.friend().value(),
                    tunnel.unit().number(),
                    tunnel.device().value(),
                    tunnel.origin(),
                    tunnel.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                    tunnel.traffic().bytesFromFriend(),
                    tunnel.traffic().bytesToFriend(),
                    tunnel.traffic().packetsFromFriend(),
                    tunnel.traffic().packetsToFriend(),
                    tunnel.traffic().dropped(),
                    tunnel.bitsPerSecondFromFriend(),
                    tunnel.bitsPerSecondToFriend());
        }
    }

    /// The state of the gateway as a program reads it.
    record StatusData(
            int sshPort,
            int adminPort,
            String hostKey,
            boolean ownerHasPassword,
            boolean doorOpen,
            int friends,
            List<TunnelData> tunnels) {}

    /// `status`
    @Component
    static final class Status implements ControlCommand {
        private final GatewayProperties settings;
        private final HostKey hostKey;
        private final OwnerAccount owner;
        private final Friends friends;
        private final Door door;
        private final Tunnels tunnels;

        Status(
                GatewayProperties settings,
                HostKey hostKey,
                OwnerAccount owner,
                Friends friends,
                Door door,
                Tunnels tunnels) {
            this.settings = settings;
            this.hostKey = hostKey;
            this.owner = owner;
            this.friends = friends;
            this.door = door;
            this.tunnels = tunnels;
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
                    tunnels.live().stream().map(TunnelData::of).toList());
            return ControlReply.done(describe(data), data);
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
            text.append(data.friends()).append(data.friends() == 1 ? " friend, " : " friends, ");
            text.append(data.tunnels().isEmpty() ? "nobody" : data.tunnels().size())
                    .append(" inside.");
            for (TunnelData tunnel : data.tunnels()) {
                text.append("\n  %s on %s from %s since %s: %,d bytes in, %,d bytes out"
                        .formatted(
                                tunnel.friend(),
                                tunnel.device(),
                                tunnel.origin(),
                                tunnel.since(),
                                tunnel.bytesFromFriend(),
                                tunnel.bytesToFriend()));
            }
            return text.toString();
        }
    }

    /// `owner password`
    @Component
    static final class OwnerPassword implements ControlCommand {
        private final OwnerAccount owner;

        OwnerPassword(OwnerAccount owner) {
            this.owner = owner;
        }

        @Override
        public String words() {
            return "owner password";
        }

        @Override
        public ControlReply carryOut(ControlRequest request) {
            owner.setPassword(request.required("password"));
            return ControlReply.done("The owner's password is set.", Map.of("ownerHasPassword", true));
        }
    }
}
