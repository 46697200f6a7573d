package io.genkan.sshd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.access.InvitationName;
import io.genkan.access.JoinRequest;
import io.genkan.access.RequestArrived;
import io.genkan.ssh.PublicKeyBlob;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who knocks with an invitation, over a real socket: what he can do, and what somebody hears who guesses.
class InvitedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NEVER_MADE = "k7m2-9xq4-hd3v-wbnp";

    @TempDir
    private Path data;

    private GatewayHere gateway;
    private KeyPair laptop;

    @BeforeEach
    void start() {
        gateway = GatewayHere.listening(data, PeerLimits.USUAL);
        laptop = key();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void waitsAndIsAdmitted() {
        try (KnockingClient taro = knocks(invite("Taro", "192.168.100.10"), laptop)) {
            ChannelShell shell = taro.opensShell();
            taro.awaitOnScreen("Waiting for the owner to let you in.");
            assertThat(taro.onScreen()).contains(only().key().fingerprint(), "+----[SHA256]-----+");

            gateway.disk.requests().admit(only().id());

            taro.awaitOnScreen("has let you in");
            taro.awaitOnScreen("sudo ip route add 192.168.100.10");
            shell.waitFor(Set.of(ClientChannelEvent.EXIT_STATUS), PATIENCE);
            assertThat(shell.getExitStatus()).isZero();
            taro.awaitEnd();
        }
        try (KnockingClient friend = knocks("x", laptop)) {
            assertThat(friend.runs("status")).startsWith("0 You are Taro, tunnel number 1.");
        }
    }

    @Test
    void canDoNothingElseUntilThen() {
        try (KnockingClient taro = knocks(invite("Taro", "192.168.100.10"), laptop)) {
            assertThat(taro.isRefusedTheNas()).contains("You have to wait until the owner lets you in.");
            for (String word : List.of("status", "devices", "why 192.168.100.10:80", "config", "help", "sh -c id")) {
                assertThat(taro.runs(word)).startsWith("1 Welcome, Taro.").doesNotContain("192.168.100");
            }
        }
        assertThat(gateway.tunnels.live()).isEmpty();
    }

    @Test
    void comesBackUnderAnyNameAndWaitsOn() {
        try (KnockingClient taro = knocks(invite("Taro"), laptop)) {
            assertThat(taro.isLoggedIn()).isTrue();
        }
        try (KnockingClient again = knocks("x", laptop);
                KnockingClient stranger = knocks("x", key())) {
            assertThat(again.runs("status")).startsWith("1 Welcome, Taro.");
            assertThat(stranger.isLoggedIn()).isFalse();
        }
        assertThat(gateway.disk.requests().waiting()).hasSize(1);
    }

    @Test
    void isToldThatTheOwnerDeclined() {
        try (KnockingClient taro = knocks(invite("Taro"), laptop)) {
            ChannelShell shell = taro.opensShell();
            taro.awaitOnScreen("Waiting");
            gateway.disk.requests().decline(only().id());
            taro.awaitOnScreen("the owner has not let you in.");
            shell.waitFor(Set.of(ClientChannelEvent.EXIT_STATUS), PATIENCE);
            assertThat(shell.getExitStatus()).isOne();
            taro.awaitEnd();
        }
        try (KnockingClient again = knocks("x", laptop)) {
            again.awaitEnd();
            assertThat(again.lastWords).containsExactly("the owner has not let you in.");
        }
    }

    /// The answer comes while the knock is still being written down, before there is anybody to tell it to.
    @Test
    void hearsAnAnswerThatIsGivenAtOnce() {
        gateway.tell(event -> {
            if (event instanceof RequestArrived arrived) {
                gateway.disk.requests().admit(arrived.request().id());
            }
        });
        try (KnockingClient taro = knocks(invite("Taro", "192.168.100.10"), laptop)) {
            assertThat(taro.isLoggedIn()).isTrue();
            taro.awaitEnd();
            assertThat(taro.lastWords).containsExactly("You are let in, Taro. Connect again.");
        }
    }

    @Test
    void hearsARefusalThatIsGivenAtOnce() {
        gateway.tell(event -> {
            if (event instanceof RequestArrived arrived) {
                gateway.disk.requests().decline(arrived.request().id());
            }
        });
        try (KnockingClient taro = knocks(invite("Taro"), laptop)) {
            taro.awaitEnd();
            assertThat(taro.lastWords).containsExactly("the owner has not let you in.");
        }
    }

    /// All of them hear the same bytes: whatever is wrong with a name, it sounds like anybody's that opens nothing.
    @Test
    void soundsLikeAnyStrangerUnderEveryWrongName() {
        String used = invite("Taro");
        knocks(used, laptop).close();
        String withdrawn = invite("Jiro");
        gateway.disk
                .invitations()
                .withdraw(gateway.disk.invitations().open().getFirst().id());
        String expired = gateway.disk
                .invitations()
                .make("Saburo", List.of(), Optional.of("1h"))
                .name()
                .toString();
        gateway.disk.waitFor(Duration.ofHours(2));
        KeyPair[] keys = {key(), key(), key(), key(), key()};
        List<String> unknown = heardUnder("nobody", keys);
        assertThat(unknown).as("one for “none”, and one for each key").hasSize(1 + keys.length);
        for (String name : List.of("root", "taro", NEVER_MADE, used, withdrawn, expired)) {
            assertThat(heardUnder(name, keys)).as(name).isEqualTo(unknown);
        }
        assertThat(gateway.disk.requests().waiting()).hasSize(1);
    }

    private List<String> heardUnder(String name, KeyPair... keys) {
        try (KnockingClient stranger = knocks(name, keys)) {
            assertThat(stranger.isLoggedIn()).isFalse();
            assertThat(stranger.lastWords).isEmpty();
            return List.copyOf(stranger.heard);
        }
    }

    @Test
    void keepsTheInvitationGoodUntilAKeyIsProven() {
        String right = invite("Taro");
        KeyPair forged = new KeyPair(laptop.getPublic(), key().getPrivate());
        try (KnockingClient thief = knocks(right, forged)) {
            assertThat(thief.isLoggedIn()).isFalse();
        }
        assertThat(gateway.disk.requests().waiting()).isEmpty();
        try (KnockingClient taro = knocks(right, laptop)) {
            assertThat(taro.isLoggedIn()).isTrue();
        }
    }

    @Test
    void hearsTwentyKeysUnderAWrongNameAndNotMore() {
        KeyPair[] keys = Stream.generate(InvitedTest::key)
                .limit(KeyTries.MOST_OFFERS + 1L)
                .toArray(KeyPair[]::new);
        try (KnockingClient guesser = knocks(NEVER_MADE, keys)) {
            guesser.awaitEnd();
            assertThat(guesser.lastWords).containsExactly("Too many authentication failures");
        }
    }

    @Test
    void bindsTheFirstOfTwoKeys() {
        KeyPair second = key();
        String name = invite("Taro");
        try (KnockingClient taro = knocks(name, laptop, second)) {
            assertThat(taro.isLoggedIn()).isTrue();
            assertThat(only().key().base64()).isEqualTo(PublicKeyBlob.base64Of(laptop.getPublic()));
        }
        try (KnockingClient other = knocks(name, second)) {
            assertThat(other.isLoggedIn()).isFalse();
        }
    }

    @Test
    void takesAFriendForHimselfAndLeavesTheInvitationGood() {
        gateway.disk.addHolder("hanako", PublicKeyBlob.base64Of(laptop.getPublic()), "192.168.100.10");
        String name = invite("Taro");
        try (KnockingClient hanako = knocks(name, laptop)) {
            assertThat(hanako.runs("status")).startsWith("0 You are hanako");
        }
        assertThat(gateway.disk.invitations().open()).hasSize(1);
    }

    @Test
    void takesAKeyThatWasTakenBackWithANewInvitation() {
        gateway.disk.addHolder("taro", PublicKeyBlob.base64Of(laptop.getPublic()), "192.168.100.10");
        gateway.disk.friends().all().forEach(friend -> gateway.disk.friends().remove(friend.name()));
        try (KnockingClient former = knocks(NEVER_MADE, laptop)) {
            assertThat(former.isLoggedIn()).isTrue();
            assertThat(gateway.disk.requests().waiting()).isEmpty();
        }
        try (KnockingClient taro = knocks(invite("taro"), laptop)) {
            assertThat(taro.runs("status")).startsWith("1 Welcome, taro.");
        }
    }

    @Test
    void holdsFewSessionsOfOneKeyAndTheNewestLast() {
        String name = invite("Taro");
        try (KnockingClient first = knocks(name, laptop);
                KnockingClient second = knocks("x", laptop);
                KnockingClient third = knocks("x", laptop)) {
            first.awaitEnd();
            assertThat(first.lastWords).containsExactly("You wait from elsewhere too, and the newest counts.");
            assertThat(second.isConnected()).isTrue();
            assertThat(third.isConnected()).isTrue();
        }
    }

    @Test
    void holdsSoManyGuestsAndNotMore() {
        List<KnockingClient> guests = new ArrayList<>();
        for (int i = 0; i <= WaitingRoom.MOST_GUESTS; i++) {
            guests.add(knocks(invite("Guest " + i), key()));
            assertThat(guests.getLast().isLoggedIn()).isTrue();
        }
        guests.getLast().awaitEnd();
        assertThat(guests.getLast().lastWords).first().asString().startsWith("Too many wait at once.");
        assertThat(guests.getFirst().isConnected()).isTrue();
        assertThat(gateway.disk.requests().waiting()).hasSize(guests.size());
        guests.forEach(KnockingClient::close);
    }

    @Test
    void sendsGuestsAwayWhenTheDoorCloses() {
        try (KnockingClient taro = knocks(invite("Taro"), laptop)) {
            gateway.disk.door().close();
            taro.awaitEnd();
            assertThat(taro.lastWords).first().asString().startsWith("The owner has closed the door");
        }
        try (KnockingClient again = knocks("x", laptop)) {
            again.awaitEnd();
            assertThat(again.lastWords).hasSize(1);
        }
        assertThat(gateway.disk.requests().waiting()).hasSize(1);
    }

    /// A client that offers a friend's key first and then goes on with another is the other.
    @Test
    void isNobodyByAKeyThatWasOnlyOffered() {
        gateway.disk.addHolder("hanako", PublicKeyBlob.base64Of(laptop.getPublic()), "192.168.100.10");
        KeyPair stolen = new KeyPair(laptop.getPublic(), key().getPrivate());
        try (KnockingClient thief = knocks(invite("Taro"), stolen, key())) {
            assertThat(thief.runs("status")).startsWith("1 Welcome, Taro.");
            assertThat(thief.isRefusedTheNas()).contains("You have to wait");
        }
        await().atMost(PATIENCE).until(() -> gateway.disk.requests().waiting().size() == 1);
    }

    private KnockingClient knocks(String userName, KeyPair... keys) {
        return KnockingClient.knocks(gateway, userName, keys);
    }

    private String invite(String name, String... destinations) {
        InvitationName made = gateway.disk
                .invitations()
                .make(name, List.of(destinations), Optional.empty())
                .name();
        return made.toString();
    }

    private JoinRequest only() {
        assertThat(gateway.disk.requests().waiting()).hasSize(1);
        return gateway.disk.requests().waiting().getFirst();
    }

    private static KeyPair key() {
        try {
            return KeyUtils.generateKeyPair("ssh-ed25519", 256);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
