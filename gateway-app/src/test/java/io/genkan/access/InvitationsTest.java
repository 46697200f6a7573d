package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.net.BadInputException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Invitations and who comes with one, on a real database and a clock in the hand.
class InvitationsTest {
    private static final SshPublicKey LAPTOP = FriendsOnDisk.keyOf("laptop");
    private static final String ORIGIN = "203.0.113.10:51515";

    @TempDir
    private Path data;

    private FriendsOnDisk disk;

    @BeforeEach
    void open() {
        disk = FriendsOnDisk.in(data);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void bindsTheFirstKeyAndNoOther() {
        InvitationName name = invite("Taro", "192.168.100.10:80");
        JoinRequest request = accept(name, LAPTOP).orElseThrow();
        assertThat(request.friend()).isEqualTo(FriendName.parse("Taro"));
        assertThat(request.destinations()).extracting(Object::toString).containsExactly("192.168.100.10:80/tcp");
        assertThat(request.origin()).isEqualTo(ORIGIN);
        assertThat(accept(name, FriendsOnDisk.keyOf("stranger"))).isEmpty();
        assertThat(accept(name, LAPTOP)).isEmpty();
        assertThat(disk.requests().waiting()).containsExactly(request);
        assertThat(disk.invitations().open()).isEmpty();
        assertThat(disk.heard()).containsExactly(new RequestArrived(request));
        assertThat(disk.friends().holderOf(LAPTOP.base64())).isEmpty();
    }

    @Test
    void knowsNoNameThatWasNeverMade() {
        invite("Taro");
        assertThat(accept(InvitationName.random(new SecureRandom()), LAPTOP)).isEmpty();
        assertThat(disk.heard()).isEmpty();
    }

    @Test
    void keepsNothingByWhichAnInvitationCouldBeUsed() {
        InvitationName name = invite("Taro");
        String kept = disk.database()
                .jdbc()
                .sql("select name_hash from invitation")
                .query(String.class)
                .single();
        assertThat(kept).hasSize(64).doesNotContain(name.characters());
    }

    @Test
    void endsInTimeByAnUncertainClockToo() {
        InvitationName name =
                disk.invitations().make("Taro", List.of(), Optional.of("2h")).name();
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofHours(2));
        disk.clock().synchronised = false;
        assertThat(disk.invitations().open()).isEmpty();
        assertThat(accept(name, LAPTOP)).isEmpty();
    }

    @Test
    void takesAnInvitationBack() {
        InvitationName name = invite("Taro");
        long id = disk.invitations().open().getFirst().id();
        disk.invitations().withdraw(id);
        assertThat(accept(name, LAPTOP)).isEmpty();
        assertThatThrownBy(() -> disk.invitations().withdraw(id))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.reason()).isEqualTo(InvitationProblem.NO_SUCH_INVITATION));
    }

    @Test
    void hasAPlaceForEachWhoComes() {
        accept(invite("Taro"), LAPTOP);
        for (int open = 1; open < Invitations.MOST_OPEN; open++) {
            invite("Guest " + open);
        }
        assertThatThrownBy(() -> invite("One more"))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.reason()).isEqualTo(InvitationProblem.TOO_MANY_OPEN));
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofDays(8));
        invite("One more");
    }

    @Test
    void admitsAsInvitedAfterARestart() {
        accept(invite("Taro", "192.168.100.10:80"), LAPTOP);
        disk.close();
        open();
        JoinRequest waiting = disk.requests().waiting().getFirst();
        assertThat(disk.requests().standingOf(LAPTOP.base64())).contains(new RequestStanding.Waiting(waiting));

        Identity admitted = disk.requests().admit(waiting.id());

        assertThat(admitted.friend().name()).isEqualTo(FriendName.parse("Taro"));
        assertThat(admitted.friend().policy().destinations())
                .extracting(Object::toString)
                .containsExactly("192.168.100.10:80/tcp");
        assertThat(disk.friends().holderOf(LAPTOP.base64())).contains(admitted);
        assertThat(disk.requests().waiting()).isEmpty();
        assertThat(disk.requests().standingOf(LAPTOP.base64())).isEmpty();
        assertThat(disk.heard()).contains(new RequestAdmitted(waiting, admitted));
    }

    @Test
    void admitsUnderAnotherNameAndPolicy() {
        accept(invite("Taro", "192.168.100.10:80"), LAPTOP);
        Identity admitted = disk.requests().admit(only().id(), "Jiro", List.of());
        assertThat(admitted.friend().name()).isEqualTo(FriendName.parse("Jiro"));
        assertThat(admitted.friend().policy()).isEqualTo(Policy.EMPTY);
    }

    @Test
    void givesAFriendAFurtherKeyOnlyIfHeWasInvitedByName() {
        disk.add("Taro", "192.168.100.10");
        accept(invite("Jiro"), LAPTOP);
        assertThatThrownBy(() -> disk.requests().admit(only().id(), "Taro", List.of()))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.reason()).isEqualTo(AccessProblem.NAME_TAKEN));
        disk.requests().decline(only().id());
        SshPublicKey desktop = FriendsOnDisk.keyOf("desktop");
        accept(invite("Taro", "192.168.100.20"), desktop);

        Identity further = disk.requests().admit(only().id());

        assertThat(further.friend().keys()).hasSize(2);
        assertThat(further.key().publicKey().base64()).isEqualTo(desktop.base64());
        assertThat(further.friend().policy().destinations())
                .extracting(Object::toString)
                .containsExactly("192.168.100.10");
    }

    @Test
    void settlesARequestWhoseKeyTheOwnerAddsByHand() {
        accept(invite("Taro"), LAPTOP);
        JoinRequest waiting = only();
        Friend added =
                disk.friends().add(new NewFriend("Taro", "laptop", List.of(), Optional.empty(), Optional.empty()));
        assertThat(disk.requests().waiting()).isEmpty();
        assertThat(disk.heard())
                .contains(new RequestAdmitted(
                        waiting, new Identity(added, added.keys().getFirst())));
    }

    @Test
    void remembersForAWeekWhomTheOwnerDeclined() {
        accept(invite("Taro"), LAPTOP);
        JoinRequest waiting = only();
        disk.requests().decline(waiting.id());
        assertThat(disk.requests().standingOf(LAPTOP.base64())).contains(new RequestStanding.Declined(waiting));
        assertThatThrownBy(() -> disk.requests().admit(waiting.id()))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.reason()).isEqualTo(InvitationProblem.NO_SUCH_REQUEST));
        disk.clock().now = FriendsOnDisk.NOW.plus(Duration.ofDays(8));
        accept(invite("Jiro"), FriendsOnDisk.keyOf("other"));
        disk.requests().decline(only().id());
        assertThat(disk.requests().standingOf(LAPTOP.base64())).isEmpty();
    }

    @Test
    void takesWhomTheOwnerDeclinedWithANewInvitation() {
        accept(invite("Taro"), LAPTOP);
        disk.requests().decline(only().id());
        accept(invite("Taro"), LAPTOP);
        assertThat(disk.requests().standingOf(LAPTOP.base64())).contains(new RequestStanding.Waiting(only()));
    }

    @ParameterizedTest
    @CsvSource({
        "k7m2-9xq4-hd3v-wbnp, k7m29xq4hd3vwbnp",
        "K7M2-9XQ4-HD3V-WBNP, k7m29xq4hd3vwbnp",
        "oOiI-lL00-0000-0000, 0011110000000000"
    })
    void readsAName(String typed, String characters) {
        InvitationName name = InvitationName.parse(typed).orElseThrow();
        assertThat(name.characters()).isEqualTo(characters);
        assertThat(InvitationName.parse(name.toString())).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "root",
                "k7m29xq4hd3vwbnp",
                "k7m2-9xq4-hd3v",
                "k7m2-9xq4-hd3v-wbn",
                "u7m2-9xq4-hd3v-wbnp"
            })
    void takesOtherUserNamesForNone(String userName) {
        assertThat(InvitationName.parse(userName)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0d", "7", "1w", "-1h", "91d", "9999999d", "1 d d"})
    void refusesALifetime(String text) {
        assertThatThrownBy(() -> disk.invitations().make("Taro", List.of(), Optional.of(text)))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.reason()).isEqualTo(InvitationProblem.NOT_A_LIFETIME));
    }

    private InvitationName invite(String name, String... destinations) {
        return disk.invitations()
                .make(name, List.of(destinations), Optional.empty())
                .name();
    }

    private Optional<JoinRequest> accept(InvitationName name, SshPublicKey key) {
        return disk.invitations().accept(name, key, ORIGIN);
    }

    private JoinRequest only() {
        assertThat(disk.requests().waiting()).hasSize(1);
        return disk.requests().waiting().getFirst();
    }
}
