package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A friend who comes with an invitation and the stock client, from the owner's command to the page of the NAS; and
/// what becomes of one who has none.
class InvitationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static Lab lab;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    void comesInOnceTheOwnerHasComparedFingerprints() throws IOException {
        JsonNode invitation =
                ask("invite", "Taro", "--allow", Lab.NAS + ":80", "--address", Lab.ROUTER_OUTSIDE, "--from", "Hanako");
        String letter = invitation.path("letter").asString();
        String to = invitation.path("userName").asString() + "@" + Lab.ROUTER_OUTSIDE;
        assertThat(letter).contains("ssh -p 2222 -i ~/.ssh/id_ed25519 -o IdentitiesOnly=yes " + to);
        Path key = newKey("friend");

        try (StockClient taro = StockClient.startTrusting(lab, "friend", key, fingerprintIn(letter), to)) {
            taro.awaitWords("Waiting for Hanako to let you in.");
            JsonNode pending = onlyPending();
            assertThat(pending.path("friend").asString()).isEqualTo("Taro");
            assertThat(Run.of(List.of("ssh-keygen", "-lv", "-f", key + ".pub")).orFail())
                    .contains(pending.path("fingerprint").asString())
                    .contains(pending.path("randomArt").asString());
            assertThat(taro.log())
                    .contains(pending.path("fingerprint").asString())
                    .contains(pending.path("randomArt").asString());
            hasToWait(key);

            String told =
                    lab.genkan("admit", pending.path("id").asString(), "--json").orFail();

            taro.awaitWords("Hanako has let you in.");
            taro.awaitWords("@" + Lab.ROUTER_OUTSIDE);
            assertThat(taro.awaitEnd()).isZero();
            Path file = Files.writeString(lab.state().resolve("taro.json"), told);
            Admitted admitted = new Admitted(JSON.readTree(told), file);
            try (StockClient friend = StockClient.start(lab, "friend", key, "-N", "-w", "7:" + admitted.unit())) {
                friend.awaitTunnel();
                lab.setsUp("friend", "tun7", admitted);
                assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/")).isTrue();
            }
        }
        lab.genkan("friend", "remove", "Taro").orFail();
    }

    /// None of the three ways in is open to somebody who waits.
    private static void hasToWait(Path key) {
        String words = "You have to wait until Hanako lets you in.";
        assertThat(StockClient.run(lab, "friend", key, "-N", "-w", "0:any").output())
                .contains(words);
        assertThat(StockClient.run(lab, "friend", key, "-W", Lab.NAS + ":80").output())
                .contains(words);
        Run status = StockClient.run(lab, "friend", key, "x@" + Lab.ROUTER_OUTSIDE, "status");
        assertThat(status.exitCode()).isOne();
        assertThat(status.output()).contains("Waiting for Hanako").doesNotContain("tunnel number");
        assertThat(lab.status().path("tunnels")).isEmpty();
    }

    private static String fingerprintIn(String letter) {
        return letter.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("SHA256:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void waitsOnAcrossAKill() {
        String name = invite("Jiro");
        Path key = newKey("friend");
        try (StockClient jiro = StockClient.start(lab, "friend", key, name + "@" + Lab.ROUTER_OUTSIDE)) {
            jiro.awaitWords("to let you in");
            lab.killGateway();
            assertThat(jiro.awaitEnd()).isNotZero();
        }
        lab.startGateway();

        try (StockClient jiro = StockClient.start(lab, "friend", key, name + "@" + Lab.ROUTER_OUTSIDE)) {
            jiro.awaitWords("to let you in");
            lab.genkan("admit", onlyPending().path("id").asString(), "--name", "Jiro II")
                    .orFail();
            jiro.awaitWords("has let you in");
            assertThat(jiro.awaitEnd()).isZero();
        }
        Run status = StockClient.run(lab, "friend", key, "x@" + Lab.ROUTER_OUTSIDE, "status");
        assertThat(status.output()).contains("You are Jiro II");
        lab.genkan("friend", "remove", "Jiro II").orFail();
    }

    @Test
    void isToldThatTheOwnerDeclined() {
        String name = invite("Saburo");
        Path key = newKey("friend");
        try (StockClient saburo = StockClient.start(lab, "friend", key, name + "@" + Lab.ROUTER_OUTSIDE)) {
            saburo.awaitWords("to let you in");
            lab.genkan("decline", onlyPending().path("id").asString()).orFail();
            saburo.awaitWords("has not let you in.");
            assertThat(saburo.awaitEnd()).isOne();
        }
        Run again = StockClient.run(lab, "friend", key, name + "@" + Lab.ROUTER_OUTSIDE);
        assertThat(again.output()).contains("has not let you in.");
        assertThat(ask("pending")).isEmpty();
    }

    @Test
    void bindsTheFirstKeyOfAnAgent() {
        String name = invite("Shiro");
        Path first = newKey("friend");
        Path second = newKey("friend");
        Run together = lab.on(
                "friend",
                "ssh-agent",
                "sh",
                "-c",
                "ssh-add -q \"$0\" \"$1\" && exec ssh -n -F none -p 2222 -o StrictHostKeyChecking=no"
                        + " -o UserKnownHostsFile=/dev/null \"$2\" status",
                first.toString(),
                second.toString(),
                name + "@" + Lab.ROUTER_OUTSIDE);
        assertThat(together.output()).contains("Welcome, Shiro.");
        assertThat(Run.of(List.of("ssh-keygen", "-l", "-f", first + ".pub")).orFail())
                .contains(onlyPending().path("fingerprint").asString());
        lab.genkan("decline", onlyPending().path("id").asString()).orFail();
    }

    /// Whatever is wrong with a name, its holder reads the same as somebody under any other name, and the same messages
    /// cross the line, even for who has more keys than may be signed with wrongly.
    @Test
    void readsTheSameForEveryWrongName() {
        String used = invite("Goro");
        StockClient.run(lab, "friend", newKey("friend"), used + "@" + Lab.ROUTER_OUTSIDE, "status");
        lab.genkan("decline", onlyPending().path("id").asString()).orFail();
        String withdrawn = invite("Rokuro");
        lab.genkan(
                        "invitation",
                        "withdraw",
                        ask("invitation", "list").path(0).path("id").asString())
                .orFail();
        String expired =
                ask("invite", "Nanaro", "--expires", "1s").path("userName").asString();
        await().atMost(PATIENCE).until(() -> ask("invitation", "list").isEmpty());

        List<Path> keys = Stream.generate(() -> newKey("friend")).limit(5).toList();
        List<Knock> all = new ArrayList<>();
        all.add(stranger("friend", keys, "nobody"));
        all.add(stranger("friend2", keys, used));
        all.add(stranger("friend2", keys, withdrawn));
        all.add(stranger("hop", keys, expired));
        all.add(stranger("hop", keys, "k7m2-9xq4-hd3v-wbnp"));

        assertThat(all.getFirst().messages()).hasSizeGreaterThan(10);
        assertThat(all)
                .containsOnly(new Knock(
                        "USER@" + Lab.ROUTER_OUTSIDE + ": Permission denied (publickey).",
                        all.getFirst().messages()));
        assertThat(ask("pending")).isEmpty();
    }

    /// @param words what somebody reads
    /// @param messages the number of each message that was sent or received, in their order
    private record Knock(String words, List<String> messages) {}

    private static Knock stranger(String host, List<Path> keys, String userName) {
        List<String> arguments = new ArrayList<>(List.of("-vvv"));
        keys.stream().skip(1).forEach(key -> arguments.addAll(List.of("-i", key.toString())));
        arguments.addAll(List.of(userName + "@" + Lab.ROUTER_OUTSIDE, "status"));
        Run run = StockClient.run(lab, host, keys.getFirst(), arguments.toArray(String[]::new));
        assertThat(run.ok()).isFalse();
        List<String> messages = run.output()
                .lines()
                .filter(line -> line.matches("debug3: (send|receive) packet: type \\d+"))
                .toList();
        return new Knock(StockClient.withoutDebug(run.output()).replace(userName, "USER"), messages);
    }

    private static String invite(String name) {
        return ask("invite", name).path("userName").asString();
    }

    private static JsonNode onlyPending() {
        JsonNode pending = ask("pending");
        assertThat(pending).hasSize(1);
        return pending.path(0);
    }

    private static JsonNode ask(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.add("--json");
        return JSON.readTree(lab.genkan(words.toArray(String[]::new)).orFail());
    }

    private static Path newKey(String host) {
        Path key = lab.state().resolve(host).resolve("invited-" + COUNT.incrementAndGet());
        lab.on(host, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .orFail();
        return key;
    }
}
