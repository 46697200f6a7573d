package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any bytes as the user name of somebody who knocks.
class InvitationNameFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void takesOnlyWhatItCanWriteAgain(byte[] bytes) {
        InvitationName.parse(new String(bytes, StandardCharsets.UTF_8)).ifPresent(name -> {
            assertThat(name.toString()).matches("[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}");
            assertThat(InvitationName.parse(name.toString())).contains(name);
            assertThat(name.hash()).hasSize(64);
        });
    }
}
