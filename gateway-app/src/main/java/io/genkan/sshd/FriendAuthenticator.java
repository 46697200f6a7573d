package io.genkan.sshd;

import io.genkan.access.AccessDecider;
import io.genkan.access.AccessDecision;
import io.genkan.access.Friends;
import io.genkan.access.Identity;
import io.genkan.ssh.PublicKeyBlob;
import java.security.PublicKey;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.springframework.stereotype.Component;

/// Recognises friends by their key; the user name does not matter, and so cannot be guessed.
@Component
class FriendAuthenticator implements PublickeyAuthenticator {
    private final Friends friends;

    FriendAuthenticator(Friends friends) {
        this.friends = friends;
    }

    /// Whoever may not come in logs in too, if his key is or was a friend's: he is told why, and shown out.
    ///
    /// Called for a key that a client offers, and again for the one with which it signs.
    @Override
    public boolean authenticate(String userName, PublicKey key, ServerSession session) {
        return switch (AccessDecider.login(friends.presentOrFormerHolderOf(PublicKeyBlob.base64Of(key)))) {
            case AccessDecision.Granted(Identity identity) -> {
                FriendSession.note(session, identity);
                yield true;
            }
            case AccessDecision.Refused _ -> false;
        };
    }
}
