package io.genkan.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {
    @TempDir
    private Path proc;

    private final ProcFs procFs = new ProcFs();

    /// The kernel gives out a value only once, and as much of it as is asked for first.
    @Test
    void readsAllDigitsOfAValue() throws IOException {
        assertThat(procFs.read(new Setting("core/somaxconn")).orElseThrow()).matches("[0-9]{2,}");
    }

    @Test
    void readsWhatEachInterfaceHasDropped() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/dev"), """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo:  142120    1021    0    0    0     0          0         0   142120    1021    0    0    0     0       0          0
                  tun1: 6300000   61000    1    2    0     0          0         0 1260000   905000    3   17    0     0       0          0
                """);
        assertThat(new ProcFs(proc).droppedOnTheWayOut()).isEqualTo(Map.of("lo", 0L, "tun1", 17L));
        assertThat(procFs.droppedOnTheWayOut()).containsKey("lo");
    }

    @Test
    void findsNothingOfADeviceThatIsNotThere() throws IOException {
        assertThat(procFs.read(Setting.ipv4Forwarding(new InterfaceName("nowhere0"))))
                .isEmpty();
    }
}
