package io.genkan.web.login;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/// Nobody was logged in.
final class LoginRefusedException extends AuthenticationException {
    private final transient Refusal refusal;

    /// Why not.
    sealed interface Refusal {
        /// The password is not the owner's.
        record Wrong() implements Refusal {}

        /// There is no password yet.
        record NoPasswordYet() implements Refusal {}

        /// There were too many wrong ones.
        ///
        /// @param remaining until the next try
        record TooMany(Duration remaining) implements Refusal {}
    }

    LoginRefusedException(Refusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
