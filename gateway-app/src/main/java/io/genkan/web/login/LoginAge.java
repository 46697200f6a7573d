package io.genkan.web.login;

import io.genkan.owner.PasswordVersion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends a login that no longer counts: its password was changed, or nobody has done anything for a while.
///
/// The server's own session timeout would never come while a page is open that asks for news every few seconds.
/// Such requests count for nothing here.
final class LoginAge extends OncePerRequestFilter {
    /// How long a login counts without anybody doing anything.
    static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

    private static final String LAST_USE = LoginAge.class.getName();
    private static final String ENDED = LoginAge.class.getName() + ".ended";

    private final Predicate<PasswordVersion> isCurrent;
    private final LongSupplier nanoTime;

    /// @param isCurrent whether a login with that password still counts
    /// @param nanoTime the time that has passed, in nanoseconds
    LoginAge(Predicate<PasswordVersion> isCurrent, LongSupplier nanoTime) {
        this.isCurrent = isCurrent;
        this.nanoTime = nanoTime;
    }

    /// Whether the request came with a login that has ended.
    static boolean hasEnded(HttpServletRequest request) {
        boolean serverForgot = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        return serverForgot || request.getAttribute(ENDED) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && authentication != null && authentication.getPrincipal() instanceof OwnerLogin login) {
            if (isCurrent.test(login.password()) && !isIdle(session)) {
                noteUse(request, session);
            } else {
                session.invalidate();
                SecurityContextHolder.clearContext();
                request.setAttribute(ENDED, true);
            }
        }
        chain.doFilter(request, response);
    }

    private boolean isIdle(HttpSession session) {
        return session.getAttribute(LAST_USE) instanceof Long lastUse
                && nanoTime.getAsLong() - lastUse > LONGEST_IDLE.toNanos();
    }

    private void noteUse(HttpServletRequest request, HttpSession session) {
        if (!BackgroundRequests.is(request) || session.getAttribute(LAST_USE) == null) {
            session.setAttribute(LAST_USE, nanoTime.getAsLong());
        }
    }
}
