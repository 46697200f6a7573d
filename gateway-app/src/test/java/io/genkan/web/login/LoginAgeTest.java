package io.genkan.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.owner.PasswordVersion;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class LoginAgeTest {
    private static final PasswordVersion PASSWORD = new PasswordVersion(Instant.EPOCH);

    private PasswordVersion current = PASSWORD;
    private long now = 42;
    private final LoginAge age = new LoginAge(p -> p.equals(current), () -> now);
    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void logIn() {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(new OwnerLogin(PASSWORD), null, List.of()));
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void countsWhileSomethingIsDone() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(countsFor("/friends", false)).isTrue();
            pass(Duration.ofMinutes(30));
        }
    }

    @Test
    void endsWhenNothingIsDone() throws Exception {
        assertThat(countsFor("/", false)).isTrue();
        pass(Duration.ofMinutes(30).plusNanos(1));
        assertThat(countsFor("/", false)).isFalse();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void endsWhenOnlyTheOpenPageAsksForNews() throws Exception {
        assertThat(countsFor("/", false)).isTrue();
        for (int i = 0; i < 30; i++) {
            pass(Duration.ofMinutes(1));
            assertThat(countsFor("/now/inside", true)).isTrue();
        }
        pass(Duration.ofMinutes(1));
        assertThat(countsFor("/now/inside", true)).isFalse();
    }

    @Test
    void endsWithItsPassword() throws Exception {
        assertThat(countsFor("/", false)).isTrue();
        current = new PasswordVersion(Instant.EPOCH.plusNanos(1));
        assertThat(countsFor("/", false)).isFalse();
    }

    private boolean countsFor(String path, boolean background) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setSession(session);
        request.setRequestedSessionIdValid(true);
        if (background) {
            request.addHeader("HX-Request", "true");
        }
        age.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        boolean counts = SecurityContextHolder.getContext().getAuthentication() != null;
        assertThat(LoginAge.hasEnded(request)).isEqualTo(!counts);
        return counts;
    }

    private void pass(Duration duration) {
        now += duration.toNanos();
    }
}
