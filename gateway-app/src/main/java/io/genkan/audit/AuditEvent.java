package io.genkan.audit;

import java.util.Arrays;
import java.util.List;

/// What an entry of the audit log is about.
public enum AuditEvent {
    /// A friend was added, with his first key.
    FRIEND_ADDED(Group.ACTS),
    /// A friend and all his keys were removed.
    FRIEND_REMOVED(Group.ACTS),
    /// What a friend may do was changed.
    FRIEND_CHANGED(Group.ACTS),
    /// A friend got a further key.
    KEY_ADDED(Group.ACTS),
    /// One of a friend's keys was taken back.
    KEY_REVOKED(Group.ACTS),
    /// Somebody was invited.
    INVITATION_MADE(Group.ACTS),
    /// An invitation was taken back.
    INVITATION_WITHDRAWN(Group.ACTS),
    /// Somebody who waited to be let in was not.
    REQUEST_DECLINED(Group.ACTS),
    /// Of what, and where, the owner is notified was changed.
    NOTIFICATIONS_CHANGED(Group.ACTS),
    /// The door was opened.
    DOOR_OPENED(Group.ACTS),
    /// The door was closed.
    DOOR_CLOSED(Group.ACTS),
    /// The owner's password was set.
    PASSWORD_SET(Group.ACTS),
    /// The owner logged in to the pages.
    OWNER_LOGGED_IN(Group.ACTS),
    /// Everything was backed up, by hand.
    BACKUP_MADE(Group.ACTS),
    /// The database was made anew of a backup.
    DATABASE_RESTORED(Group.ACTS),
    /// A bridge was made of the interface to the home network, on trial.
    BRIDGE_MADE(Group.ACTS),
    /// That bridge was confirmed.
    BRIDGE_CONFIRMED(Group.ACTS),
    /// That bridge was taken away.
    BRIDGE_UNDONE(Group.ACTS),
    /// For how long the audit log is kept was changed.
    RETENTION_CHANGED(Group.ACTS),
    /// The audit log was exported.
    LOG_EXPORTED(Group.ACTS),
    /// A friend proved his key.
    LOGGED_IN(Group.VISITS),
    /// A friend who was inside, or had just logged in, was shown out.
    SHOWN_OUT(Group.VISITS),
    /// A tunnel opened.
    TUNNEL_OPENED(Group.VISITS),
    /// A tunnel closed.
    TUNNEL_CLOSED(Group.VISITS),
    /// A friend did not get the tunnel that he asked for.
    TUNNEL_REFUSED(Group.VISITS),
    /// The gateway made a TCP connection for a friend, which has ended.
    FORWARDED(Group.VISITS),
    /// A friend did not get the TCP connection that he asked for.
    FORWARD_REFUSED(Group.VISITS),
    /// Entries could not be written.
    ENTRIES_LOST(Group.VISITS),
    /// Somebody came to the SSH port and proved no friend's key.
    STRANGER(Group.STRANGERS),
    /// Somebody typed a wrong password for the pages.
    WRONG_PASSWORD(Group.STRANGERS);

    /// Which entries are kept and shown together.
    public enum Group {
        /// What the owner did. Nobody else can make more of them.
        ACTS,
        /// What friends did.
        VISITS,
        /// What anybody did.
        STRANGERS
    }

    private final Group group;

    AuditEvent(Group group) {
        this.group = group;
    }

    /// The group that it belongs to.
    public Group group() {
        return group;
    }

    /// The names of the events of a group, as they are in the database.
    static List<String> namesOf(Group group) {
        return Arrays.stream(values())
                .filter(event -> event.group == group)
                .map(Enum::name)
                .toList();
    }
}
