package io.genkan.router;

import io.genkan.access.BitRate;
import io.genkan.access.Caller;
import io.genkan.access.Destination;
import io.genkan.access.Discovery;
import io.genkan.access.FriendName;
import io.genkan.access.Policy;
import io.genkan.access.PortMap;
import io.genkan.access.Reverse;
import io.genkan.access.Terms;
import io.genkan.linux.CommandRunner;
import io.genkan.linux.ProcFs;
import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.net.PrefixMapping;
import io.genkan.net.TunnelAddresses;
import io.genkan.net.TunnelPool;
import io.genkan.net.TunnelUnit;
import io.genkan.settings.GatewayProperties;
import io.genkan.tun.TunMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Homes and tunnels to try the router on.
final class Houses {
    static final TunnelPool POOL = new TunnelPool(IpPrefix.parse("10.186.0.0/16"));
    static final IpPrefix LAN_RANGE = IpPrefix.parse("192.168.100.48/29");
    static final TunnelAddresses ADDRESSES = new TunnelAddresses(POOL, Optional.of(LAN_RANGE), Attachment.NAT);
    static final InterfaceName ETH0 = new InterfaceName("eth0");
    static final Lan ONE_NETWORK = lan(false, "192.168.100.2/24");
    static final Lan FORWARDED_BEFORE = lan(true, "192.168.100.2/24");
    static final Lan TWO_NETWORKS = lan(false, "192.168.100.2/24", "10.9.0.2/22");
    static final Lan ANOTHER_NETWORK = lan(false, "192.168.1.2/24");
    static final Lan WITHIN_THE_POOL = lan(false, "10.186.7.2/24");

    static final TapAddresses TAP_ADDRESSES = new TapAddresses(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    static final Lan IN_A_BRIDGE =
            new Lan(new InterfaceName("br0"), Lan.Kind.BRIDGE, ONE_NETWORK.networks(), ONE_NETWORK.forwarded());
    static final Lan ON_WIFI =
            new Lan(new InterfaceName("wlan0"), Lan.Kind.WIRELESS, ONE_NETWORK.networks(), ONE_NETWORK.forwarded());

    private Houses() {}

    static GatewayProperties settings() {
        return settings(POOL.toString());
    }

    static GatewayProperties settings(String pool) {
        return new GatewayProperties(
                Path.of("/nowhere"),
                new GatewayProperties.Ssh("::", 2222, true),
                new GatewayProperties.Admin("::", 8443, List.of()),
                new GatewayProperties.Lan(Optional.empty(), Optional.of(LAN_RANGE)),
                new GatewayProperties.Tunnel(new TunnelPool(IpPrefix.parse(pool)), new Mtu(1500), true, Attachment.NAT),
                new GatewayProperties.Metrics(Optional.empty(), false));
    }

    static InterfaceName device(int unit) {
        return new InterfaceName("tun" + unit);
    }

    static AttachedTunnel tunnel(int unit, String friend, String... destinations) {
        return tunnel(Attachment.NAT, TunMode.POINT_TO_POINT, unit, friend, destinations);
    }

    static AttachedTunnel tap(int unit, String friend, String... destinations) {
        return tunnel(Attachment.NAT, TunMode.ETHERNET, unit, friend, destinations);
    }

    private static AttachedTunnel tunnel(
            Attachment attachment, TunMode mode, int unit, String friend, String... destinations) {
        return new AttachedTunnel(
                mode.deviceOf(new TunnelUnit(unit)),
                mode,
                new FriendName(friend),
                attachment,
                ADDRESSES.pairOf(attachment, new TunnelUnit(unit)),
                Optional.empty(),
                policy(destinations));
    }

    /// The same whose friend sees the LAN under other addresses.
    static AttachedTunnel mapped(String mapping, AttachedTunnel tunnel) {
        return new AttachedTunnel(
                tunnel.device(),
                tunnel.mode(),
                tunnel.friend(),
                tunnel.attachment(),
                tunnel.addresses(),
                Optional.of(PrefixMapping.parse(mapping)),
                tunnel.policy());
    }

    /// A tunnel whose friend has an address of the LAN.
    static AttachedTunnel inLan(TunMode mode, int unit, String friend, String... destinations) {
        return tunnel(Attachment.PROXY_ARP, mode, unit, friend, destinations);
    }

    /// A tunnel whose device is a port of the LAN's bridge.
    static AttachedTunnel bridged(int unit, String friend, String... destinations) {
        return tunnel(Attachment.BRIDGED, TunMode.ETHERNET, unit, friend, destinations);
    }

    /// The same with a rate.
    static AttachedTunnel limited(String rate, AttachedTunnel tunnel) {
        Terms terms = new Terms(
                Optional.empty(),
                List.of(),
                Optional.of(BitRate.parse(rate)),
                Optional.empty(),
                false,
                Discovery.NONE,
                "");
        return tunnel.withPolicy(new Policy(tunnel.policy().destinations(), terms));
    }

    /// The same, and he may ask what is there.
    static AttachedTunnel asking(Discovery discovery, AttachedTunnel tunnel) {
        Terms terms = new Terms(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false, discovery, "");
        return tunnel.withPolicy(new Policy(tunnel.policy().destinations(), terms));
    }

    /// The same with somebody of the LAN who may reach him.
    static AttachedTunnel called(AttachedTunnel tunnel, List<String> callers, String... maps) {
        Reverse reverse = new Reverse(
                callers.stream().map(Caller::parse).toList(),
                Arrays.stream(maps).map(PortMap::parse).toList());
        Policy before = tunnel.policy();
        return tunnel.withPolicy(new Policy(before.destinations(), before.terms(), reverse, before.subnet()));
    }

    /// The same as a hop with a network behind it.
    static AttachedTunnel hop(String subnet, AttachedTunnel tunnel) {
        Policy before = tunnel.policy();
        return tunnel.withPolicy(new Policy(
                before.destinations(), before.terms(), before.reverse(), Optional.of(IpPrefix.parse(subnet))));
    }

    static Policy policy(String... destinations) {
        return new Policy(Arrays.stream(destinations).map(Destination::parse).toList());
    }

    /// Of a gateway that has never made a bridge.
    static BridgeMaker noBridge(Path data) {
        return new BridgeMaker(new CommandRunner(), new BridgeRecord(new ProcFs(data), data.resolve("lan-bridge")));
    }

    private static Lan lan(boolean forwarded, String... addresses) {
        return new Lan(
                ETH0,
                Lan.Kind.WIRED,
                Arrays.stream(addresses).map(Houses::network).toList(),
                forwarded);
    }

    private static Lan.Network network(String address) {
        String[] parts = address.split("/", -1);
        try {
            return Lan.Network.of(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
