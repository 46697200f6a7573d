package io.genkan.linux;

import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Kernel settings under `/proc/sys/net`, and what identifies the running kernel and network namespace.
@Component
public class ProcFs {
    /// Columns of `/proc/net/route`.
    private static final int METRIC = 6;
    private static final int MASK = 7;
    private static final String ANYWHERE = "00000000";
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST_VALUE = 256;
    /// The column of `/proc/net/dev` behind the colon: bytes, packets, errors and dropped, of the second eight.
    private static final int DROPPED_OUT = 8 + 3;

    private final Path root;

    /// The running kernel's.
    public ProcFs() {
        this(Path.of("/proc"));
    }

    /// @param root where it is mounted
    public ProcFs(Path root) {
        this.root = root;
    }

    /// A setting of the kernel, by its path below `/proc/sys/net`. A path, since interface names may hold dots.
    public record Setting(String path) {
        /// Whether IPv4 packets that come in by an interface may be forwarded.
        public static Setting ipv4Forwarding(InterfaceName device) {
            return new Setting("ipv4/conf/" + device + "/forwarding");
        }

        /// Which of its addresses an interface answers ARP for.
        public static Setting arpIgnore(InterfaceName device) {
            return new Setting("ipv4/conf/" + device + "/arp_ignore");
        }

        /// Whether an interface answers ARP for every address that is routed to another.
        public static Setting proxyArp(InterfaceName device) {
            return new Setting("ipv4/conf/" + device + "/proxy_arp");
        }

        /// Whether an interface announces its addresses by ARP when it comes up.
        public static Setting arpNotify(InterfaceName device) {
            return new Setting("ipv4/conf/" + device + "/arp_notify");
        }

        /// How long an interface waits at most before it answers ARP for somebody else, in hundredths of a second.
        public static Setting proxyDelay(InterfaceName device) {
            return new Setting("ipv4/neigh/" + device + "/proxy_delay");
        }

        /// Whether an interface has no IPv6 at all.
        public static Setting ipv6Disabled(InterfaceName device) {
            return new Setting("ipv6/conf/" + device + "/disable_ipv6");
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /// The value of a setting; empty where the kernel does not have it (any more).
    public Optional<String> read(Setting setting) throws IOException {
        // With one read(2): the kernel gives out a value only once, and as much of it as is asked for first. What Java
        // has for whole files begins with a single byte here, since the file says that it has none.
        try (InputStream file = Files.newInputStream(file(setting))) {
            byte[] value = new byte[LONGEST_VALUE];
            int length = file.read(value);
            return Optional.of(new String(value, 0, Math.max(0, length), StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// The interface of the IPv4 default route with the least metric (`/proc/net/route`, a line for each route:
    /// interface, destination and gateway in hexadecimal, flags, two unused, metric).
    public Optional<InterfaceName> defaultRouteDevice() throws IOException {
        return Files.readAllLines(root.resolve("net/route")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(route -> route.length > MASK && route[1].equals(ANYWHERE) && route[MASK].equals(ANYWHERE))
                .min(Comparator.comparingInt(route -> Integer.parseInt(route[METRIC])))
                .map(route -> InterfaceName.parse(route[0]));
    }

    /// How many packets were dropped on their way out by each interface (`/proc/net/dev`: two lines of headings,
    /// then a line for each interface with its name, a colon, eight numbers of what came in, and eight of what went
    /// out).
    public Map<String, Long> droppedOnTheWayOut() throws IOException {
        Map<String, Long> dropped = new HashMap<>();
        for (String line : Files.readAllLines(root.resolve("net/dev"))) {
            int colon = line.lastIndexOf(':');
            List<String> numbers =
                    List.of(BLANKS.split(line.substring(colon + 1).strip()));
            if (colon > 0 && numbers.size() > DROPPED_OUT) {
                dropped.put(line.substring(0, colon).strip(), Long.parseLong(numbers.get(DROPPED_OUT)));
            }
        }
        return dropped;
    }

    /// Changes a setting.
    public void write(Setting setting, String value) throws IOException {
        Files.writeString(file(setting), value);
    }

    /// Names this boot of the kernel and this network namespace, so that a record of settings is never applied to
    /// another boot's or another namespace's.
    public String identity() throws IOException {
        String boot =
                Files.readString(root.resolve("sys/kernel/random/boot_id")).strip();
        return boot + " " + Files.readSymbolicLink(root.resolve("self/ns/net"));
    }

    private Path file(Setting setting) {
        return root.resolve("sys/net").resolve(setting.path());
    }
}
