package io.genkan.sshd;

/// How much of a tunnel's window is used, where using all of it would make the client slower. Pure.
///
/// OpenSSH's client grants what it has used up once 96 KB of its window are gone (channels.c, channel_check_window).
/// While more than that waits in it to be written to its device it grants anew after each single datagram: a message
/// to build, to encrypt and to send for each packet, from the one thread that is the limit already. With less on the
/// way it grants for many at once, and carries a third more; and what waits in it delays less.
///
/// So where grants come for a datagram or two, half as much is let on the way, as long as it fills the path; where they
/// come in large pieces while we wait for them, more is. Begins with the whole window.
final class SendBound {
    /// What OpenSSH's client keeps to itself before it grants, three of its largest datagrams, and a few of ours.
    private static final long LEAST = 100 * 1024;

    /// Grants are small below this mean: four full datagrams.
    private static final long SMALL_GRANT = 6 * 1024;

    private static final long LARGE_GRANT = 32 * 1024;
    /// Judged after so many.
    private static final int ENOUGH_GRANTS = 32;

    private static final double HEADROOM = 1.25;

    private long most;
    private long bound;
    private int grants;
    private long granted;
    private long began;
    private boolean held;
    private volatile long pathNanos;

    /// @param window what the client grants at first
    /// @param now any clock in nanoseconds
    void open(long window, long now) {
        most = window;
        bound = window;
        began = now;
    }

    /// How many bytes may be sent and not granted anew.
    long bytes() {
        return bound;
    }

    /// Notes how long the way there and back takes at best; any thread may call.
    void path(long nanos) {
        pathNanos = nanos;
    }

    /// Notes that the sender waits, for this bound and not for the window.
    void hold() {
        held = true;
    }

    /// Notes that the sender has waited, and no grant came: this client keeps more to itself.
    void stalled() {
        bound = Math.min(most, 2 * bound);
    }

    /// Notes a grant.
    void granted(long bytes, long now) {
        grants++;
        granted += bytes;
        if (grants == ENOUGH_GRANTS) {
            judge(granted / grants, fillingThePath(now - began));
            grants = 0;
            granted = 0;
            began = now;
            held = false;
        }
    }

    private void judge(long meanGrant, long least) {
        if (meanGrant < SMALL_GRANT) {
            bound = Math.min(most, Math.max(bound / 2, least));
        } else if (held && meanGrant > LARGE_GRANT) {
            bound = Math.min(most, bound + bound / 2);
        }
    }

    private long fillingThePath(long nanos) {
        return LEAST + (long) (HEADROOM * granted * pathNanos / Math.max(nanos, 1));
    }
}
