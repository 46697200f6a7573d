package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import io.genkan.lab.Owner.Act;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Friends with the stock client whose access ends while datagrams of theirs arrive at home all the time: when the last
/// one arrives, what they are told, and that they stay out when the gateway is killed at that moment.
///
/// The gateway has the lab's clock, so that ends and hours count; it goes so much ahead that the next full minute, when
/// hours end, is near.
class ShownOutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What everybody strives for is a second; the machine that runs this may have something else to do.
    private static final long BOUND_MILLIS = 5_000;

    /// For how long datagrams could still arrive unnoticed once the friend's ssh has ended.
    private static final Duration AFTERWARDS = Duration.ofMillis(500);

    /// From the gateway's start until hours end, if all goes quickly.
    private static final int TO_THE_EDGE_SECONDS = 35;

    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final Lab lab = Lab.raiseWithoutGateway();
    private final Duration ahead =
            Duration.ofSeconds(Math.floorMod(-Instant.now().getEpochSecond() - TO_THE_EDGE_SECONDS, 60L));
    private final Owner owner = new Owner(lab.data());
    private final List<Process> streams = new ArrayList<>();
    private final Path atNas = lab.state().resolve("nas/arrived");
    private final Path atTv = lab.state().resolve("tv/arrived");

    @BeforeEach
    void letDatagramsFlow() throws IOException {
        lab.startGatewayAhead(ahead);
        streams.add(lab.start("nas", atNas, DatagramStream.command()));
        streams.add(lab.start("tv", atTv, DatagramStream.command()));
        streams.add(lab.start("friend", lab.state().resolve("friend/sent"), DatagramStream.command(Lab.NAS)));
        streams.add(lab.start("friend2", lab.state().resolve("friend2/sent"), DatagramStream.command(Lab.TV)));
    }

    @AfterEach
    void remove() {
        streams.forEach(Process::destroy);
        lab.close();
    }

    /// A friend with a key of his own.
    private record Guest(String name, Path key, Admitted admitted) {}

    @Test
    void areOutWithinASecondAndStayOutAfterAKill() {
        Guest visitor = guest("visitor", "friend2", Lab.TV);
        LocalDateTime edge = hoursEndSoon(visitor);
        StockClient visiting = comesIn("friend2", visitor, atTv);

        Guest disabled = guest("disabled", "friend", Lab.NAS);
        isOutAfter(disabled, "switched your access off", () -> owner.does("friend disable", of(disabled)));
        Guest revoked = guest("revoked", "friend", Lab.NAS);
        isOutAfter(
                revoked,
                "took this key back",
                () -> owner.does(
                        "friend key remove",
                        Map.of(
                                "name",
                                List.of("revoked"),
                                "which",
                                List.of("" + revoked.admitted().unit()))));
        Guest expired = guest("expired", "friend", Lab.NAS);
        isOutAfter(expired, "Your access ended", () -> endsSoon(expired));
        Guest heavy = guest("heavy", "friend", Lab.NAS);
        isOutAfter(heavy, "are used up", () -> usesUp(heavy));

        await().atMost(Duration.ofMinutes(2)).until(() -> !visiting.isRunning());
        report("hours end", lastArrival(atTv) - millisOf(edge));
        assertThat(visiting.said()).contains("You can come in again on");

        Guest present = guest("present", "friend", Lab.NAS);
        isOutAfter(present, "closed the door", () -> owner.does("door close", Map.of()));
        lab.killGateway();
        lab.startGatewayAhead(ahead);

        isRefused("friend", present, "closed the door");
        owner.does("door open", Map.of());
        isRefused("friend", disabled, "switched your access off");
        isRefused("friend", revoked, "took this key back");
        isRefused("friend", expired, "Your access ended");
        isRefused("friend", heavy, "are used up");
        isRefused("friend2", visitor, "You can come in again on");
    }

    private void isOutAfter(Guest guest, String words, Supplier<Act> act) {
        try (StockClient client = comesIn("friend", guest, atNas)) {
            Act done = act.get();
            assertThat(client.awaitEnd()).isNotZero();
            assertThat(client.said()).contains(words);
            await().pollDelay(AFTERWARDS).until(() -> true);
            report(words, lastArrival(atNas) - done.began());
        }
    }

    private static void report(String what, long millis) {
        System.out.println("ShownOutIT: “" + what + "”: the last packet came " + millis + " ms after");
        assertThat(millis).isLessThan(BOUND_MILLIS);
    }

    private void isRefused(String host, Guest guest, String words) {
        Run run = StockClient.run(lab, host, guest.key(), "-N", "-w", "0:any");
        assertThat(run.ok()).isFalse();
        assertThat(run.output()).contains(words);
    }

    private Guest guest(String name, String host, String allow) {
        Path key = lab.makeKey(host, name);
        return new Guest(name, key, lab.admit(name, key.resolveSibling(name + ".pub"), "--allow", allow));
    }

    private StockClient comesIn(String host, Guest guest, Path arrivals) {
        StockClient client =
                StockClient.start(lab, host, guest.key(), "-N", "-w", "0:any").awaitTunnel();
        long opened = System.currentTimeMillis();
        lab.setsUp(host, "tun0", guest.admitted());
        await().atMost(PATIENCE).until(() -> lastArrival(arrivals) > opened);
        return client;
    }

    private LocalDateTime hoursEndSoon(Guest guest) {
        LocalDateTime edge =
                now().plusSeconds(15).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalTime begin = edge.toLocalTime().minusHours(2);
        change(guest, "window", "daily " + HOUR.format(begin) + "-" + HOUR.format(edge));
        return edge;
    }

    /// Counts from the end, not from when it was set.
    private Act endsSoon(Guest guest) {
        LocalDateTime end = now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        change(guest, "until", TO_THE_SECOND.format(end));
        return new Act(millisOf(end), millisOf(end));
    }

    /// Counts from when as much has arrived at home as may pass.
    private Act usesUp(Guest guest) {
        int packets = 300;
        int before = arrivals(atNas).size();
        change(guest, "volume", (usedBy(guest) + (long) packets * DatagramStream.packetLength()) + "B");
        await().atMost(PATIENCE).until(() -> arrivals(atNas).size() > before + packets);
        long reached = Long.parseLong(arrivals(atNas).get(before + packets));
        return new Act(reached, reached);
    }

    private long usedBy(Guest guest) {
        return lab.status()
                .path("tunnels")
                .valueStream()
                .filter(tunnel -> tunnel.path("friend").asString().equals(guest.name()))
                .mapToLong(tunnel -> tunnel.path("bytesFromFriend").asLong()
                        + tunnel.path("bytesToFriend").asLong())
                .sum();
    }

    private void change(Guest guest, String what, String to) {
        owner.does("friend set", Map.of("name", List.of(guest.name()), what, List.of(to)));
    }

    private static Map<String, List<String>> of(Guest guest) {
        return Map.of("name", List.of(guest.name()));
    }

    private LocalDateTime now() {
        return LocalDateTime.now(ZoneId.systemDefault()).plus(ahead);
    }

    private long millisOf(LocalDateTime onTheGatewaysClock) {
        return onTheGatewaysClock
                .minus(ahead)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
    }

    private static long lastArrival(Path arrivals) {
        List<String> lines = arrivals(arrivals);
        return lines.isEmpty() ? 0 : Long.parseLong(lines.getLast());
    }

    private static List<String> arrivals(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
