package io.genkan.sshd;

import java.security.SecureRandom;

/// Random padding for packets (RFC 4253 §6), out of a pool that is filled anew each time it is used up: asking the
/// operating system for a few bytes per packet would cost more than the packet.
final class Padding {
    private static final int POOL = 8 * 1024;

    private final SecureRandom random = new SecureRandom();
    private final byte[] pool = new byte[POOL];
    private int next = POOL;

    /// Writes padding; called under a lock.
    void fill(byte[] into, int offset, int length) {
        if (next + length > POOL) {
            random.nextBytes(pool);
            next = 0;
        }
        System.arraycopy(pool, next, into, offset, length);
        next += length;
    }
}
