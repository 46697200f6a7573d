package io.genkan.web.login;

import io.genkan.audit.AuditEvent;
import io.genkan.audit.AuditLog;
import io.genkan.owner.LoginThrottle;
import io.genkan.owner.LoginThrottle.Admission.Admitted;
import io.genkan.owner.LoginThrottle.Admission.Wait;
import io.genkan.owner.OwnerAccount;
import io.genkan.owner.PasswordVersion;
import io.genkan.web.login.LoginRefusedException.Refusal;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Checks the password of the login form. The user name does not matter: there is only the owner.
@Component
class OwnerAuthentication implements AuthenticationProvider {
    private static final Logger log = LoggerFactory.getLogger(OwnerAuthentication.class);
    private static final InetAddress UNKNOWN = InetAddress.ofLiteral("0.0.0.0");

    private final OwnerAccount account;
    private final LoginThrottle throttle;
    private final AuditLog audit;

    OwnerAuthentication(OwnerAccount account, LoginThrottle throttle, AuditLog audit) {
        this.account = account;
        this.throttle = throttle;
        this.audit = audit;
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        InetAddress source = sourceOf(typed.getDetails());
        PasswordVersion password = prove(String.valueOf(typed.getCredentials()), source);
        audit.note(AuditEvent.OWNER_LOGGED_IN, "");
        log.info("The owner logged in from {}", source.getHostAddress());
        return UsernamePasswordAuthenticationToken.authenticated(
                new OwnerLogin(password), null, List.of(new SimpleGrantedAuthority("ROLE_OWNER")));
    }

    /// Checks a password, unless there were too many wrong ones.
    ///
    /// @return which password it is
    /// @throws LoginRefusedException if it is not the owner's, or it was not looked at
    PasswordVersion prove(String password, InetAddress source) {
        if (!account.hasPassword()) {
            throw new LoginRefusedException(new Refusal.NoPasswordYet());
        }
        switch (throttle.admit(source)) {
            case Wait(var remaining) -> throw new LoginRefusedException(new Refusal.TooMany(remaining));
            case Admitted() -> {}
        }
        Optional<PasswordVersion> proven = account.check(password);
        if (proven.isEmpty()) {
            audit.note(AuditEvent.WRONG_PASSWORD, "");
            log.warn("A wrong owner password came from {}", source.getHostAddress());
            throw new LoginRefusedException(new Refusal.Wrong());
        }
        throttle.succeeded(source);
        return proven.get();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    static InetAddress sourceOf(@Nullable Object requestDetails) {
        if (!(requestDetails instanceof WebAuthenticationDetails details) || details.getRemoteAddress() == null) {
            return UNKNOWN;
        }
        return InetAddress.ofLiteral(details.getRemoteAddress());
    }
}
