package io.genkan.web.login;

import io.genkan.owner.PasswordVersion;
import java.security.Principal;

/// The owner, logged in.
///
/// @param password which password he gave
record OwnerLogin(PasswordVersion password) implements Principal {
    @Override
    public String getName() {
        return "owner";
    }
}
