package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.net.BadInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/// Who is shown out, and why, on a real database and a clock in the hand.
class AccessWatchTest {
    @TempDir
    private Path data;

    private final Room room = new Room();
    private FriendsOnDisk disk;
    private Identity taro;

    /// Where people are inside.
    private static final class Room implements Inside {
        final List<Identity> inside = new CopyOnWriteArrayList<>();
        final List<Refused> shownOut = new CopyOnWriteArrayList<>();
        volatile boolean staysOpen;

        @Override
        public Collection<Identity> identities() {
            return inside;
        }

        @Override
        public void end(Identity identity, Refused why) {
            if (staysOpen) {
                throw new IllegalStateException("the door jams");
            }
            inside.remove(identity);
            shownOut.add(why);
        }
    }

    @BeforeEach
    void letTaroIn() {
        open();
        Friend friend = disk.add("Taro", "192.168.100.10");
        taro = new Identity(friend, friend.keys().getFirst());
        room.inside.add(taro);
        disk.watch().look();
        assertThat(room.shownOut).isEmpty();
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void showsOutAtOnceWhoIsDisabledAndLetsHimInAgain() {
        disk.friends().setDisabled(taro.friend().name(), true);
        assertThat(room.shownOut).containsExactly(new Refused(Reason.DISABLED));
        reopen();
        assertThat(entry()).isEqualTo(new Refused(Reason.DISABLED));
        disk.friends().setDisabled(taro.friend().name(), false);
        assertThat(entry()).isInstanceOf(Granted.class);
    }

    @Test
    void showsEverybodyOutWhenTheDoorCloses() {
        disk.door().close();
        disk.door().close();
        assertThat(room.shownOut).containsExactly(new Refused(Reason.DOOR_CLOSED));
        assertThat(disk.heard()).filteredOn(DoorClosed.class::isInstance).hasSize(1);
        reopen();
        assertThat(disk.door().isOpen()).isFalse();
        assertThat(entry()).isEqualTo(new Refused(Reason.DOOR_CLOSED));
        disk.door().open();
        assertThat(entry()).isInstanceOf(Granted.class);
    }

    @Test
    void showsOutWhoseTimeIsOver() {
        set("2026-05-03 20:00", null, null);
        assertThat(room.shownOut).isEmpty();
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofHours(1));
        disk.watch().look();
        assertThat(room.shownOut).extracting(Refused::reason).containsExactly(Reason.EXPIRED);
        assertThat(disk.heard()).filteredOn(AccessEnded.class::isInstance).hasSize(1);
    }

    @Test
    void showsOutWhoseHoursEnd() {
        set(null, "Sun 10:00-20:00", null);
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofHours(1));
        disk.watch().look();
        assertThat(room.shownOut).extracting(Refused::reason).containsExactly(Reason.OUTSIDE_WINDOW);
    }

    @Test
    void believesNoClockThatGoesBackEvenAfterARestart() {
        set("2026-05-03 20:00", null, null);
        disk.watch().write(false);
        reopen();
        disk.clock().now = FriendsOnDisk.NOW.minus(Duration.ofDays(1));
        assertThat(entry()).isEqualTo(new Refused(Reason.CLOCK_NOT_SET));
        disk.clock().now = FriendsOnDisk.NOW;
        assertThat(entry()).isInstanceOf(Granted.class);
        disk.clock().synchronised = false;
        assertThat(entry()).isEqualTo(new Refused(Reason.CLOCK_NOT_SET));
    }

    @Test
    void showsOutWhoseVolumeIsUsedUpUntilTheNextMonth() {
        set(null, null, "1MB");
        disk.gate().count(taro.friend(), 600_000);
        disk.watch().look();
        assertThat(room.shownOut).isEmpty();
        disk.watch().write(false);
        reopen();
        assertThat(disk.gate().usedThisMonth(taro.friend())).isEqualTo(600_000);
        disk.gate().count(taro.friend(), 400_000);
        disk.watch().look();
        assertThat(room.shownOut).containsExactly(new Refused(Reason.VOLUME_USED, List.of("1MB")));
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofDays(30));
        assertThat(entry()).isInstanceOf(Granted.class);
        assertThat(disk.gate().usedThisMonth(taro.friend())).isZero();
    }

    /// What has passed is on the disk only every half minute, but not only then.
    @Test
    void knowsAfterACrashThatAVolumeIsUsedUpAndAnEndHasCome() {
        set(null, null, "1MB");
        disk.gate().count(taro.friend(), 1_000_000);
        disk.watch().look();
        assertThat(room.shownOut).extracting(Refused::reason).containsExactly(Reason.VOLUME_USED);
        reopen();
        assertThat(entry()).isEqualTo(new Refused(Reason.VOLUME_USED, List.of("1MB")));
        set("2026-05-03 20:00", null, "unlimited");
        room.inside.add(taro);
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofHours(1));
        disk.watch().look();
        assertThat(room.shownOut).extracting(Refused::reason).contains(Reason.EXPIRED);
        reopen();
        assertThat(entry()).as("back on the clock of before").isEqualTo(new Refused(Reason.CLOCK_NOT_SET));
    }

    @Test
    void tellsAKeyThatWasTakenBackApartFromOneThatNobodyEverHad() {
        Identity laptop = disk.friends().addKey(taro.friend().name(), "laptop", Optional.empty());
        room.inside.add(laptop);
        disk.friends().removeKey(taro.friend().name(), taro.key().unit().toString());
        assertThat(room.inside).containsExactly(laptop);
        assertThat(room.shownOut).extracting(Refused::reason).containsExactly(Reason.REVOKED);
        reopen();
        assertThat(entry())
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.REVOKED));
        assertThat(disk.gate().entry("bm9ib2R5")).isEqualTo(new Refused(Reason.UNKNOWN_KEY));
        assertThat(disk.friends().holderOf(base64())).isEmpty();
        disk.friends().addKey(taro.friend().name(), "key-of-Taro", Optional.empty());
        assertThat(entry()).isInstanceOf(Granted.class);
    }

    @Test
    void remembersRevokedKeysForNinetyDays() {
        disk.friends().remove(taro.friend().name());
        assertThat(entry())
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.REVOKED));
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofDays(91));
        disk.watch().write(false);
        assertThat(entry()).isEqualTo(new Refused(Reason.UNKNOWN_KEY));
    }

    @Test
    void showsEverybodyOutWhenItCannotBeFoundOutWhoMayBeInside() {
        disk.stumbles().refuses = true;
        disk.watch().lookAgain();
        disk.watch().lookAgain();
        assertThat(room.inside).as("a disk stumbles now and then").containsExactly(taro);
        disk.stumbles().refuses = false;
        disk.watch().lookAgain();
        disk.stumbles().refuses = true;
        disk.watch().lookAgain();
        disk.watch().lookAgain();
        assertThat(room.inside).as("not three times in a row").containsExactly(taro);
        disk.watch().lookAgain();
        await().until(room.inside::isEmpty);
        assertThat(room.shownOut).containsExactly(new Refused(Reason.UNDECIDED));
        assertThatThrownBy(this::entry).isInstanceOf(DataAccessException.class);
        disk.stumbles().refuses = false;
        assertThat(entry()).isInstanceOf(Granted.class);
        room.inside.add(taro);
        disk.watch().lookAgain();
        assertThat(room.inside).containsExactly(taro);
    }

    @Test
    void bearsNoStumblingWhenTheOwnerHasJustChangedSomething() {
        disk.stumbles().refuses = true;
        disk.watch().on(new DoorClosed());
        assertThat(room.shownOut).containsExactly(new Refused(Reason.UNDECIDED));
    }

    @Test
    void showsEverybodyOutWhenNoLookComesToAnEnd() throws InterruptedException {
        disk.stumbles().hang();
        Thread look = Thread.ofVirtual().start(disk.watch()::lookAgain);
        for (int round = 0; round < AccessWatch.ROUNDS_BORNE; round++) {
            disk.watch().mindTheLooks();
        }
        assertThat(room.inside).containsExactly(taro);
        disk.watch().mindTheLooks();
        await().until(room.inside::isEmpty);
        assertThat(room.shownOut).containsExactly(new Refused(Reason.UNDECIDED));
        disk.stumbles().resume();
        look.join();
        room.inside.add(taro);
        disk.watch().mindTheLooks();
        assertThat(room.inside).containsExactly(taro);
    }

    @Test
    void triesAgainWithWhatDoesNotEnd() {
        room.staysOpen = true;
        disk.door().close();
        assertThat(disk.heard()).noneMatch(AccessEnded.class::isInstance);
        room.staysOpen = false;
        disk.watch().look();
        assertThat(room.shownOut).containsExactly(new Refused(Reason.DOOR_CLOSED));
        assertThat(disk.heard()).filteredOn(AccessEnded.class::isInstance).hasSize(1);
    }

    @Test
    void writesAgainWhatWasNotAcknowledgedAndCountsNothingTwice() {
        disk.gate().count(taro.friend(), 1_000);
        disk.stumbles().refuses = true;
        assertThatThrownBy(() -> disk.watch().write(false)).isInstanceOf(RuntimeException.class);
        disk.gate().count(taro.friend(), 100);
        disk.stumbles().refuses = false;
        disk.stumbles().forgetsToAcknowledge = true;
        assertThatThrownBy(() -> disk.watch().write(false)).isInstanceOf(RuntimeException.class);
        disk.gate().count(taro.friend(), 10);
        disk.stumbles().forgetsToAcknowledge = false;
        disk.watch().write(false);
        assertThat(disk.gate().usedThisMonth(taro.friend())).isEqualTo(1_110);
        reopen();
        assertThat(disk.gate().usedThisMonth(taro.friend())).isEqualTo(1_110);
        set("2026-05-03 20:00", null, null);
        disk.clock().now = FriendsOnDisk.NOW.minus(Duration.ofDays(1));
        assertThat(entry()).as("the latest time was written, too").isEqualTo(new Refused(Reason.CLOCK_NOT_SET));
    }

    @Test
    void writesWhatPassedInAMonthThatHasEndedToThatMonth() {
        // So that no latest time is written, which would keep the earlier month from being looked at.
        disk.clock().synchronised = false;
        disk.gate().count(taro.friend(), 1_000);
        assertThat(disk.gate().usedThisMonth(taro.friend())).isEqualTo(1_000);
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofDays(30));
        disk.gate().count(taro.friend(), 7);
        assertThat(disk.gate().usedThisMonth(taro.friend())).isEqualTo(7);
        disk.watch().write(false);
        reopen();
        assertThat(disk.gate().usedThisMonth(taro.friend())).isEqualTo(1_000);
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofDays(30));
        assertThat(disk.gate().usedThisMonth(taro.friend())).isEqualTo(7);
    }

    @Test
    void keepsTheTermsThatItWasGiven() {
        Friend changed = set("2026-05-03 20:00", "Sun 10:00-20:00", "1MB");
        reopen();
        assertThat(disk.friends().named(taro.friend().name())).contains(changed);
        assertThat(changed.policy().destinations())
                .isEqualTo(taro.friend().policy().destinations());
        Friend without = set("never", "always", "unlimited");
        assertThat(without.policy().terms()).isEqualTo(Terms.NONE);
    }

    @Test
    void refusesAKeyThatHeDoesNotHave() {
        assertThatThrownBy(() -> disk.friends().removeKey(taro.friend().name(), "99"))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.reason()).isEqualTo(AccessProblem.NO_SUCH_KEY));
    }

    private void open() {
        disk = FriendsOnDisk.in(data, room);
    }

    private void reopen() {
        disk.close();
        open();
    }

    private String base64() {
        return taro.key().publicKey().base64();
    }

    private AccessDecision entry() {
        return disk.gate().entry(base64());
    }

    private Friend set(@Nullable String until, @Nullable String hours, @Nullable String volume) {
        return disk.friends()
                .change(
                        taro.friend().name(),
                        new PolicyChange(
                                Optional.empty(),
                                Optional.ofNullable(until),
                                Optional.ofNullable(hours).map(List::of),
                                Optional.empty(),
                                Optional.ofNullable(volume),
                                Optional.empty()));
    }
}
