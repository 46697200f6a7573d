package io.genkan.discovery.wire;

import io.genkan.net.IpProtocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A name of the DNS: its labels, without the empty one at the end (RFC 1035 §3.1). In multicast DNS they are UTF-8
/// (RFC 6762 §16), and the first one of a service's instance may hold anything that people write, dots included.
///
/// Two names are equal whatever the case of their ASCII letters.
public final class DnsName {
    static final int LONGEST_LABEL = 63;

    /// With a byte for the length of each label, and one for the end.
    static final int LONGEST = 255;

    private static final int TO_LOWER = 'a' - 'A';

    private final List<String> labels;
    private final List<String> lowered;

    /// @throws IllegalArgumentException if a label is empty or too long or holds a control character, or the name is
    ///     too long
    public DnsName(List<String> labels) {
        this.labels = List.copyOf(labels);
        this.lowered = labels.stream().map(DnsName::lowered).toList();
        int length = 1;
        for (String label : labels) {
            int bytes = label.getBytes(StandardCharsets.UTF_8).length;
            if (bytes == 0 || bytes > LONGEST_LABEL || !isText(label)) {
                throw new IllegalArgumentException("not a label");
            }
            length += 1 + bytes;
        }
        if (length > LONGEST) {
            throw new IllegalArgumentException("a name is too long");
        }
    }

    /// From the most specific to the least.
    public List<String> labels() {
        return labels;
    }

    private static boolean isText(String label) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(label)
                && label.chars().noneMatch(Character::isISOControl);
    }

    /// A name of labels without dots, for example `_http._tcp.local`.
    ///
    /// @throws IllegalArgumentException if it is none
    public static DnsName of(String dotted) {
        return new DnsName(List.of(dotted.split("\\.", -1)));
    }

    /// Whether it belongs to multicast DNS: is below `local`.
    public boolean isLocal() {
        return lowered.size() > 1 && lowered.getLast().equals("local");
    }

    /// Whether it names a kind of service, `_http._tcp.local`, and not an instance of one or a host.
    public boolean isServiceType() {
        return !labels.isEmpty() && labels.getFirst().startsWith("_");
    }

    /// Of a service's instance, `NAS._http._tcp.local`: over which protocol it is reached (RFC 6763 §4.1.2; everything
    /// but TCP is called UDP). Empty for other names.
    public Optional<IpProtocol> protocol() {
        if (labels.size() < 4) {
            return Optional.empty();
        }
        return switch (lowered.get(lowered.size() - 2)) {
            case "_tcp" -> Optional.of(IpProtocol.TCP);
            case "_udp" -> Optional.of(IpProtocol.UDP);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DnsName name && lowered.equals(name.lowered);
    }

    @Override
    public int hashCode() {
        return lowered.hashCode();
    }

    private static String lowered(String label) {
        StringBuilder lowered = new StringBuilder(label.length());
        label.chars().map(c -> c >= 'A' && c <= 'Z' ? c + TO_LOWER : c).forEach(c -> lowered.append((char) c));
        return lowered.toString();
    }

    /// For people; a dot within a label is not told from those between them.
    @Override
    public String toString() {
        return String.join(".", labels);
    }
}
