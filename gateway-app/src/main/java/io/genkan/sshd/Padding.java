package io.genkan.sshd;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Random padding for packets (RFC 4253 §6): the key stream of a cipher under a random key, as OpenBSD's arc4random
/// is. Asking the operating system, or Java's own generator, for a few bytes per packet costs more than the packet.
final class Padding {
    private static final int POOL = 2 * 1024;
    private static final int BLOCK = 16;
    private static final byte[] ZEROS = new byte[POOL];

    private final byte[] pool = new byte[POOL];
    private int next = POOL;
    /// Made for the first packet: most who knock never have one.
    private @Nullable Cipher stream;

    /// Writes padding; called under a lock.
    void fill(byte[] into, int offset, int length) throws GeneralSecurityException {
        if (next + length > POOL) {
            refill();
            next = 0;
        }
        System.arraycopy(pool, next, into, offset, length);
        next += length;
    }

    private void refill() throws GeneralSecurityException {
        Cipher known = stream;
        if (known == null) {
            known = randomStream();
            stream = known;
        }
        known.update(ZEROS, 0, POOL, pool, 0);
    }

    private static Cipher randomStream() throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[BLOCK];
        byte[] start = new byte[BLOCK];
        random.nextBytes(key);
        random.nextBytes(start);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
        return cipher;
    }
}
