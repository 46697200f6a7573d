package io.genkan.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.discovery.wire.DnsName;
import io.genkan.discovery.wire.DnsQuestion;
import io.genkan.discovery.wire.DnsRecord;
import io.genkan.discovery.wire.DnsType;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisclosureTest {
    private static final DnsName KINDS = DnsName.of("_services._dns-sd._udp.local");
    private static final DnsName HTTP = DnsName.of("_http._tcp.local");
    private static final DnsName CAST = DnsName.of("_googlecast._tcp.local");

    private static final DnsRecord NAS_ADDRESS = address("nas.local", "192.168.100.10");
    private static final DnsRecord TV_ADDRESS = address("tv.local", "192.168.100.11");
    private static final List<DnsRecord> PAGE = service("Files._http._tcp.local", 80, "nas.local");
    private static final List<DnsRecord> SHARE = service("Files._smb._tcp.local", 445, "nas.local");
    private static final List<DnsRecord> TV_PAGE = service("TV._http._tcp.local", 80, "tv.local");
    private static final List<DnsRecord> TV_CAST = service("TV._googlecast._tcp.local", 8009, "tv.local");

    @Test
    void tellsAddressesThatHeMayReach() {
        assertThat(told(NAS_ADDRESS, TV_ADDRESS)).containsExactly(NAS_ADDRESS);
        assertThat(told(address("nas.local", "192.168.100.10"), address("nas.local", "169.254.7.7")))
                .as("of two addresses of one host")
                .containsExactly(NAS_ADDRESS);
    }

    @Test
    void tellsWhatLeadsToAPortThatHeMayReach() {
        assertThat(told(PAGE, List.of(NAS_ADDRESS))).containsAll(PAGE).contains(NAS_ADDRESS);
        assertThat(told(SHARE, List.of(NAS_ADDRESS)))
                .as("another port of the same host")
                .containsExactly(NAS_ADDRESS);
        assertThat(told(TV_PAGE, List.of(TV_ADDRESS))).as("another host").isEmpty();
        assertThat(told(service("Files._http._udp.local", 80, "nas.local"), List.of(NAS_ADDRESS)))
                .as("the same port of another protocol")
                .containsExactly(NAS_ADDRESS);
    }

    @Test
    void tellsOfOneListWhatConcernsHim() {
        assertThat(told(PAGE, TV_PAGE, List.of(NAS_ADDRESS, TV_ADDRESS)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(PAGE.stream(), Stream.of(NAS_ADDRESS)).toList());
    }

    @Test
    void tellsNothingThatLeadsNowhere() {
        assertThat(told(PAGE)).as("without the address").isEmpty();
        assertThat(told(PAGE.getFirst(), NAS_ADDRESS)).as("without the port").containsExactly(NAS_ADDRESS);
        assertThat(told(new DnsRecord.Text(DnsName.of("Files._device-info._tcp.local"), "\u0003a=b"), NAS_ADDRESS))
                .containsExactly(NAS_ADDRESS);
    }

    @Test
    void tellsOnlyKindsOfWhichThereIsOneForHim() {
        DnsRecord http = new DnsRecord.Pointer(KINDS, HTTP);
        DnsRecord cast = new DnsRecord.Pointer(KINDS, CAST);
        assertThat(told(List.of(http, cast), PAGE, TV_PAGE, TV_CAST, List.of(NAS_ADDRESS, TV_ADDRESS)))
                .contains(http)
                .doesNotContain(cast);
        assertThat(told(http, cast, NAS_ADDRESS)).containsExactly(NAS_ADDRESS);
    }

    /// Two pointers to each other vouch for nothing.
    @Test
    void isNotLedInACircle() {
        DnsName one = DnsName.of("_a._tcp.local");
        DnsName other = DnsName.of("_b._tcp.local");
        assertThat(told(new DnsRecord.Pointer(one, other), new DnsRecord.Pointer(other, one), NAS_ADDRESS))
                .containsExactly(NAS_ADDRESS);
    }

    @Test
    void tellsNothingOfOtherNamesThanLocalOnes() {
        assertThat(told(address("nas.example.com", "192.168.100.10"))).isEmpty();
        assertThat(told(service("Files._http._tcp.example", 80, "nas.local"), List.of(NAS_ADDRESS)))
                .containsExactly(NAS_ADDRESS);
    }

    @Test
    void asksForWhatIsMissingUpToAnAddress() {
        DnsName files = DnsName.of("Files._http._tcp.local");
        assertThat(Disclosure.missing(List.of(new DnsRecord.Pointer(KINDS, HTTP))))
                .containsExactly(new DnsQuestion(HTTP, DnsType.PTR));
        assertThat(Disclosure.missing(PAGE.subList(0, 1)))
                .containsExactly(new DnsQuestion(files, DnsType.SRV), new DnsQuestion(files, DnsType.TXT));
        assertThat(Disclosure.missing(PAGE)).containsExactly(new DnsQuestion(DnsName.of("nas.local"), DnsType.A));
        assertThat(Disclosure.missing(
                        Stream.concat(PAGE.stream(), Stream.of(NAS_ADDRESS)).toList()))
                .isEmpty();
        assertThat(Disclosure.missing(service("Files._http._tcp.local", 80, "nas.example.com")))
                .isEmpty();
    }

    private static DnsRecord address(String name, String address) {
        return new DnsRecord.Address(DnsName.of(name), Inet4Address.ofLiteral(address));
    }

    /// An instance in its list, its place, and its text.
    private static List<DnsRecord> service(String name, int port, String host) {
        DnsName instance = DnsName.of(name);
        DnsName kind =
                new DnsName(instance.labels().subList(1, instance.labels().size()));
        return List.of(
                new DnsRecord.Pointer(kind, instance),
                new DnsRecord.Service(instance, 0, 0, port, DnsName.of(host)),
                new DnsRecord.Text(instance, "\u0003a=b"));
    }

    private static List<DnsRecord> told(DnsRecord... heard) {
        return Disclosure.of(List.of(heard), new HomeReach());
    }

    @SafeVarargs
    private static List<DnsRecord> told(List<DnsRecord>... parts) {
        List<DnsRecord> heard = new ArrayList<>();
        for (List<DnsRecord> part : parts) {
            heard.addAll(part);
        }
        return Disclosure.of(heard, new HomeReach());
    }
}
