package io.genkan.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcFsTest {
    private final ProcFs procFs = new ProcFs();

    /// The kernel gives out a value only once, and as much of it as is asked for first.
    @Test
    void readsAllDigitsOfAValue() throws IOException {
        assertThat(procFs.read(new Setting("core/somaxconn")).orElseThrow()).matches("[0-9]{2,}");
    }

    @Test
    void findsNothingOfADeviceThatIsNotThere() throws IOException {
        assertThat(procFs.read(Setting.ipv4Forwarding(new InterfaceName("nowhere0"))))
                .isEmpty();
    }
}
