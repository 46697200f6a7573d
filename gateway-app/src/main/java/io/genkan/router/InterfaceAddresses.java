package io.genkan.router;

import io.genkan.linux.ProcFs;
import io.genkan.net.InterfaceName;
import io.genkan.tunnel.HomeNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.Optional;

/// The home network by the addresses of the gateway's interfaces: what {@link LanFinder} finds, without a child process
/// for each question. Where the interface is neither named nor that of the default route, there is none.
final class InterfaceAddresses implements HomeNetwork, HomeInterface {
    private final ProcFs procFs;
    private final Optional<InterfaceName> configured;

    InterfaceAddresses(ProcFs procFs, Optional<InterfaceName> configured) {
        this.procFs = procFs;
        this.configured = configured;
    }

    @Override
    public boolean hasHost(InetAddress address) throws IOException {
        Optional<InterfaceName> device = device();
        if (device.isEmpty() || NetworkInterface.getByInetAddress(address) != null) {
            return false;
        }
        NetworkInterface lan = NetworkInterface.getByName(device.get().value());
        return lan != null && lan.getInterfaceAddresses().stream().anyMatch(own -> isHostIn(own, address));
    }

    @Override
    public Optional<InterfaceName> device() throws IOException {
        return configured.isPresent() ? configured.map(LanFinder::withAddresses) : procFs.defaultRouteDevice();
    }

    private static boolean isHostIn(InterfaceAddress own, InetAddress address) {
        if (own.getAddress().getAddress().length != Integer.BYTES || address.getAddress().length != Integer.BYTES) {
            return false;
        }
        Lan.Network network = Lan.Network.of(own.getAddress(), own.getNetworkPrefixLength());
        return network.prefix().contains(address)
                && !network.broadcast().equals(address)
                && !network.prefix().first().equals(address);
    }
}
