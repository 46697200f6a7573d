package io.genkan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genkan.access.FriendName;
import io.genkan.access.FriendsOnDisk;
import io.genkan.access.PolicyChange;
import io.genkan.audit.AuditEvent.Group;
import io.genkan.net.BadInputException;
import io.genkan.sshd.StrangerLeft;
import io.genkan.sshd.StrangerLeft.Manner;
import io.genkan.store.DatabaseFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log in a real database, with the real friends.
class AuditLogTest {
    private static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

    @TempDir
    private Path data;

    private DatabaseFile database;
    private AuditTable table;
    private FriendsOnDisk house;
    private AuditLog log;

    @BeforeEach
    void open() {
        database = DatabaseFile.open(data);
        table = new AuditTable(database.jdbc());
        house = FriendsOnDisk.recordedBy(data, jdbc -> new AuditEvents.Acts(new AuditTable(jdbc), Clock.systemUTC()));
        log = new AuditLog(
                table,
                database.durable(List.of(new AuditEvents.Acts(table, Clock.systemUTC()))),
                house.homeClock(),
                Clock.systemUTC());
        log.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        log.stop();
        house.close();
        database.close();
    }

    @Test
    void recordsWhatTheOwnerDoesAndWhoHeIs() {
        Actor.owner("192.168.100.20").run(() -> house.add("taro", "192.168.100.10:80"));
        Actor.commandLine("root").run(() -> {
            house.friends()
                    .change(
                            FriendName.parse("taro"),
                            new PolicyChange(
                                    Optional.of(List.of("192.168.100.11")),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()));
            house.friends().remove(FriendName.parse("taro"));
            house.door().close();
        });
        log.setKeepDays("30");
        String fingerprint = FriendsOnDisk.keyOf("key-of-taro").fingerprint();
        assertThat(words(AuditFilter.ALL))
                .containsExactly(
                        "FRIEND_ADDED owner/192.168.100.20 taro [192.168.100.10:80/tcp]; " + fingerprint + " (1)",
                        "FRIEND_CHANGED root/command line taro [192.168.100.10:80/tcp] → [192.168.100.11]",
                        "FRIEND_REMOVED root/command line taro " + fingerprint + " (1)",
                        "DOOR_CLOSED root/command line  ",
                        "RETENTION_CHANGED gateway/  30");
    }

    @Test
    void recordsAnActOrDoesNotDoIt() {
        house.failActs(true);
        assertThatThrownBy(() -> house.add("taro")).hasMessage("cannot be recorded");
        assertThat(house.friends().all()).isEmpty();
        house.failActs(false);
        house.add("taro");
        assertThat(log.newest(AuditFilter.ALL, Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void hasNoKeyInIt() {
        house.add("taro", "192.168.100.10:80");
        house.friends().removeKey(FriendName.parse("taro"), "1");
        String all = words(AuditFilter.ALL).stream().collect(Collectors.joining("\n"));
        assertThat(all).contains("SHA256:");
        assertThat(all.replace(FriendsOnDisk.keyOf("key-of-taro").fingerprint(), ""))
                .doesNotContain(FriendsOnDisk.keyOf("key-of-taro").base64());
    }

    @Test
    void isNotFilledByStrangers() {
        AuditEvents events = new AuditEvents(log, house.friends(), Clock.systemUTC());
        for (int i = 0; i < 10_000; i++) {
            events.on(new StrangerLeft("198.51.100." + i % 250, i % 3 == 0 ? Manner.NOBODY : Manner.DAWDLED));
            if (i % 500 == 0) {
                await().until(log::isQuiet);
            }
        }
        await().until(log::isQuiet);
        assertThat(log.newest(new AuditFilter(Optional.of(Group.STRANGERS), Instant.EPOCH, ""), Long.MAX_VALUE, 1000))
                .hasSize(12);
    }

    /// As when the disk does not answer, the writer does not run: nobody waits for the log, and it says how much it
    /// does not know.
    @Test
    void neverWaitsAndSaysWhatItLost() throws InterruptedException {
        log.stop();
        AuditLog stalled = new AuditLog(table, database.durable(), house.homeClock(), Clock.systemUTC());
        long began = System.nanoTime();
        for (int i = 0; i < AuditLog.QUEUE + 500; i++) {
            stalled.note(AuditEntry.of(AuditEvent.LOGGED_IN, Instant.now(), "taro", "203.0.113.10", "")
                    .withDetail("" + i));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        stalled.start();
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> words(AuditFilter.ALL).stream().anyMatch(line -> line.startsWith("ENTRIES_LOST")));
        assertThat(log.newest(AuditFilter.ALL, Long.MAX_VALUE, 100))
                .filteredOn(line -> line.entry().event() == AuditEvent.ENTRIES_LOST)
                .singleElement()
                .satisfies(line -> assertThat(line.entry().times()).isEqualTo(500));
        stalled.stop();
    }

    @Test
    void findsByGroupNameAndPage() {
        for (int i = 0; i < 7; i++) {
            table.insert(AuditEntry.of(AuditEvent.LOGGED_IN, NOON.plusSeconds(i), "Ta_ro", "203.0.113.1" + i, ""));
        }
        table.insert(AuditEntry.of(AuditEvent.STRANGER, NOON, "", "198.51.100.7", ""));
        table.insert(AuditEntry.of(AuditEvent.FRIEND_ADDED, NOON, "owner", "", "hanako"));
        assertThat(found("", Optional.of(Group.VISITS))).hasSize(7);
        assertThat(found("ta_r", Optional.empty())).hasSize(7);
        assertThat(found("t%r", Optional.empty())).isEmpty();
        assertThat(found("198.51.100", Optional.empty())).hasSize(1);
        assertThat(found(" HANAKO ", Optional.of(Group.ACTS))).hasSize(1);
        List<AuditLine> first = log.newest(AuditFilter.ALL, Long.MAX_VALUE, 4);
        List<AuditLine> second = log.newest(AuditFilter.ALL, first.getLast().number(), 4);
        assertThat(second).hasSize(4).doesNotContainAnyElementsOf(first);
    }

    @Test
    void forgetsTheOldAndKeepsTheOwnersActs() {
        for (int i = 0; i < 10; i++) {
            table.insert(AuditEntry.of(AuditEvent.STRANGER, NOON.plusSeconds(i), "", "198.51.100.7", ""));
        }
        table.insert(AuditEntry.of(AuditEvent.DOOR_CLOSED, NOON.minus(Duration.ofDays(2)), "owner", "", ""));
        table.keepNewest(Group.STRANGERS, 3);
        assertThat(found("", Optional.of(Group.STRANGERS))).hasSize(3);
        assertThat(found("", Optional.of(Group.ACTS))).hasSize(1);
        table.forgetBefore(NOON.minus(Duration.ofDays(1)));
        assertThat(found("", Optional.of(Group.ACTS))).isEmpty();
    }

    @Test
    void takesOnlyDaysForDays() {
        assertThat(log.keepDays()).isEqualTo(90);
        for (String typed : List.of("0", "-1", "x", "", "3651", "99999999999")) {
            assertThatThrownBy(() -> log.setKeepDays(typed)).isInstanceOf(BadInputException.class);
        }
        log.setKeepDays(" 365 ");
        assertThat(log.keepDays()).isEqualTo(365);
    }

    private List<AuditLine> found(String text, Optional<Group> group) {
        return log.newest(new AuditFilter(group, Instant.EPOCH, text), Long.MAX_VALUE, 100);
    }

    private List<String> words(AuditFilter filter) {
        return log.oldest(filter, -1, 100_000).stream()
                .map(AuditLine::entry)
                .map(entry -> "%s %s/%s %s %s"
                        .formatted(entry.event(), entry.actor(), entry.origin(), entry.subject(), entry.detail()))
                .toList();
    }
}
