package io.genkan.web;

import io.genkan.settings.GatewayProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The names and addresses under which this machine can be opened in a browser.
///
/// They are looked at anew each time: a DHCP server may hand out another address at any moment.
@Component
public class MachineNames {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final List<String> ALWAYS = List.of("localhost", "genkan.local");
    private static final List<InetAddress> LOOPBACK =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private final GatewayProperties properties;

    MachineNames(GatewayProperties properties) {
        this.properties = properties;
    }

    /// The host names, in lower case: the fixed ones, the machine's own, and those that the owner configured.
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(ALWAYS);
        String machine = machineName();
        if (!machine.isEmpty()) {
            names.add(machine);
            names.add(machine + ".local");
        }
        for (String configured : properties.admin().names()) {
            if (addressLiteral(configured).isEmpty()) {
                names.add(configured.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /// Every address of every interface, and those that the owner configured.
    public Set<InetAddress> addresses() {
        Set<InetAddress> addresses = stableAddresses();
        for (NetworkInterface each : interfaces()) {
            each.inetAddresses().map(MachineNames::withoutZone).forEach(addresses::add);
        }
        return addresses;
    }

    /// The addresses that a browser can be pointed at for longer: not those of tunnels, which come and go with
    /// their friends, and not IPv6 link-local ones, which no browser takes.
    public Set<InetAddress> stableAddresses() {
        Set<InetAddress> addresses = new LinkedHashSet<>(LOOPBACK);
        for (NetworkInterface each : interfaces()) {
            if (!isPointToPoint(each)) {
                each.inetAddresses()
                        .filter(a -> !(a instanceof Inet6Address && a.isLinkLocalAddress()))
                        .map(MachineNames::withoutZone)
                        .forEach(addresses::add);
            }
        }
        for (String configured : properties.admin().names()) {
            addressLiteral(configured).ifPresent(addresses::add);
        }
        return addresses;
    }

    /// Reads an address as it is written; never looks a name up.
    static Optional<InetAddress> addressLiteral(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text.strip()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String machineName() {
        try {
            return Files.readString(HOST_NAME).strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("the kernel does not tell its host name", e);
        }
    }

    private static List<NetworkInterface> interfaces() {
        try {
            return NetworkInterface.networkInterfaces().toList();
        } catch (SocketException e) {
            throw new UncheckedIOException("the kernel does not tell its interfaces", e);
        }
    }

    /// An interface that has just gone counts as point to point: only tunnels go that quickly.
    private static boolean isPointToPoint(NetworkInterface each) {
        try {
            return each.isPointToPoint();
        } catch (SocketException _) {
            return true;
        }
    }

    private static InetAddress withoutZone(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new AssertionError("an address is an address", e);
        }
    }
}
