package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.lab.Lab.Admitted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every kind of key that a friend may have, made by the stock ssh-keygen, added by the command line and used by the
/// stock client; and what is refused when it is added.
///
/// The kinds that live on a security key are signed for by {@link SecurityKeyAgent}, in software: a real token was not
/// used.
class KeysIT {
    private static Lab lab;
    private static Path keys;

    @BeforeAll
    static void raise() throws IOException {
        lab = Lab.raise();
        keys = Files.createDirectory(lab.state().resolve("friend/keys"));
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource({"ed25519, 256", "ecdsa, 256", "ecdsa, 384", "ecdsa, 521", "rsa, 3072", "rsa, 4096"})
    void letsInWithAKeyOfSshKeygen(String type, int bits) {
        Path key = newKey("good-" + type + bits, "-t", type, "-b", Integer.toString(bits));
        Admitted friend = lab.admit(type + bits, publicPart(key), "--allow", Lab.NAS + ":80");

        try (StockClient client = StockClient.start(lab, "friend", key, "-N", "-w", "7:" + friend.unit())) {
            fetchesThrough(client, friend);
        }
    }

    @ParameterizedTest
    @EnumSource(SecurityKeyAgent.Kind.class)
    void letsInWithATouchedSecurityKey(SecurityKeyAgent.Kind kind) throws IOException {
        Path key = keys.resolve("touched-" + kind);
        try (SecurityKeyAgent token =
                new SecurityKeyAgent(keys.resolve("agent-" + kind), kind, SecurityKeyAgent.TOUCHED)) {
            Files.writeString(publicPart(key), token.publicKey());
            Admitted friend = lab.admit("touched " + kind, publicPart(key), "--allow", Lab.NAS + ":80");

            try (StockClient client = StockClient.start(
                    lab, "friend", publicPart(key), "-o", token.option(), "-N", "-w", "7:" + friend.unit())) {
                fetchesThrough(client, friend);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SecurityKeyAgent.Kind.class)
    void refusesASecurityKeyThatNobodyTouched(SecurityKeyAgent.Kind kind) throws IOException {
        Path key = keys.resolve("untouched-" + kind);
        try (SecurityKeyAgent token =
                new SecurityKeyAgent(keys.resolve("still-" + kind), kind, SecurityKeyAgent.NOT_TOUCHED)) {
            // The option is accepted, and not kept to: it would let a stolen computer in.
            Files.writeString(publicPart(key), "no-touch-required " + token.publicKey());
            Admitted friend = lab.admit("untouched " + kind, publicPart(key), "--allow", Lab.NAS + ":80");
            Files.writeString(publicPart(key), token.publicKey());

            try (StockClient client = StockClient.start(
                    lab, "friend", publicPart(key), "-o", token.option(), "-N", "-w", "7:" + friend.unit())) {
                assertThat(client.awaitEnd()).isNotZero();
                assertThat(client.log()).contains("Server accepts key");
                assertThat(client.said()).endsWith("Permission denied (publickey).");
            }
        }
    }

    @Test
    void takesTheFormsInWhichPeopleSendAKey() throws IOException {
        Path key = newKey("forms", "-t", "ed25519");
        String line = Files.readString(publicPart(key));
        String fingerprint = Run.of(List.of("ssh-keygen", "-lf", publicPart(key).toString()))
                .orFail()
                .split(" ", 3)[1];
        String ssh2 = Run.of(List.of("ssh-keygen", "-e", "-f", publicPart(key).toString()))
                .orFail();
        String options =
                "no-port-forwarding,no-X11-forwarding,no-agent-forwarding,command=\"setup_tap1\",tunnel=\"1\" ";
        for (String form : List.of(
                line,
                options + line,
                "restrict,command=\"echo \\\"no, thanks\\\"\" " + line,
                line.replace("\n", "\r\n"),
                "\uFEFF# my key\r\n\r\n" + line.replace("\n", "\r\n"),
                line.replaceAll("(?<=AAAA.{20})", "\n").strip(),
                ssh2)) {
            Run added = lab.genkanFed(form, "friend", "add", "forms", "--key", "-", "--allow", Lab.NAS, "--json");
            assertThat(added.ok()).as(form + added).isTrue();
            assertThat(added.output()).as(form).contains(fingerprint);
            lab.genkan("friend", "remove", "forms").orFail();
        }
    }

    private record Bad(String what, String text, String words) {}

    @Test
    void refusesWithASentenceAndChangesNothing() throws IOException {
        Path key = newKey("bad", "-t", "ed25519");
        String line = Files.readString(publicPart(key)).strip();
        Path shortRsa = newKey("short", "-t", "rsa", "-b", "2048");
        Path authority = newKey("authority", "-t", "ed25519");
        Run.of(List.of(
                        "ssh-keygen",
                        "-q",
                        "-s",
                        authority.toString(),
                        "-I",
                        "id",
                        "-n",
                        "friend",
                        publicPart(key).toString()))
                .orFail();
        String pem = Run.of(List.of(
                        "ssh-keygen",
                        "-e",
                        "-m",
                        "PKCS8",
                        "-f",
                        publicPart(shortRsa).toString()))
                .orFail();
        Path known = newKey("known", "-t", "ed25519");
        lab.admit("holder", publicPart(known), "--allow", Lab.NAS);
        String before = lab.genkan("friend", "list", "--json").orFail();

        List<Bad> all = new ArrayList<>();
        all.add(new Bad("RSA 2048", Files.readString(publicPart(shortRsa)), "only 2048 bits"));
        all.add(new Bad("nothing", "", "no key here"));
        all.add(new Bad("garbage", "let me in please", "not look like a public key"));
        all.add(new Bad("private key", Files.readString(key), "private key"));
        all.add(new Bad("two keys", line + "\n" + Files.readString(publicPart(known)), "2 keys"));
        all.add(new Bad(
                "certificate", Files.readString(Path.of(key + "-cert.pub")), "certificate (ssh-ed25519-cert-v01@"));
        all.add(new Bad("fingerprint", "256 SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG me", "fingerprint"));
        all.add(new Bad("known_hosts", "[203.0.113.30]:2222 " + line, "known_hosts"));
        all.add(new Bad("cut off", line.substring(0, 60), "cut off"));
        all.add(new Bad("a wrong letter", line.replaceFirst("AAAAC3Nz", "AAAAC3N!"), "wrong"));
        all.add(new Bad("DSA", "ssh-dss AAAAB3NzaC1kc3MAAACBAP me", "ssh-dss are not accepted"));
        all.add(new Bad("PEM", pem, "web certificates"));
        all.add(new Bad("from=", "from=\"203.0.113.10\" " + line, "“from”"));
        all.add(new Bad("verify-required", "verify-required " + line, "“verify-required”"));
        all.add(new Bad("no option", "please " + line, "“please”"));
        all.add(new Bad("somebody's key", Files.readString(publicPart(known)), "already belongs to holder"));
        for (Bad bad : all) {
            Run run = lab.genkanFed(bad.text(), "friend", "add", "bad", "--key", "-", "--allow", Lab.NAS);
            assertThat(run.exitCode()).as(bad.what() + "\n" + run).isEqualTo(1);
            assertThat(run.output()).as(bad.what()).contains(bad.words()).doesNotContain("Exception");
        }
        for (Bad file : List.of(
                new Bad("a directory", keys.toString(), "is a directory"),
                new Bad("no file", keys.resolve("nothing").toString(), "There is no file"),
                new Bad(
                        "too large",
                        written("large", "x".repeat(100_000).getBytes(StandardCharsets.UTF_8)),
                        "too large"),
                new Bad("binary", written("binary", new byte[] {(byte) 0xff, 0, 1}), "not a text file"))) {
            Run run = lab.genkan("friend", "add", "bad", "--key", file.text(), "--allow", Lab.NAS);
            assertThat(run.exitCode()).as(file.what() + "\n" + run).isEqualTo(1);
            assertThat(run.output()).as(file.what()).contains(file.words()).doesNotContain("Exception");
        }

        assertThat(lab.genkan("friend", "list", "--json").orFail()).isEqualTo(before);
    }

    private static void fetchesThrough(StockClient client, Admitted friend) {
        client.awaitTunnel();
        lab.setsUp("friend", "tun7", friend);
        assertThat(lab.fetches("friend", "http://" + Lab.NAS + "/")).isTrue();
    }

    private static Path newKey(String name, String... options) {
        Path key = keys.resolve(name);
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", "", "-C", name, "-f", key.toString()));
        command.addAll(List.of(options));
        Run.of(command).orFail();
        return key;
    }

    private static Path publicPart(Path key) {
        return Path.of(key + ".pub");
    }

    private static String written(String name, byte[] bytes) throws IOException {
        return Files.write(keys.resolve(name), bytes).toString();
    }
}
