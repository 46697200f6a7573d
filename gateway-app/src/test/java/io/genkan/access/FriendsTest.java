package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.NetProblem;
import io.genkan.net.TunnelUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The friends in a real database file.
class FriendsTest {
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
    void addsAFriendWithAllThatWasGiven() {
        Friend added = disk.friends()
                .add(new NewFriend(
                        " 友達 ",
                        "laptop",
                        List.of("192.168.100.10:80", "192.168.100.0/24:53/udp"),
                        Optional.of("7"),
                        Optional.of("proxy-arp")));
        assertThat(added.attachment()).contains(Attachment.PROXY_ARP);
        assertThat(added.name()).hasToString("友達");
        assertThat(added.addedAt()).isEqualTo(FriendsOnDisk.NOW);
        assertThat(added.keys()).hasSize(1);
        assertThat(added.keys().getFirst().unit()).isEqualTo(new TunnelUnit(7));
        assertThat(added.keys().getFirst().publicKey()).isEqualTo(FriendsOnDisk.keyOf("laptop"));
        assertThat(added.policy().destinations())
                .extracting(Destination::toString)
                .containsExactly("192.168.100.10:80/tcp", "192.168.100.0/24:53/udp");
        assertThat(disk.friends().all()).containsExactly(added);
        assertThat(disk.heard()).containsExactly(new FriendAdded(added));
    }

    @Test
    void findsTheHolderOfAKey() {
        Friend taro = disk.add("Taro");
        disk.add("Jiro");
        assertThat(disk.friends().holderOf(FriendsOnDisk.keyOf("key-of-Taro").base64()))
                .contains(new Identity(taro, taro.keys().getFirst()));
        assertThat(disk.friends().holderOf(FriendsOnDisk.keyOf("somebody").base64()))
                .isEmpty();
    }

    /// Base64 tells upper from lower case, and so must the search for a key.
    @Test
    void takesKeysThatDifferInCaseForDifferentOnes() {
        disk.add("Taro");
        String otherCase = FriendsOnDisk.keyOf("key-of-Taro").base64().toLowerCase(java.util.Locale.ROOT);
        assertThat(disk.friends().holderOf(otherCase)).isEmpty();
    }

    @Test
    void listsFriendsByNameWhateverTheCase() {
        disk.add("charlie");
        disk.add("Bob");
        disk.add("alice");
        assertThat(disk.friends().all()).extracting(f -> f.name().value()).containsExactly("alice", "Bob", "charlie");
    }

    @Test
    void removesAFriendWithHisKeys() {
        Friend taro = disk.add("Taro", "192.168.100.10");
        assertThat(disk.friends().remove(FriendName.parse("tARO"))).isEqualTo(taro);
        assertThat(disk.friends().all()).isEmpty();
        assertThat(disk.friends().holderOf(taro.keys().getFirst().publicKey().base64()))
                .isEmpty();
        assertThat(disk.heard()).containsExactly(new FriendAdded(taro), new FriendRemoved(taro));
    }

    @Test
    void takesAKeyAndUnitAgainWhoseHolderWasRemoved() {
        disk.add("Taro");
        disk.friends().remove(FriendName.parse("Taro"));
        Friend again = disk.add("Taro");
        assertThat(again.keys().getFirst().unit()).isEqualTo(new TunnelUnit(1));
    }

    @Test
    void refusesWithReasonAndChangesNothing() {
        Friend taro = disk.add("Taro");
        assertRefused(friend("tARO", "other", Optional.empty()), AccessProblem.NAME_TAKEN);
        assertRefused(friend("Jiro", "key-of-Taro", Optional.empty()), AccessProblem.KEY_TAKEN);
        assertRefused(friend("Jiro", "other", Optional.of("1")), AccessProblem.UNIT_TAKEN);
        assertRefused(friend("Jiro", "other", Optional.of("21")), NetProblem.NOT_A_UNIT);
        assertRefused(friend("Jiro", "other", Optional.of("one")), NetProblem.NOT_A_UNIT);
        assertRefused(friend("<Jiro>", "other", Optional.empty()), AccessProblem.NOT_A_NAME);
        assertRefused(
                new NewFriend("Jiro", "other", List.of("192.168.100.10", "nas"), Optional.empty(), Optional.empty()),
                NetProblem.NOT_AN_ADDRESS);
        assertThat(disk.friends().all()).containsExactly(taro);
        assertThat(disk.heard()).containsExactly(new FriendAdded(taro));
    }

    @Test
    void refusesTheNameInOtherLettersOfTheSameCaseFolding() {
        disk.add("ÉRIC");
        assertRefused(friend("éric", "other", Optional.empty()), AccessProblem.NAME_TAKEN);
    }

    @Test
    void saysWhoseKeyItIs() {
        disk.add("Taro");
        BadInputException refusal = catchThrowableOfType(
                BadInputException.class, () -> disk.friends().add(friend("Jiro", "key-of-Taro", Optional.empty())));
        assertThat(refusal.facts())
                .containsExactly(FriendsOnDisk.keyOf("key-of-Taro").fingerprint(), new FriendName("Taro"));
    }

    @Test
    void refusesToRemoveANameThatNobodyHas() {
        disk.add("Taro");
        BadInputException refusal = catchThrowableOfType(
                BadInputException.class, () -> disk.friends().remove(FriendName.parse("Jiro")));
        assertThat(refusal.reason()).isEqualTo(AccessProblem.NO_SUCH_FRIEND);
        assertThat(disk.friends().all()).hasSize(1);
        assertThat(disk.heard()).hasSize(1);
    }

    /// The file is copied while the event is told, as a power cut at that moment would leave it.
    @Test
    void tellsOnlyWhatIsOnTheDisk(@TempDir Path copies) {
        List<List<String>> onDisk = new ArrayList<>();
        disk.tell(_ -> onDisk.add(namesInCopy(copies.resolve(Integer.toString(onDisk.size())))));
        disk.add("Taro");
        disk.add("Jiro");
        disk.friends().remove(FriendName.parse("Taro"));
        assertThat(onDisk).containsExactly(List.of("Taro"), List.of("Jiro", "Taro"), List.of("Jiro"));
    }

    @Test
    void keepsAChangeWhenAListenerFails() {
        disk.tell(_ -> {
            throw new IllegalStateException("a listener fails");
        });
        assertThatThrownBy(() -> disk.add("Taro")).hasMessage("a listener fails");
        assertThat(disk.friends().all()).hasSize(1);
    }

    @Test
    void findsEverybodyAgainAfterReopening() {
        Friend taro = disk.add("Taro", "192.168.100.10:80", "192.168.100.0/24");
        Friend jiro = disk.add("Jiro");
        disk.close();
        open();
        assertThat(disk.friends().all()).containsExactly(jiro, taro);
        assertThat(disk.add("Saburo").keys().getFirst().unit()).isEqualTo(new TunnelUnit(3));
    }

    @Test
    void givesEveryoneHisOwnUnitWhenManyAreAddedAtOnce() throws Exception {
        int many = 20;
        List<Callable<Friend>> additions = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String name = "Friend " + i;
            additions.add(() -> disk.add(name));
        }
        List<TunnelUnit> units = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Friend> added : threads.invokeAll(additions)) {
                units.add(added.get().keys().getFirst().unit());
            }
        }
        assertThat(units).doesNotHaveDuplicates().hasSize(many);
        assertRefused(friend("One more", "one more", Optional.empty()), AccessProblem.NO_UNIT_LEFT);
    }

    /// More than there are connections to the database, each of which must not need two.
    @Test
    @Timeout(20)
    void answersManyLoginsAtOnce() throws Exception {
        disk.add("Taro", "192.168.100.10");
        String key = FriendsOnDisk.keyOf("key-of-Taro").base64();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<Boolean>> logins = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                logins.add(threads.submit(() -> disk.friends().holderOf(key).isPresent()
                        && disk.friends().all().size() == 1));
            }
            for (Future<Boolean> login : logins) {
                assertThat(login.get()).isTrue();
            }
        }
    }

    @Test
    void answersWhileFriendsComeAndGo() throws Exception {
        String key = FriendsOnDisk.keyOf("key-of-Taro").base64();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> comingAndGoing = threads.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    disk.add("Taro", "192.168.100.10");
                    disk.friends().remove(FriendName.parse("Taro"));
                }
            });
            while (!comingAndGoing.isDone()) {
                disk.friends()
                        .holderOf(key)
                        .ifPresent(identity ->
                                assertThat(identity.key().publicKey().base64()).isEqualTo(key));
            }
            comingAndGoing.get();
        }
    }

    private void assertRefused(NewFriend typed, Enum<?> reason) {
        BadInputException refusal = catchThrowableOfType(
                BadInputException.class, () -> disk.friends().add(typed));
        assertThat(refusal).as("refusal of %s", typed).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    private List<String> namesInCopy(Path copy) {
        try {
            Files.createDirectories(copy.resolve("db"));
            Files.copy(data.resolve("db/genkan.mv.db"), copy.resolve("db/genkan.mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (FriendsOnDisk copied = FriendsOnDisk.in(copy)) {
            return copied.friends().all().stream().map(f -> f.name().value()).toList();
        }
    }

    private static NewFriend friend(String name, String key, Optional<String> unit) {
        return new NewFriend(name, key, List.of(), unit, Optional.empty());
    }
}
