package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.lab.Lab.Admitted;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A friend who may not be faster than the owner says, whichever way he takes. The line of the lab would let
/// hundreds of megabits per second pass.
class RateIT {
    private static final double MEGABIT = 1_000_000 / 8.0;

    /// The kernel lets a second's worth pass at once; only what comes after that is measured.
    private static final int SPENDING_SECONDS = 1;

    private static final int SECONDS = 3;

    private static Lab lab;
    private static Admitted tomodati;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        tomodati = lab.admit("tomodati", "friend", "--allow", Lab.NAS, "--rate", "20M");
        lab.dials("friend", tomodati);
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void boundsTunnelsAndConnectionsTogether() {
        assertThat(received("friend", tunnel())).as("from the NAS at 20 Mbit/s").isBetween(8.0, 24.0);
        assertThat(sent()).as("to the NAS at 20 Mbit/s").isBetween(8.0, 24.0);

        lab.genkan("friend", "set", "tomodati", "--rate", "4M").orFail();
        assertThat(received("friend", tunnel())).as("from the NAS at 4 Mbit/s").isBetween(1.5, 5.0);
        assertThat(received("friend", connection()))
                .as("by a TCP connection at 4 Mbit/s")
                .isBetween(1.5, 5.0);

        CompletableFuture<Double> byTunnel = CompletableFuture.supplyAsync(() -> received("friend", tunnel()));
        double byConnection = received("friend", connection());
        assertThat(byTunnel.join() + byConnection).as("both ways together").isBetween(1.5, 6.0);

        lab.genkan("friend", "set", "tomodati", "--rate", "unlimited").orFail();
        assertThat(received("friend", tunnel()))
                .as("from the NAS without a bound")
                .isGreaterThan(30.0);
    }

    private static String tunnel() {
        return "socat -u TCP:" + Lab.NAS + ":19 -";
    }

    private static String connection() {
        return "ssh -n -F /dev/null -i " + lab.privateKeyOf("friend")
                + " -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
                + " -W " + Lab.NAS + ":19 -p 2222 x@" + Lab.ROUTER_OUTSIDE;
    }

    /// Runs what prints without end, and measures it.
    ///
    /// @return in Mbit/s
    private static double received(String host, String source) {
        String script = "{ timeout " + SPENDING_SECONDS + " cat >/dev/null; timeout " + SECONDS + " cat | wc -c; } < <("
                + "exec timeout " + (SPENDING_SECONDS + SECONDS + 2) + " " + source + " 2>/dev/null)";
        String bytes = lab.on(host, "bash", "-c", script).orFail();
        return Long.parseLong(bytes.strip()) / MEGABIT / SECONDS;
    }

    /// Measures what comes to the NAS.
    private static double sent() {
        CompletableFuture<Run> sending = CompletableFuture.supplyAsync(() -> lab.on(
                "friend",
                "timeout",
                Integer.toString(SPENDING_SECONDS + SECONDS + 1),
                "socat",
                "-u",
                "/dev/zero",
                "TCP:" + Lab.NAS + ":9"));
        pause(SPENDING_SECONDS);
        long before = arrivedAtTheNas();
        pause(SECONDS);
        long after = arrivedAtTheNas();
        sending.join();
        return (after - before) / MEGABIT / SECONDS;
    }

    private static long arrivedAtTheNas() {
        return Long.parseLong(lab.on("nas", "cat", "/sys/class/net/eth0/statistics/rx_bytes")
                .orFail()
                .strip());
    }

    private static void pause(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
