package io.genkan.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.genkan.access.SshPublicKey;
import io.genkan.net.BadInputException;
import java.nio.charset.StandardCharsets;

/// Any text in the field where the owner pastes a key.
class KeyLineFuzzTest {
    private final OpenSshKeyParser parser = new OpenSshKeyParser();

    @FuzzTest(maxDuration = "5m")
    void takesAKeyThatItReadsAgainOrSaysWhatIsWrong(byte[] bytes) {
        try {
            SshPublicKey key = parser.parse(new String(bytes, StandardCharsets.UTF_8));
            assertThat(parser.parse(key.algorithm() + " " + key.base64()).fingerprint())
                    .isEqualTo(key.fingerprint());
        } catch (BadInputException e) {
            assertThat(e.messageKey()).isNotBlank();
        }
    }
}
