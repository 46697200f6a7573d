package io.genkan.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genkan.net.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

class OwnerAccountTest {
    private static final String GOOD = "correct horse battery";

    @TempDir
    private Path data;

    @Test
    void hasNoPasswordAtFirst() {
        withAccount((account, _) -> {
            assertThat(account.hasPassword()).isFalse();
            assertThat(account.check("")).isEmpty();
            assertThat(account.check(GOOD)).isEmpty();
        });
    }

    @Test
    void knowsThePasswordAfterARestart() {
        withAccount((account, _) -> account.setPassword(GOOD));
        withAccount((account, _) -> {
            assertThat(account.hasPassword()).isTrue();
            assertThat(account.check(GOOD)).isPresent();
            assertThat(account.check(GOOD + " ")).isEmpty();
        });
    }

    @Test
    void letsLoginsWithTheOldPasswordCountNoMore() {
        withAccount((account, _) -> {
            account.setPassword(GOOD);
            PasswordVersion old = account.check(GOOD).orElseThrow();
            assertThat(account.isCurrent(old)).isTrue();

            account.setPassword("another good one");

            assertThat(account.isCurrent(old)).isFalse();
            assertThat(account.check(GOOD)).isEmpty();
            assertThat(account.check("another good one")).isPresent();
        });
    }

    @Test
    void tellsOthersOnceItIsSet() {
        withAccount((account, events) -> {
            account.setPassword(GOOD);
            assertThat(events).hasSize(1);
        });
    }

    @Test
    void refusesBlankShortAndEndlessPasswords() {
        withAccount((account, events) -> {
            refuses(account, "             ", OwnerProblem.PASSWORD_BLANK);
            refuses(account, "", OwnerProblem.PASSWORD_BLANK);
            refuses(account, "123456789", OwnerProblem.PASSWORD_TOO_SHORT);
            refuses(account, "x".repeat(1_001), OwnerProblem.PASSWORD_TOO_LONG);
            assertThat(account.hasPassword()).isFalse();
            assertThat(events).isEmpty();
        });
    }

    @Test
    void readsAllOfALongPassword() {
        withAccount((account, _) -> {
            account.setPassword("x".repeat(200) + "a");
            assertThat(account.check("x".repeat(200) + "b")).isEmpty();
            assertThat(account.check("x".repeat(200) + "a")).isPresent();
        });
    }

    @Test
    void takesComposedAndDecomposedLettersForTheSame() {
        withAccount((account, _) -> {
            account.setPassword("Gr\u00fc\u00dfe aus Ky\u014dto");
            assertThat(account.check("Gru\u0308\u00dfe aus Kyo\u0304to")).isPresent();
        });
    }

    @Test
    void countsCharactersNotBytes() {
        withAccount((account, _) -> {
            account.setPassword("玄関の鍵は下駄箱の中");
            assertThat(account.check("玄関の鍵は下駄箱の中")).isPresent();
        });
    }

    private static void refuses(OwnerAccount account, String password, OwnerProblem problem) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> account.setPassword(password))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(problem));
    }

    private interface Steps {
        void take(OwnerAccount account, List<OwnerPasswordChanged> events);
    }

    private void withAccount(Steps steps) {
        try (var context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("genkan.data=" + data, "spring.main.banner-mode=off", "logging.level.root=warn")
                .run()) {
            steps.take(context.getBean(OwnerAccount.class), context.getBean(Application.class).events);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"io.genkan.owner", "io.genkan.store", "io.genkan.settings"})
    static class Application {
        final List<OwnerPasswordChanged> events = new ArrayList<>();

        @EventListener
        void on(OwnerPasswordChanged event) {
            events.add(event);
        }
    }
}
