package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.lab.Lab.Admitted;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How long a ping takes through the tunnel of a stock client, without and with a session beside it.
///
/// OpenSSH turns Nagle's algorithm off for a connection with a session and leaves it on for one without (`ssh -N`).
/// Where the gateway delayed its acknowledgements, or left Nagle's algorithm on at its own side, the small packets of
/// the second would wait for each other.
class LatencyIT {
    private static final int PINGS = 200;
    private static final Pattern TIME = Pattern.compile("time=([0-9.]+) ms");
    private static final double MOST_TIMES_SLOWER = 3;

    private static Lab lab;
    private static Admitted without;
    private static Admitted with;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        without = lab.admit("without", "friend", "--allow", Lab.NAS);
        with = lab.admit("with", "friend2", "--allow", Lab.NAS);
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void answersAsFastWithoutASession() {
        try (StockClient bare =
                        StockClient.start(lab, "friend", lab.privateKeyOf("friend"), "-N", "-w", wish(without));
                StockClient full = StockClient.start(lab, "friend2", lab.privateKeyOf("friend2"), "-w", wish(with))) {
            bare.awaitTunnel();
            full.awaitTunnel().awaitWords("Ctrl-C");
            lab.setsUp("friend", "tun0", without);
            lab.setsUp("friend2", "tun0", with);
            pings("friend", without, PINGS);
            pings("friend2", with, PINGS);

            List<Double> ofBare = pings("friend", without, PINGS);
            List<Double> ofFull = pings("friend2", with, PINGS);
            print("ssh -N -w", ofBare);
            print("ssh -w with a session", ofFull);

            assertThat(ofBare).as("answers").hasSizeGreaterThan(PINGS * 9 / 10);
            assertThat(ofFull).as("answers").hasSizeGreaterThan(PINGS * 9 / 10);
            assertThat(percentile(ofBare, 50)).isLessThanOrEqualTo(MOST_TIMES_SLOWER * percentile(ofFull, 50));
        }
    }

    private static String wish(Admitted admitted) {
        return "0:" + admitted.unit();
    }

    /// The round trips in milliseconds, sorted.
    private static List<Double> pings(String host, Admitted admitted, int count) {
        Run run = lab.on(host, "ping", "-c", Integer.toString(count), "-i", "0.02", admitted.gatewayAddress());
        Matcher times = TIME.matcher(run.output());
        return times.results()
                .map(result -> Double.parseDouble(result.group(1)))
                .sorted()
                .toList();
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static void print(String what, List<Double> sorted) {
        System.out.printf(
                Locale.ROOT,
                "ping through %s: median %.3f ms, p10 %.3f, p90 %.3f, p99 %.3f, of %d answers%n",
                what,
                percentile(sorted, 50),
                percentile(sorted, 10),
                percentile(sorted, 90),
                percentile(sorted, 99),
                sorted.size());
    }
}
