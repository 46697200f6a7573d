package io.genkan.router;

import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the owner is told about joining tunnels to the LAN. Safe from any thread.
@Component
public class LanReport {
    private final Map<InterfaceName, Joined> joined = new ConcurrentHashMap<>();
    private volatile @Nullable String trouble;
    private volatile @Nullable String lan;
    private volatile List<ForeignDrop> foreign = List.of();

    /// How a tunnel is joined to the LAN.
    ///
    /// @param address where its friend is found in the LAN: his own address there, or the gateway's by NAT
    /// @param subnet the network behind him, if he is a hop
    public record Joined(Attachment attachment, String address, Optional<IpPrefix> subnet) {}

    /// The LAN as it was found when the last tunnel joined it, for example `192.168.100.0/24 on eth0`.
    public Optional<String> lan() {
        return Optional.ofNullable(lan);
    }

    /// What of other programs drops the tunnels' packets.
    public List<ForeignDrop> foreignDrops() {
        return foreign;
    }

    /// The devices of the live tunnels.
    public List<InterfaceName> devices() {
        return joined.keySet().stream()
                .sorted(Comparator.comparing(InterfaceName::value))
                .toList();
    }

    /// How a live tunnel is joined to the LAN.
    public Optional<Joined> joined(InterfaceName device) {
        return Optional.ofNullable(joined.get(device));
    }

    /// Why the last tunnel could not be joined to the LAN, or was given up; empty if it could.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void joins(AttachedTunnel tunnel, Lan found) {
        trouble = null;
        finds(found);
        InetAddress address = tunnel.attachment() == Attachment.NAT
                ? found.networks().getFirst().gatewayAddress()
                : tunnel.addresses().friend();
        joined.put(tunnel.device(), new Joined(tunnel.attachment(), address.getHostAddress(), tunnel.subnet()));
    }

    void finds(Lan found) {
        String networks = found.networks().stream().map(Lan.Network::toString).collect(Collectors.joining(", "));
        lan = networks + " on " + found.device();
    }

    void isDefeatedBy(List<ForeignDrop> drops) {
        foreign = List.copyOf(drops);
    }

    void leaves(InterfaceName device) {
        joined.remove(device);
    }

    void fails(String why) {
        trouble = why;
    }
}
