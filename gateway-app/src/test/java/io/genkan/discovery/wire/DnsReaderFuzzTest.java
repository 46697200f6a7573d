package io.genkan.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Any bytes as a message of multicast DNS.
class DnsReaderFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void takesOnlyWhatItCanWriteAgain(byte[] bytes) throws OddMessageException {
        DnsMessage message;
        try {
            message = DnsReader.read(ByteBuffer.wrap(bytes));
        } catch (OddMessageException e) {
            return;
        }
        List<DnsRecord> again = new ArrayList<>();
        for (byte[] written : DnsWriter.answers(message.id(), List.of(), message.records(), 10)) {
            again.addAll(DnsReader.read(ByteBuffer.wrap(written)).records());
        }
        assertThat(again).isEqualTo(message.records());
        byte[] asked = DnsWriter.question(message.id(), message.questions());
        assertThat(DnsReader.read(ByteBuffer.wrap(asked)).questions()).isEqualTo(message.questions());
    }
}
