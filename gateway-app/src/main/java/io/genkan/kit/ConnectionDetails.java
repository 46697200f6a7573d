package io.genkan.kit;

import io.genkan.access.Caller;
import io.genkan.access.Destination;
import io.genkan.access.Friend;
import io.genkan.access.Identity;
import io.genkan.access.Policy;
import io.genkan.net.AddressPair;
import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.net.TunnelPool;
import io.genkan.settings.GatewayProperties;
import java.util.List;
import java.util.stream.Stream;

/// Everything that a friend's side needs to connect with one of his keys. Nothing in it is secret.
///
/// @param friend his name
/// @param userName for the ssh command; any works, this one reads well
/// @param keyFingerprint which of his keys
/// @param unit the tunnel unit, the second number of `ssh -w`
/// @param gatewayAddress the tunnel's address at the gateway
/// @param friendAddress the tunnel's address at the friend
/// @param prefixLength of both addresses, where they stand on an Ethernet (tap) device
/// @param mtu the tunnel's MTU in bytes
/// @param port the gateway's SSH port
/// @param hostKey the gateway's host key as in known_hosts, without the host in front
/// @param destinations what he may reach, by the addresses under which it appears to him
/// @param routes the prefixes to route into the tunnel
/// @param attachment how the tunnel joins the LAN, `nat`, `proxy-arp` or `bridged`
public record ConnectionDetails(
        String friend,
        String userName,
        String keyFingerprint,
        int unit,
        String gatewayAddress,
        String friendAddress,
        int prefixLength,
        int mtu,
        int port,
        String hostKey,
        List<String> destinations,
        List<String> routes,
        String attachment) {
    /// An address of the LAN stands alone on a tap device: the LAN's hosts are on its other side, and are routed to.
    private static final int HOST_LENGTH = 32;

    /// The details for one key.
    ///
    /// @param hostKey the gateway's host key as in known_hosts, without the host in front
    public static ConnectionDetails of(Identity identity, GatewayProperties settings, String hostKey) {
        Attachment attachment =
                identity.friend().attachment().orElse(settings.tunnel().attachment());
        AddressPair addresses =
                settings.addresses().pairOf(attachment, identity.key().unit());
        Friend friend = identity.friend();
        return new ConnectionDetails(
                identity.friend().name().value(),
                identity.friend().name().sshUserName(),
                identity.key().publicKey().fingerprint(),
                identity.key().unit().number(),
                addresses.gateway().getHostAddress(),
                addresses.friend().getHostAddress(),
                attachment == Attachment.NAT ? TunnelPool.PREFIX_LENGTH : HOST_LENGTH,
                settings.tunnel().mtu().bytes(),
                settings.ssh().port(),
                hostKey,
                friend.seenDestinations().stream().map(Destination::toString).toList(),
                routes(friend),
                attachment.toString());
    }

    /// To what he may reach, and back to who may reach him.
    private static List<String> routes(Friend friend) {
        Policy policy = friend.policy();
        return Stream.concat(
                        policy.destinations().stream().map(Destination::hosts),
                        policy.reverse().callers().stream().map(Caller::hosts))
                .flatMap(hosts -> friend.seen(hosts).stream())
                .map(IpPrefix::toString)
                .distinct()
                .toList();
    }
}
