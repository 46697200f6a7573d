package io.genkan.sshd;

import io.genkan.access.InvitationName;
import io.genkan.access.SshPublicKey;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/// A key that is no friend's, and may become one's once it is proven.
///
/// @param invitation the user name it came with, if that is a good invitation's
record PresentedKey(SshPublicKey key, Optional<InvitationName> invitation) {
    private static final AttributeKey<PresentedKey> KEY = new AttributeKey<>();

    /// Notes the key that a client offers or signs with; the last one counts.
    static void note(Session session, PresentedKey key) {
        session.setAttribute(KEY, key);
    }

    static @Nullable PresentedKey of(Session session) {
        return session.getAttribute(KEY);
    }

    static void forget(Session session) {
        session.removeAttribute(KEY);
    }
}
