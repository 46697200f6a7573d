package io.genkan.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Has the pool throw a connection away whose database H2 has closed, as it does when a write fails; the next one opens
/// it again.
///
/// The pool would ask a connection whether it is alive only once it has not been used for half a second, and somebody
/// looks who may be inside more often than that: a closed database would stay closed for ever.
final class ClosedDatabase implements SQLExceptionOverride {
    /// H2's error codes for a database that is closed, and for one that is being closed.
    private static final int CLOSED = 90_098;

    private static final int CLOSING = 90_121;

    @java.lang.Override
    public Override adjudicate(SQLException problem) {
        int code = problem.getErrorCode();
        return code == CLOSED || code == CLOSING ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
