package io.genkan.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DnsWriterTest {
    private static final DnsName HTTP = DnsName.of("_http._tcp.local");
    private static final DnsName SHARE = new DnsName(List.of("Files", "_http", "_tcp", "local"));
    private static final DnsName NAS = DnsName.of("nas.local");
    private static final List<DnsQuestion> ASKED = List.of(new DnsQuestion(HTTP, DnsType.PTR));
    private static final List<DnsRecord> RECORDS = List.of(
            new DnsRecord.Pointer(HTTP, SHARE),
            new DnsRecord.Service(SHARE, 0, 0, 80, NAS),
            new DnsRecord.Text(SHARE, "\u0003a=\u00ff"),
            new DnsRecord.Address(NAS, Inet4Address.ofLiteral("192.168.100.10")));

    @Test
    void writesAQuestion() {
        assertThat(DnsWriter.questions(0xbeef, ASKED))
                .map(Hex::of)
                .containsExactly(
                        Hex.of(Hex.datagram("beef 0000 0001 0000 0000 0000", "05'_http'04'_tcp'05'local'00 000c 0001")
                                .array()));
    }

    @Test
    void writesAnAnswerThatRepeatsItsQuestion() {
        assertThat(DnsWriter.answers(7, ASKED, RECORDS, 10))
                .map(Hex::of)
                .containsExactly(Hex.of(Hex.datagram(
                                "0007 8400 0001 0004 0000 0000",
                                "05'_http'04'_tcp'05'local'00 000c 0001",
                                "05'_http'04'_tcp'05'local'00 000c 0001 0000000a 0018 05'Files'05'_http'04'_tcp'05'local'00",
                                "05'Files'05'_http'04'_tcp'05'local'00 0021 0001 0000000a 0011",
                                "0000 0000 0050 03'nas'05'local'00",
                                "05'Files'05'_http'04'_tcp'05'local'00 0010 0001 0000000a 0004 03'a='ff",
                                "03'nas'05'local'00 0001 0001 0000000a 0004 c0a8640a")
                        .array()));
    }

    @Test
    void writesWhatIsReadAgain() throws OddMessageException {
        byte[] written = DnsWriter.answers(7, ASKED, RECORDS, 10).getFirst();
        assertThat(DnsReader.read(ByteBuffer.wrap(written))).isEqualTo(new DnsMessage(7, true, ASKED, RECORDS, 0));
    }

    @Test
    void writesAsManyMessagesAsItTakes() throws OddMessageException {
        List<DnsRecord> many = IntStream.range(0, 200)
                .<DnsRecord>mapToObj(i -> new DnsRecord.Address(
                        DnsName.of("host-" + i + ".local"), Inet4Address.ofLiteral("192.168.100." + i)))
                .toList();
        List<DnsRecord> read = new ArrayList<>();
        for (byte[] message : DnsWriter.answers(0, List.of(), many, 60)) {
            assertThat(message).hasSizeLessThanOrEqualTo(1_200);
            read.addAll(DnsReader.read(ByteBuffer.wrap(message)).records());
        }
        assertThat(read).isEqualTo(many);
        assertThat(DnsWriter.answers(0, List.of(), List.of(), 60)).isEmpty();
    }
}
