package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.net.InterfaceName;
import io.genkan.router.GuardCounters.Rule;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardCountersTest {
    private static final InterfaceName TUN1 = new InterfaceName("tun1");
    private static final InterfaceName TUN2 = new InterfaceName("tun2");

    private final FakeKernel kernel = new FakeKernel();
    private long now;
    private final GuardCounters counters = new GuardCounters(kernel, () -> now);

    @Test
    void tellsWhatWasStoppedAtEachDevice() {
        kernel.count(GuardRules.tableOf(TUN1), Map.of("forged source", 3L, "not in the LAN", 0L));
        kernel.count(GuardRules.tableOf(TUN2), Map.of("not in the policy", 4L));
        assertThat(counters.of(TUN1)).isEqualTo(Map.of("forged source", 3L));
        assertThat(counters.of(TUN2)).isEqualTo(Map.of("not in the policy", 4L));
        assertThat(counters.of(new InterfaceName("tun3"))).isEmpty();
    }

    @Test
    void readsEveryFewSecondsAtMost() {
        kernel.count(GuardRules.tableOf(TUN1), Map.of("forged source", 3L));
        counters.of(TUN1);
        kernel.count(GuardRules.tableOf(TUN1), Map.of("forged source", 5L));
        later(Duration.ofSeconds(4));
        assertThat(counters.of(TUN1)).isEqualTo(Map.of("forged source", 3L));
        later(Duration.ofSeconds(2));
        assertThat(counters.of(TUN1)).isEqualTo(Map.of("forged source", 5L));
    }

    @Test
    void addsUpOverTablesThatAreLoadedAnew() {
        kernel.count(GuardRules.tableOf(TUN1), Map.of("forged source", 3L));
        kernel.count(GuardRules.tableOf(TUN2), Map.of("forged source", 1L));
        kernel.count(NatRules.TABLE, Map.of("forged source", 7L));
        assertThat(counters.totals())
                .isEqualTo(Map.of(new Rule("device", "forged source"), 4L, new Rule("network", "forged source"), 7L));
        later(Duration.ofSeconds(6));
        kernel.count(GuardRules.tableOf(TUN1), Map.of("forged source", 5L));
        kernel.count(NatRules.TABLE, Map.of("forged source", 2L));
        assertThat(counters.totals())
                .isEqualTo(Map.of(new Rule("device", "forged source"), 6L, new Rule("network", "forged source"), 9L));
    }

    @Test
    void keepsWhatItKnowsWhenThePacketFilterCannotBeRead() {
        kernel.count(GuardRules.tableOf(TUN1), Map.of("forged source", 3L));
        counters.of(TUN1);
        kernel.countedFailsWith(new IOException("no nft"));
        later(Duration.ofSeconds(6));
        assertThat(counters.of(TUN1)).isEqualTo(Map.of("forged source", 3L));
    }

    private void later(Duration time) {
        now += time.toNanos();
    }
}
