package io.genkan.sshd;

import io.genkan.access.AccessDecision;
import io.genkan.tunnel.RefusalCounter;
import java.util.Map;
import org.apache.sshd.common.session.Session;
import org.springframework.stereotype.Component;

/// Ends the sessions of friends who may not be inside, or not any more, and counts them by reason.
@Component
class RefusedSessions {
    private final FriendWords words;
    private final RefusalCounter refusals = new RefusalCounter();

    RefusedSessions(FriendWords words) {
        this.words = words;
    }

    /// Tells him why, and ends his session. It counts once, however many of the places that he is in ask for it.
    void end(Session session, AccessDecision.Refused why) {
        FriendSession friend = FriendSession.of(session);
        if (friend != null && friend.noteRefused()) {
            refusals.count(why);
        }
        SessionEnding.end(session, words.of(why));
    }

    Map<AccessDecision.Reason, Long> counted() {
        return refusals.counted();
    }
}
