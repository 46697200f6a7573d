package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long somebody waits for each answer whose key nobody knows: the same time under any name, whatever is wrong with
/// it. The kinds of names take turns in an order that changes, each time from an address of its own, so that no
/// penalty counts and whatever else the machine does meets all of them.
///
/// A few rounds in the suite, to see that it works; `lab/knock` has hundreds, with `-Dgenkan.knocks`.
class KnockTimesTest {
    private static final int ROUNDS = Integer.getInteger("genkan.knocks", 4);
    private static final int KEYS = 10;
    private static final int WARMING_UP = 2;
    private static final String UNKNOWN_USER = "unknown user";

    /// Medians of a few answers on a busy machine; what is to be seen is a lookup more or less, not a microsecond.
    private static final double FAR_APART = 3;

    @TempDir
    private Path data;

    private final Random random = new Random(20_140_618);
    private int addresses;

    @Test
    void areTheSameUnderEveryWrongName() throws Exception {
        try (GatewayHere gateway = GatewayHere.listening(data, PeerLimits.USUAL)) {
            KeyPair[] keys = new KeyPair[KEYS];
            for (int i = 0; i < KEYS; i++) {
                keys[i] = KeyUtils.generateKeyPair("ssh-ed25519", 256);
            }
            Map<String, List<Long>> times = new LinkedHashMap<>();
            Map<String, String> names = names(gateway);
            for (int round = -WARMING_UP; round < ROUNDS; round++) {
                List<String> kinds = new ArrayList<>(names.keySet());
                Collections.shuffle(kinds, random);
                for (String kind : kinds) {
                    List<Long> answers = knock(gateway, names.getOrDefault(kind, ""), keys);
                    if (round >= 0) {
                        times.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(answers);
                    }
                }
            }
            report(times);
            long usual = median(times.getOrDefault(UNKNOWN_USER, List.of()));
            assertThat(times.values()).allSatisfy(some -> {
                assertThat(some).hasSize(ROUNDS * KEYS);
                assertThat((double) median(some)).isBetween(usual / FAR_APART, usual * FAR_APART);
            });
        }
    }

    private static Map<String, String> names(GatewayHere gateway) throws Exception {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(UNKNOWN_USER, "nobody");
        names.put("never made", "k7m2-9xq4-hd3v-wbnp");
        String expired = invite(gateway, "Saburo", "1h");
        gateway.disk.waitFor(Duration.ofHours(2));
        String used = invite(gateway, "Taro", "7d");
        KnockingClient.knocks(gateway, used, KeyUtils.generateKeyPair("ssh-ed25519", 256))
                .close();
        String withdrawn = invite(gateway, "Jiro", "7d");
        gateway.disk
                .invitations()
                .withdraw(gateway.disk.invitations().open().getLast().id());
        names.put("used", used);
        names.put("withdrawn", withdrawn);
        names.put("expired", expired);
        return names;
    }

    private static String invite(GatewayHere gateway, String name, String lifetime) {
        return gateway.disk
                .invitations()
                .make(name, List.of(), Optional.of(lifetime))
                .name()
                .toString();
    }

    /// One connection that offers all of the keys.
    ///
    /// @return how long each answer took, in nanoseconds
    private List<Long> knock(GatewayHere gateway, String name, KeyPair... keys) {
        addresses++;
        String source = "127.1." + addresses / 250 + "." + (1 + addresses % 250);
        try (KnockingClient stranger = KnockingClient.knocksFrom(source, gateway, name, keys)) {
            assertThat(stranger.isLoggedIn()).as(name).isFalse();
            // The first answer is about no key.
            return List.copyOf(stranger.times.subList(1, stranger.times.size()));
        }
    }

    private static void report(Map<String, List<Long>> times) {
        double usual = median(times.getOrDefault(UNKNOWN_USER, List.of()));
        times.forEach((kind, some) -> System.out.printf(
                Locale.ROOT,
                "knock: %-12s  %d answers, median %.1f µs, a quarter above %.1f; %.3f of an unknown user’s%n",
                kind,
                some.size(),
                median(some) / 1e3,
                quantile(some, 0.75) / 1e3,
                median(some) / usual));
    }

    private static long median(List<Long> times) {
        return quantile(times, 0.5);
    }

    private static long quantile(List<Long> times, double share) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
