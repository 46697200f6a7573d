package io.genkan.sshd;

import java.io.IOException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a session with words that a stock client shows.
final class SessionEnding {
    private static final Logger log = LoggerFactory.getLogger(SessionEnding.class);

    private SessionEnding() {}

    /// Sends the disconnect message and closes; does nothing to a session that is closing already.
    static void end(Session session, String words) {
        if (session.isClosing() || session.isClosed()) {
            return;
        }
        try {
            session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, PlainText.of(words));
        } catch (IOException e) {
            log.debug("could not say goodbye: {}", e.getMessage());
            session.close(true);
        }
    }
}
