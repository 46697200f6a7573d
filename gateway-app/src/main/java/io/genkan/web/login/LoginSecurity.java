package io.genkan.web.login;

import io.genkan.owner.OwnerAccount;
import io.genkan.web.login.LoginRefusedException.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;

/// Adds the login to the security of the pages.
@Configuration(proxyBeanMethods = false)
class LoginSecurity {
    @Bean
    Customizer<HttpSecurity> login(OwnerAccount account) {
        // No filter bean: the servlet container would run it a second time, outside of the security chain.
        LoginAge loginAge = new LoginAge(account::isCurrent, System::nanoTime);
        return http -> http.addFilterAfter(loginAge, SecurityContextHolderFilter.class)
                // The saved request of a visitor who is not logged in would cost a session each.
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .formLogin(form ->
                        form.loginPage("/login").defaultSuccessUrl("/", true).failureHandler(LoginSecurity::refuse))
                .logout(logout -> logout.logoutSuccessUrl("/login?left").deleteCookies("__Host-genkan"))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(LoginSecurity::askForLogin)
                        .accessDeniedHandler(LoginSecurity::deny));
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (!(exception instanceof LoginRefusedException refused)) {
            throw new IllegalStateException("the login failed", exception);
        }
        response.sendRedirect(
                switch (refused.refusal()) {
                    case Refusal.Wrong() -> "/login?wrong";
                    case Refusal.NoPasswordYet() -> "/login";
                    case Refusal.TooMany(Duration remaining) -> "/login?wait=" + secondsRoundedUp(remaining);
                });
    }

    private static void askForLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        String login = LoginAge.hasEnded(request) ? "/login?ended" : "/login";
        if (BackgroundRequests.is(request)) {
            response.setHeader("HX-Redirect", login);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(login);
        }
    }

    /// Everybody who is logged in may do everything, so that only a missing or old CSRF token leads here.
    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        switch (request.getRequestURI()) {
            case "/login" -> response.sendRedirect("/login?expired");
            case "/logout" -> response.sendRedirect("/login");
            default -> response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    static long secondsRoundedUp(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
