package io.genkan.sshd;

import io.genkan.access.DoorClosed;
import io.genkan.access.FriendsOnDisk;
import io.genkan.access.RequestAdmitted;
import io.genkan.access.RequestDeclined;
import io.genkan.kit.ConnectionsOf;
import io.genkan.kit.House;
import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.net.TunnelPool;
import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;
import io.genkan.tunnel.FakeHouse;
import io.genkan.tunnel.Forwardings;
import io.genkan.tunnel.PassTester;
import io.genkan.tunnel.Tunnels;
import io.genkan.web.Bundles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.server.SshServer;

/// The gateway's SSH server in this process, listening on a port of the loopback interface, with everything real but
/// the kernel's devices.
final class GatewayHere implements AutoCloseable {
    final FakeHouse house = new FakeHouse();
    final FriendsOnDisk disk;
    final Tunnels tunnels;
    final FriendWords words = new FriendWords(Bundles.source());
    final SshServer server;
    private volatile Consumer<Object> listener = _ -> {};

    private GatewayHere(Path data, PeerLimits limits) throws IOException {
        disk = FriendsOnDisk.in(data);
        tunnels = house.tunnels(disk.gate());
        GatewayProperties settings = settings(data);
        HostKey hostKey = HostKey.loadOrMake(data.resolve("keys"));
        Forwardings forwardings = house.forwardings(disk.gate(), tunnels);
        disk.showsOutOf(forwardings);
        House home = ConnectionsOf.house(disk.database());
        GuestWords guestWords = new GuestWords(words, home);
        WaitingRoom room =
                new WaitingRoom(disk.door(), disk.friends(), disk.requests(), guestWords, Duration.ofMillis(300));
        disk.tell(event -> {
            switch (event) {
                case RequestAdmitted admitted -> room.on(admitted);
                case RequestDeclined declined -> room.on(declined);
                case DoorClosed closed -> room.on(closed);
                default -> {
                    // The waiting room hears of nothing else.
                }
            }
            listener.accept(event);
        });
        RefusedSessions refused = new RefusedSessions(words);
        FriendChannels channels = new FriendChannels(
                disk.gate(),
                tunnels,
                forwardings,
                new PassTester(disk.gate(), _ -> true),
                ConnectionsOf.gateway(settings, hostKey, home),
                words,
                guestWords,
                refused);
        FriendAuthenticator authenticator = new FriendAuthenticator(
                disk.friends(), disk.invitations(), disk.requests(), FriendsOnDisk.parser(), room);
        PreAuthGate door = new PreAuthGate(SshGateway.AUTHENTICATION_TIMEOUT, _ -> {});
        server = SshGateway.build(settings, hostKey, authenticator, channels, limits, door);
    }

    /// Has it ready, not listening.
    static GatewayHere built(Path data, PeerLimits limits) {
        try {
            return new GatewayHere(data, limits);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Starts it.
    static GatewayHere listening(Path data, PeerLimits limits) {
        GatewayHere here = built(data, limits);
        here.listen();
        return here;
    }

    void listen() {
        try {
            server.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static GatewayProperties settings(Path data) {
        return new GatewayProperties(
                data,
                new GatewayProperties.Ssh("127.0.0.1", 0, true),
                new GatewayProperties.Admin("127.0.0.1", 0, List.of()),
                new GatewayProperties.Lan(Optional.empty(), Optional.empty()),
                new GatewayProperties.Tunnel(
                        new TunnelPool(IpPrefix.parse("10.186.0.0/16")), new Mtu(1500), true, Attachment.NAT),
                new GatewayProperties.Metrics(Optional.empty(), false));
    }

    /// Has somebody more hear what happens to friends and requests.
    void tell(Consumer<Object> someone) {
        listener = someone;
    }

    /// Lets a friend of that name in, who dials at once.
    RawFriend dials(String name, String... ciphers) {
        return RawFriend.dials(this, name, ciphers);
    }

    /// The device of a unit's tunnel.
    FakeHouse.FakeDevice device(int unit) {
        return house.device("tun" + unit);
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        disk.close();
    }
}
