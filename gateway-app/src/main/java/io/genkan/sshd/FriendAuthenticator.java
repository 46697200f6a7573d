package io.genkan.sshd;

import io.genkan.access.AccessDecider;
import io.genkan.access.AccessDecision;
import io.genkan.access.Friends;
import io.genkan.access.Identity;
import io.genkan.access.InvitationName;
import io.genkan.access.Invitations;
import io.genkan.access.JoinRequest;
import io.genkan.access.JoinRequests;
import io.genkan.access.KeyParser;
import io.genkan.access.RequestStanding;
import io.genkan.access.SshPublicKey;
import io.genkan.net.BadInputException;
import io.genkan.ssh.PublicKeyBlob;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.springframework.stereotype.Component;

/// Recognises friends by their key; the user name does not matter, and so cannot be guessed, unless it is that of an
/// invitation that is still good.
///
/// Under such a name every key is asked for its signature, and uses the invitation up when that holds. Under any other
/// one, whatever is wrong with it, a key that nobody knows is refused when it is offered, by the same questions to the
/// disk and with the same bytes.
@Component
class FriendAuthenticator implements PublickeyAuthenticator {
    private final Friends friends;
    private final Invitations invitations;
    private final JoinRequests requests;
    private final KeyParser parser;
    private final WaitingRoom room;

    FriendAuthenticator(
            Friends friends, Invitations invitations, JoinRequests requests, KeyParser parser, WaitingRoom room) {
        this.friends = friends;
        this.invitations = invitations;
        this.requests = requests;
        this.parser = parser;
        this.room = room;
    }

    /// Whether a key is worth a signature. Whoever may not come in logs in too, if his key is or was a friend's: he is
    /// told why, and shown out.
    ///
    /// Called for a key that a client offers, and again for the one with which it signs, so the session is known by
    /// nothing but the last.
    @Override
    public boolean authenticate(String userName, PublicKey key, ServerSession session) {
        FriendSession.forget(session);
        PresentedKey.forget(session);
        String base64 = PublicKeyBlob.base64Of(key);
        boolean guest = friends.holderOf(base64).isEmpty() && mayBeAGuest(userName, key, base64, session);
        return guest || recognise(base64, session);
    }

    /// Whether the signature of a key that is no friend's is worth looking at; notes the key if it is.
    private boolean mayBeAGuest(String userName, PublicKey key, String base64, ServerSession session) {
        Optional<InvitationName> invitation = invitations.goodName(userName);
        boolean known = requests.standingOf(base64).isPresent();
        if (invitation.isEmpty() && !known) {
            return false;
        }
        Optional<SshPublicKey> good = goodForAFriend(key, base64);
        good.ifPresent(sound -> PresentedKey.note(session, new PresentedKey(sound, invitation)));
        return good.isPresent();
    }

    /// Whether the signature with the last key, which holds, lets its holder log in.
    boolean proven(ServerSession session) {
        PresentedKey presented = PresentedKey.of(session);
        if (presented == null) {
            return FriendSession.of(session) != null;
        }
        Optional<RequestStanding> standing = requests.standingOf(presented.key().base64());
        if (standing.isPresent() && standing.get() instanceof RequestStanding.Waiting) {
            room.enter(session, standing.get());
            return true;
        }
        Optional<JoinRequest> request = presented
                .invitation()
                .flatMap(name -> invitations.accept(name, presented.key(), FriendSession.origin(session)));
        Optional<RequestStanding> now =
                request.<RequestStanding>map(RequestStanding.Waiting::new).or(() -> standing);
        now.ifPresent(it -> room.enter(session, it));
        return now.isPresent() || recognise(presented.key().base64(), session);
    }

    private boolean recognise(String base64, ServerSession session) {
        return switch (AccessDecider.login(friends.presentOrFormerHolderOf(base64))) {
            case AccessDecision.Granted(Identity identity) -> {
                FriendSession.note(session, identity);
                yield true;
            }
            case AccessDecision.Refused _ -> false;
        };
    }

    /// The key, if it is one that a friend can have.
    private Optional<SshPublicKey> goodForAFriend(PublicKey key, String base64) {
        try {
            return Optional.of(parser.parse(KeyUtils.getKeyType(key) + " " + base64));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }
}
