package io.genkan.router;

import io.genkan.access.FriendName;
import io.genkan.access.Policy;
import io.genkan.net.AddressPair;
import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.PrefixMapping;
import io.genkan.tun.TunMode;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A tunnel to be joined to the LAN.
///
/// @param mapping under which addresses the LAN appears in it; empty means under its own
record AttachedTunnel(
        InterfaceName device,
        TunMode mode,
        FriendName friend,
        Attachment attachment,
        AddressPair addresses,
        Optional<PrefixMapping> mapping,
        Policy policy) {
    /// The network behind him, if he is a hop.
    Optional<IpPrefix> subnet() {
        return policy.subnet();
    }

    /// Whose packets may come out of the tunnel, as nftables writes it: the friend's, and those of what lies behind
    /// him.
    String sources() {
        String friend = addresses.friend().getHostAddress();
        return subnet().map(behind ->
                        behind.contains(addresses.friend()) ? behind.toString() : "{ " + friend + ", " + behind + " }")
                .orElse(friend);
    }

    /// The addresses of the LAN that are found behind the tunnel; none by NAT.
    List<InetAddress> inLan() {
        if (attachment == Attachment.NAT) {
            return List.of();
        }
        Stream<InetAddress> behind = subnet().stream()
                .flatMap(prefix -> LongStream.range(0, prefix.size()).mapToObj(prefix::at));
        return Stream.concat(Stream.of(addresses.friend()), behind).distinct().toList();
    }

    AttachedTunnel withPolicy(Policy other) {
        return new AttachedTunnel(device, mode, friend, attachment, addresses, mapping, other);
    }
}
