package io.genkan.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsReaderTest {
    private static final DnsName HTTP = DnsName.of("_http._tcp.local");
    private static final DnsName NAS = DnsName.of("nas.local");
    private static final DnsName SHARE = new DnsName(List.of("Files & films.", "_http", "_tcp", "local"));

    /// As a resolver asks that knows nothing of multicast.
    private static final String QUESTION = "beef 0100 0001 0000 0000 0000 05'_http'04'_tcp'05'local'00 000c 0001";

    /// As Avahi and Apple's mDNSResponder answer: each name once, and pointers to it from then on; with the IPv6
    /// address and the list of what else there is (NSEC), of which nothing is read.
    private static final String ANSWER = String.join(
            " ",
            "0000 8400 0000 0001 0000 0005",
            "05'_http'04'_tcp'05'local'00 000c 0001 00001194 0011 0e'Files & films.'c00c",
            "c028 0021 8001 00000078 000c 0000 0000 1f90 03'nas'c017",
            "c028 0010 8001 00001194 0008 07'path=/x'",
            "c04b 0001 8001 00000078 0004 c0a8640a",
            "c04b 001c 8001 00000078 0010 fe80 0000 0000 0000 0000 0000 0000 000a",
            "c04b 002f 8001 00000078 0008 c04b 0004 40000008");

    @Test
    void readsAQuestion() throws OddMessageException {
        assertThat(read(QUESTION))
                .isEqualTo(new DnsMessage(0xbeef, false, List.of(new DnsQuestion(HTTP, DnsType.PTR)), List.of(), 0));
    }

    @Test
    void readsAnAnswerWithPointersAndPassesOverWhatItDoesNotKnow() throws OddMessageException {
        assertThat(read(ANSWER))
                .isEqualTo(new DnsMessage(
                        0,
                        true,
                        List.of(),
                        List.of(
                                new DnsRecord.Pointer(HTTP, SHARE),
                                new DnsRecord.Service(SHARE, 0, 0, 8080, NAS),
                                new DnsRecord.Text(SHARE, "\u0007path=/x"),
                                new DnsRecord.Address(NAS, Inet4Address.ofLiteral("192.168.100.10"))),
                        0));
    }

    /// RFC 6762 §7.1: who asks says what he knows.
    @Test
    void readsAQuestionWithKnownAnswersAndOneThatIsAboutToClaimAName() throws OddMessageException {
        String known = "0000 0000 0001 0001 0000 0000 05'_http'04'_tcp'05'local'00 000c 8001"
                + "c00c 000c 0001 00001194 0011 0e'Files & films.'c00c";
        assertThat(read(known).questions()).hasSize(1);
        assertThat(read(known).proposals()).isZero();
        String claims =
                "0000 0000 0001 0000 0001 0000 03'nas'05'local'00 00ff 8001" + "c00c 0001 0001 00000078 0004 c0a86431";
        assertThat(read(claims).proposals()).isOne();
        assertThat(read(claims).records()).isEmpty();
    }

    /// RFC 6762 §10.1.
    @Test
    void passesOverWhatIsTakenBack() throws OddMessageException {
        assertThat(read("0000 8400 0000 0001 0000 0000 03'nas'05'local'00 0001 8001 00000000 0004 c0a8640a")
                        .records())
                .isEmpty();
    }

    @Test
    void knowsNamesWhateverTheirCase() throws OddMessageException {
        assertThat(read(QUESTION.replace("_tcp", "_TCP").replace("local", "LoCal"))
                        .questions())
                .containsExactly(new DnsQuestion(HTTP, DnsType.PTR));
        assertThat(DnsName.of("NAS.local")).isEqualTo(NAS).hasSameHashCodeAs(NAS);
        assertThat(DnsName.of("ÄAS.local")).isNotEqualTo(DnsName.of("äas.local"));
    }

    @Test
    void refusesWhatIsCutOffAnywhereOrGoesOn() {
        for (String whole : List.of(QUESTION, ANSWER)) {
            byte[] bytes = Hex.datagram(whole).array();
            for (int length = 0; length < bytes.length; length++) {
                ByteBuffer part = ByteBuffer.wrap(bytes, 0, length);
                assertThatThrownBy(() -> DnsReader.read(part))
                        .as("%d bytes", length)
                        .isInstanceOf(OddMessageException.class);
            }
            refuses(whole + "00");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Pointers: to itself, forward, into the header, two to each other, a chain of labels that grows.
                "0000 0000 0001 0000 0000 0000 c00c 000c 0001",
                "0000 0000 0002 0000 0000 0000 c012 000c 0001 03'nas'00 000c 0001",
                "0000 0000 0001 0000 0000 0000 c000 000c 0001",
                "0000 0000 0001 0000 0000 0000 01'a'c00c 000c 0001",
                "0000 0000 0002 0000 0000 0000 01'a'c012 000c 0001 01'b'c00c 000c 0001",
                // Kinds of labels that nobody uses.
                "0000 0000 0001 0000 0000 0000 41'a'00 000c 0001",
                "0000 0000 0001 0000 0000 0000 81'a'00 000c 0001",
                // No UTF-8; a control character.
                "0000 0000 0001 0000 0000 0000 02 c328 05'local'00 000c 0001",
                "0000 0000 0001 0000 0000 0000 02 1b5b 05'local'00 000c 0001",
                // Another operation, an error, another class.
                "0000 2800 0001 0000 0000 0000 03'nas'05'local'00 0001 0001",
                "0000 8403 0001 0000 0000 0000 03'nas'05'local'00 0001 0001",
                "0000 0000 0001 0000 0000 0000 03'nas'05'local'00 0001 0003",
                "0000 8400 0000 0001 0000 0000 03'nas'05'local'00 0001 0003 00000078 0004 c0a8640a",
                // An address, a service, a text and a pointer of another length than they have.
                "0000 8400 0000 0001 0000 0000 03'nas'05'local'00 0001 0001 00000078 0005 c0a8640a00",
                "0000 8400 0000 0001 0000 0000 03'nas'05'local'00 0021 0001 00000078 0005 0000000000",
                "0000 8400 0000 0001 0000 0000 03'nas'05'local'00 0010 0001 00000078 0003 03'ab'",
                "0000 8400 0000 0001 0000 0000 03'nas'05'local'00 0010 0001 00000078 0000",
                "0000 8400 0000 0001 0000 0000 03'nas'05'local'00 000c 0001 00000078 0003 c00c00",
                // More than anybody needs.
                "0000 0000 ffff 0000 0000 0000",
                "0000 8400 0000 ffff ffff ffff"
            })
    void refusesWhatIsOdd(String message) {
        refuses(message);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        String label = "3f'" + "a".repeat(63) + "'";
        refuses("0000 0000 0001 0000 0000 0000" + label.repeat(4) + "00 000c 0001");
        // 250 bytes, and once more by a pointer.
        refuses("0000 0000 0002 0000 0000 0000" + label.repeat(3) + "00 000c 0001" + label + "c00c 000c 0001");
    }

    @Test
    void tellsOfAnInstanceHowItIsReached() {
        assertThat(SHARE.protocol()).hasToString("Optional[tcp]");
        assertThat(DnsName.of("Box._sip._UDP.local").protocol()).hasToString("Optional[udp]");
        assertThat(HTTP.protocol()).isEmpty();
        assertThat(NAS.protocol()).isEmpty();
        assertThat(HTTP.isServiceType()).isTrue();
        assertThat(SHARE.isServiceType()).isFalse();
        assertThat(DnsName.of("nas.example").isLocal()).isFalse();
        assertThat(DnsName.of("local").isLocal()).isFalse();
    }

    private static void refuses(String message) {
        assertThatExceptionOfType(OddMessageException.class).as(message).isThrownBy(() -> read(message));
    }

    private static DnsMessage read(String message) throws OddMessageException {
        return DnsReader.read(Hex.datagram(message));
    }
}
