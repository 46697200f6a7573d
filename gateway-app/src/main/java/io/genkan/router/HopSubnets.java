package io.genkan.router;

import io.genkan.net.Attachment;
import io.genkan.net.IpPrefix;
import io.genkan.net.TunnelPool;
import io.genkan.tunnel.AttachmentException;
import io.genkan.tunnel.AttachmentException.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Finds what speaks against the networks behind hops: by NAT they must be nobody else's, by proxy ARP a part of the
/// LAN that nobody else has. Pure.
///
/// Some of it was asked before the owner gave a friend his network; but the LAN, the machine's routes and the
/// configuration can have changed since.
final class HopSubnets {
    private HopSubnets() {}

    /// @param tunnels all that there are
    /// @throws AttachmentException if a network does not fit
    static void refuseMisfits(Collection<AttachedTunnel> tunnels, Lan lan, TunnelPool pool) throws AttachmentException {
        for (AttachedTunnel hop : tunnels) {
            if (hop.subnet().isPresent()) {
                IpPrefix subnet = hop.subnet().get();
                Optional<String> why =
                        misfit(hop.attachment(), subnet, lan, pool).or(() -> sharing(hop, tunnels));
                if (why.isPresent()) {
                    throw refusal(hop, why.get());
                }
            }
        }
    }

    /// Looks whether the machine reaches something else where a hop's network is to be.
    ///
    /// @param routes those of the machine, before the hop's own is there
    /// @throws AttachmentException if it does
    static void refuseRouted(AttachedTunnel hop, Lan lan, List<IpPrefix> routes) throws AttachmentException {
        Optional<IpPrefix> other = routes.stream()
                .filter(route -> hop.subnet().filter(route::overlaps).isPresent())
                // By proxy ARP the network is a part of the LAN's.
                .filter(route -> hop.attachment() == Attachment.NAT || !leadsToAll(route, lan))
                .findFirst();
        if (other.isPresent()) {
            throw refusal(hop, "shares addresses with " + other.get() + ", to which this machine has a route");
        }
    }

    private static boolean leadsToAll(IpPrefix route, Lan lan) {
        return lan.networks().stream().anyMatch(network -> route.contains(network.prefix()));
    }

    private static Optional<String> misfit(Attachment attachment, IpPrefix subnet, Lan lan, TunnelPool pool) {
        if (subnet.overlaps(pool.block())) {
            return Optional.of("shares addresses with the tunnels, " + pool + " (genkan.tunnel.pool)");
        }
        return switch (attachment) {
            case NAT ->
                lan.networks().stream()
                        .filter(network -> network.prefix().overlaps(subnet))
                        .findFirst()
                        .map(network -> "shares addresses with the home network " + network);
            case PROXY_ARP ->
                lan.networks().stream().anyMatch(network -> hasRoomFor(network, subnet))
                        ? Optional.empty()
                        : Optional.of("is to be a part of the home network, and does not fit into " + lan.networks());
            case BRIDGED -> Optional.of("cannot be bridged; choose nat or proxy-arp");
        };
    }

    private static boolean hasRoomFor(Lan.Network network, IpPrefix subnet) {
        return subnet.size() <= GuardRules.BEHIND_A_HOP
                && LongStream.range(0, subnet.size()).mapToObj(subnet::at).allMatch(network::hasRoomFor);
    }

    private static Optional<String> sharing(AttachedTunnel hop, Collection<AttachedTunnel> tunnels) {
        return tunnels.stream()
                .filter(other -> !other.device().equals(hop.device()))
                .filter(other -> hop.subnet()
                        .filter(subnet -> subnet.contains(other.addresses().friend())
                                || other.subnet().filter(subnet::overlaps).isPresent())
                        .isPresent())
                .findFirst()
                .map(other -> "shares addresses with " + other.friend() + " on " + other.device());
    }

    private static AttachmentException refusal(AttachedTunnel hop, String why) {
        return new AttachmentException(
                Reason.SUBNET_MISFIT,
                "the network " + hop.subnet().map(IpPrefix::toString).orElse("") + " behind " + hop.friend() + " "
                        + why);
    }
}
