package io.genkan.ssh;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.mac.Poly1305Mac;

/// `chacha20-poly1305@openssh.com` (OpenSSH's PROTOCOL.chacha20poly1305) on the JDK's ChaCha20, which the virtual
/// machine replaces by vector instructions; the library's own, in plain Java, is five to ten times slower. A Pi 4 has
/// no AES instructions, so this is what its friends' clients choose.
///
/// OpenSSH uses Bernstein's original cipher, with a counter and a nonce of 64 bits each; the JDK has the one of
/// RFC 8439, with 32 and 96. The states are the same as long as the upper half of the counter is zero, which it is for
/// 256 GB per packet: the JDK's nonce is four zero bytes and OpenSSH's nonce.
final class JdkChaCha20Poly1305 implements Cipher {
    /// The name in the key exchange.
    static final String NAME = "chacha20-poly1305@openssh.com";

    private static final int KEY_BYTES = 32;
    private static final int TAG_BYTES = 16;
    private static final int LENGTH_BYTES = 4;
    private static final int BLOCK_BYTES = 64;
    private static final int NONCE_BYTES = 12;
    /// The JDK wants to be told a direction, which a key stream does not have.
    private static final int SAME_EITHER_WAY = javax.crypto.Cipher.ENCRYPT_MODE;

    private static final byte[] ZEROS = new byte[BLOCK_BYTES];

    private final javax.crypto.Cipher body;
    private final javax.crypto.Cipher lengths;
    private final Poly1305Mac mac = new Poly1305Mac();
    private final byte[] firstBlock = new byte[BLOCK_BYTES];
    private final byte[] macKey = new byte[KEY_BYTES];
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final byte[] expected = new byte[TAG_BYTES];
    private final byte[] tag = new byte[TAG_BYTES];
    private SecretKeySpec bodyKey = new SecretKeySpec(new byte[KEY_BYTES], "ChaCha20");
    private SecretKeySpec lengthKey = bodyKey;
    private Mode mode = Mode.Encrypt;

    JdkChaCha20Poly1305() {
        try {
            body = javax.crypto.Cipher.getInstance("ChaCha20");
            lengths = javax.crypto.Cipher.getInstance("ChaCha20");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 11 has ChaCha20", e);
        }
    }

    /// Makes one per direction and key exchange.
    static NamedFactory<Cipher> factory() {
        return new NamedFactory<>() {
            @Override
            public String getName() {
                return NAME;
            }

            @Override
            public Cipher create() {
                return new JdkChaCha20Poly1305();
            }
        };
    }

    /// @param key 64 bytes: for the body, then for the lengths
    /// @param iv 8 bytes: the sequence number of the first packet
    @Override
    public void init(Mode mode, byte[] key, byte[] iv) throws Exception {
        this.mode = mode;
        bodyKey = new SecretKeySpec(Arrays.copyOfRange(key, 0, KEY_BYTES), "ChaCha20");
        lengthKey = new SecretKeySpec(Arrays.copyOfRange(key, KEY_BYTES, 2 * KEY_BYTES), "ChaCha20");
        System.arraycopy(iv, 0, nonce, NONCE_BYTES - Long.BYTES, Long.BYTES);
    }

    /// Begins a packet with its length, which is encrypted apart so that it can be read before the rest is there.
    @Override
    public void updateAAD(byte[] data, int offset, int length) throws Exception {
        if (length != LENGTH_BYTES) {
            throw new IllegalArgumentException("only the length of a packet is authenticated beside it");
        }
        ChaCha20ParameterSpec start = new ChaCha20ParameterSpec(nonce, 0);
        body.init(SAME_EITHER_WAY, bodyKey, start);
        // The first block of the body's key stream is not for the body: it keys the authenticator.
        body.update(ZEROS, 0, BLOCK_BYTES, firstBlock, 0);
        System.arraycopy(firstBlock, 0, macKey, 0, KEY_BYTES);
        mac.init(macKey);
        lengths.init(SAME_EITHER_WAY, lengthKey, start);
        if (mode == Mode.Decrypt) {
            mac.update(data, offset, LENGTH_BYTES);
        }
        lengths.doFinal(data, offset, LENGTH_BYTES, data, offset);
        if (mode == Mode.Encrypt) {
            mac.update(data, offset, LENGTH_BYTES);
        }
    }

    /// Encrypts in place and writes the tag behind, or checks the tag behind and decrypts in place.
    @Override
    public void update(byte[] data, int offset, int length) throws Exception {
        if (mode == Mode.Decrypt) {
            mac.update(data, offset, length);
            mac.doFinal(expected, 0);
            System.arraycopy(data, offset + length, tag, 0, TAG_BYTES);
            if (!MessageDigest.isEqual(expected, tag)) {
                throw new AEADBadTagException("the packet was changed on the way");
            }
        }
        body.doFinal(data, offset, length, data, offset);
        if (mode == Mode.Encrypt) {
            mac.update(data, offset, length);
            mac.doFinal(data, offset + length);
        }
        ByteBuffer counter = ByteBuffer.wrap(nonce, NONCE_BYTES - Integer.BYTES, Integer.BYTES);
        counter.putInt(counter.position(), counter.getInt(counter.position()) + 1);
    }

    @Override
    public String getAlgorithm() {
        return "ChaCha";
    }

    @Override
    public String getTransformation() {
        return "ChaCha20";
    }

    @Override
    public int getIVSize() {
        return Long.BYTES;
    }

    @Override
    public int getAuthenticationTagSize() {
        return TAG_BYTES;
    }

    @Override
    public int getCipherBlockSize() {
        return Long.BYTES;
    }

    @Override
    public int getKdfSize() {
        return 2 * KEY_BYTES;
    }

    @Override
    public int getKeySize() {
        return 2 * KEY_BYTES * Byte.SIZE;
    }
}
