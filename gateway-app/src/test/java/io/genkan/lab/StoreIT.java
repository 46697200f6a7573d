package io.genkan.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What the packaged gateway does, as the unprivileged user that it is, when its disk is not what it was; and what it
/// remembers of its life in the audit log. The tests are steps of one gateway's life, in this order.
@TestMethodOrder(OrderAnnotation.class)
class StoreIT {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static Lab lab;
    private static Path backup;

    @BeforeAll
    static void raise() {
        lab = Lab.raise();
        backup = lab.state().resolve("elsewhere.zip");
        lab.admit("tomodati", "friend", "--allow", Lab.NAS + ":80");
    }

    @AfterAll
    static void remove() {
        lab.close();
    }

    @Test
    @Order(1)
    void remembersWhoCameAndWhatHeDid() throws IOException {
        Lab.Admitted two = lab.admit("hanako", "friend2", "--allow", Lab.NAS + ":80");
        lab.dials("friend2", two);
        assertThat(lab.fetches("friend2", "http://" + Lab.NAS + "/")).isTrue();
        lab.hangsUp("friend2");
        lab.on("hop", "ssh", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-p", "2222", Lab.ROUTER_OUTSIDE);
        lab.genkan("friend", "remove", "hanako").orFail();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(audit("--format", "csv").lines())
                        .anyMatch(line -> line.matches(".*,friend-added,root,command line,hanako,.*"))
                        .anyMatch(line -> line.matches(".*,logged-in,hanako,203.0.113.11,.*SHA256:.*"))
                        .anyMatch(line -> line.matches(".*,tunnel-opened,hanako,203.0.113.11,,tun2,.*"))
                        .anyMatch(line -> line.matches(".*,tunnel-closed,hanako,.*friend-left,1,[1-9]\\d+,[1-9]\\d+"))
                        .anyMatch(line -> line.matches(".*,stranger,,203.0.113.20,.*"))
                        .anyMatch(line -> line.matches(".*,friend-removed,root,command line,hanako,.*")));
        String all = audit("--format", "json") + audit();
        assertThat(all).contains("SHA256:").doesNotContain("AAAA", "PRIVATE KEY");
        assertThat(audit("--since", "1d", "--about", "HANAKO"))
                .contains("friend-removed")
                .doesNotContain("stranger");
        assertThat(lab.genkan("audit", "--since", "yesterday").output()).contains("neither a day");
    }

    @Test
    @Order(2)
    void backsUpIntoASecretFile() throws IOException {
        lab.genkan("backup", backup.toString()).orFail();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(lab.genkan("backup", backup.toString()).output()).contains("is there already");
        Run refused = lab.genkan("restore", backup.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("Stop it first; nothing was changed.");
    }

    @Test
    @Order(3)
    void isItselfAgainWhenItsDatabaseIsLost() throws IOException {
        lab.admit("hanako", "friend2", "--allow", Lab.NAS);
        lab.genkan("friend", "remove", "tomodati").orFail();
        lab.killGateway();
        Files.delete(database());
        lab.startGateway();
        assertThat(lab.genkan("friend", "list").orFail()).contains("hanako").doesNotContain("tomodati");
        assertThat(lab.genkan("status").orFail()).contains("The database was missing and was restored from");
        assertThat(lab.gatewayLog()).contains("The database was missing and was restored from");
        assertThat(audit()).contains("database-restored", "friend-removed");
    }

    @Test
    @Order(4)
    void bringsNoRevokedKeyBackWhenAnOldBackupIsRestored() {
        lab.stopGateway();
        String said = lab.genkan("restore", backup.toString()).orFail();
        assertThat(said).contains("were revoked since and stay so: SHA256:", "the door is closed");
        lab.startGateway();
        assertThat(lab.status().path("doorOpen").asBoolean()).isFalse();
        assertThat(lab.genkan("friend", "list").orFail()).doesNotContain("SHA256:");
        lab.genkan("door", "open").orFail();
        lab.stopGateway();
    }

    @Test
    @Order(5)
    void stopsWithWordsWhereNothingCanBeWrittenOrRestored() throws IOException {
        Path directory = lab.data().resolve("db");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        assertThatThrownBy(lab::startGateway).hasMessageContaining("db cannot be written to");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

        Path kept = lab.state().resolve("kept");
        Files.move(lab.data().resolve("backup"), kept);
        Path away = lab.state().resolve("away.mv.db");
        Files.move(database(), away);
        assertThatThrownBy(lab::startGateway)
                .hasMessageContaining("is missing, but this gateway has been in use")
                .hasMessageContaining("genkan restore FILE");
        Files.move(away, database());
        Files.delete(lab.data().resolve("backup"));
        Files.move(kept, lab.data().resolve("backup"));
    }

    private static Path database() {
        return lab.data().resolve("db/genkan.mv.db");
    }

    private static String audit(String... options) {
        List<String> words = new ArrayList<>(List.of("audit"));
        words.addAll(List.of(options));
        return lab.genkan(words.toArray(String[]::new)).orFail();
    }
}
