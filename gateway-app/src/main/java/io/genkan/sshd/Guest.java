package io.genkan.sshd;

import io.genkan.access.JoinRequest;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/// Somebody in a session of his own who has proven a key that is not a friend's yet, and can do nothing but wait.
///
/// @param number counts who comes
/// @param onlyWaiting why nothing else opens
/// @param farewell how it ends; nothing is to be awaited in the thread that completes it
record Guest(
        Session session, JoinRequest request, long number, String onlyWaiting, CompletableFuture<Farewell> farewell) {
    /// What of a guest's session is open at most: one text that waits, and one that answers.
    static final int MOST_CHANNELS = 2;

    private static final AttributeKey<Guest> KEY = new AttributeKey<>();

    Guest(Session session, JoinRequest request, long number, String onlyWaiting) {
        this(session, request, number, onlyWaiting, new CompletableFuture<>());
        session.setAttribute(KEY, this);
    }

    /// Who waits in a session; null if nobody does.
    static @Nullable Guest of(Session session) {
        return session.getAttribute(KEY);
    }

    boolean holds(String base64) {
        return request.key().base64().equals(base64);
    }
}
