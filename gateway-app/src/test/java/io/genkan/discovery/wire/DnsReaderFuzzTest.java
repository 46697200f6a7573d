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
        List<DnsQuestion> asked = new ArrayList<>();
        for (byte[] written : DnsWriter.questions(message.id(), message.questions())) {
            asked.addAll(DnsReader.read(ByteBuffer.wrap(written)).questions());
        }
        assertThat(asked).isEqualTo(message.questions());
    }
}
