package io.genkan.discovery;

import io.genkan.discovery.wire.DnsName;
import io.genkan.discovery.wire.DnsQuestion;
import io.genkan.discovery.wire.DnsRecord;
import io.genkan.discovery.wire.DnsType;
import io.genkan.net.IpProtocol;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides what of the records that the home network has told goes to a friend: an address that he may reach, and of
/// services what leads to such an address and port, link by link. Everything else is held back, and so is what leads
/// nowhere yet. Pure.
final class Disclosure {
    private final Collection<DnsRecord> heard;
    private final Reach reach;
    private final Map<DnsName, List<Inet4Address>> addresses = new HashMap<>();

    private Disclosure(Collection<DnsRecord> heard, Reach reach) {
        this.heard = heard;
        this.reach = reach;
        heard.forEach(record -> {
            if (record instanceof DnsRecord.Address(DnsName host, Inet4Address address)) {
                addresses.computeIfAbsent(host, _ -> new ArrayList<>()).add(address);
            }
        });
    }

    /// What he may be told, in the order in which it was heard.
    static List<DnsRecord> of(Collection<DnsRecord> heard, Reach reach) {
        return new Disclosure(heard, reach).decide();
    }

    /// What has to be asked to follow what was heard up to an address.
    static Set<DnsQuestion> missing(Collection<DnsRecord> heard) {
        Set<DnsQuestion> known = new HashSet<>();
        heard.forEach(record -> known.add(new DnsQuestion(record.name(), record.type())));
        Set<DnsQuestion> missing = new LinkedHashSet<>();
        for (DnsRecord record : heard) {
            switch (record) {
                case DnsRecord.Pointer pointer
                when pointer.target().isServiceType() -> missing.add(new DnsQuestion(pointer.target(), DnsType.PTR));
                case DnsRecord.Pointer pointer -> {
                    missing.add(new DnsQuestion(pointer.target(), DnsType.SRV));
                    missing.add(new DnsQuestion(pointer.target(), DnsType.TXT));
                }
                case DnsRecord.Service service -> missing.add(new DnsQuestion(service.target(), DnsType.A));
                case DnsRecord.Address _, DnsRecord.Text _ -> {}
            }
        }
        missing.removeAll(known);
        missing.removeIf(question -> !question.name().isLocal());
        return missing;
    }

    private List<DnsRecord> decide() {
        Set<DnsName> instances = new HashSet<>();
        heard.forEach(record -> {
            if (record instanceof DnsRecord.Service service && leadsSomewhere(service)) {
                instances.add(service.name());
            }
        });
        Set<DnsName> kinds = new HashSet<>();
        heard.forEach(record -> {
            if (record instanceof DnsRecord.Pointer(DnsName kind, DnsName instance) && instances.contains(instance)) {
                kinds.add(kind);
            }
        });
        return heard.stream()
                .filter(record -> record.name().isLocal())
                .filter(record -> switch (record) {
                    case DnsRecord.Address address -> reach.includes(address.address());
                    case DnsRecord.Service service -> leadsSomewhere(service);
                    case DnsRecord.Text text -> instances.contains(text.name());
                    // From a kind to an instance; or to a kind, of which there is one for him.
                    case DnsRecord.Pointer pointer ->
                        instances.contains(pointer.target()) || kinds.contains(pointer.target());
                })
                .toList();
    }

    private boolean leadsSomewhere(DnsRecord.Service service) {
        Optional<IpProtocol> protocol = service.name().protocol();
        return service.name().isLocal()
                && protocol.isPresent()
                && addresses.getOrDefault(service.target(), List.of()).stream()
                        .anyMatch(address -> reach.includes(address, protocol.get(), service.port()));
    }
}
