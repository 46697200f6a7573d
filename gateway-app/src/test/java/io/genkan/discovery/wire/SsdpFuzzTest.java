package io.genkan.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/// Any bytes as a message of SSDP.
class SsdpFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void takesOnlyASearchThatItCanWriteAgain(byte[] bytes) throws OddMessageException {
        SsdpSearch search;
        try {
            search = SsdpSearch.read(ByteBuffer.wrap(bytes));
        } catch (OddMessageException e) {
            return;
        }
        assertThat(SsdpSearch.read(ByteBuffer.wrap(search.written()))).isEqualTo(search);
    }

    @FuzzTest(maxDuration = "5m")
    void takesOnlyAnAnswerThatItCanWriteAgain(byte[] bytes) throws OddMessageException {
        SsdpAnswer answer;
        try {
            answer = SsdpAnswer.read(ByteBuffer.wrap(bytes));
        } catch (OddMessageException e) {
            return;
        }
        assertThat(SsdpAnswer.read(ByteBuffer.wrap(answer.written()))).isEqualTo(answer);
    }
}
