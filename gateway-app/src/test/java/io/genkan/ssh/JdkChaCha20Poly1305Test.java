package io.genkan.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.junit.jupiter.api.Test;

/// The JDK's cipher held against the library's, which is slow and known to talk to OpenSSH.
class JdkChaCha20Poly1305Test {
    private static final int TAG = 16;
    private static final int LENGTH = 4;

    private final Random random = new Random(7);
    private final byte[] key = bytes(64);
    private final byte[] firstSequenceNumber = {0, 0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xfd};

    @Test
    void encryptsAsTheLibraryDoes() throws Exception {
        Cipher ours = started(new JdkChaCha20Poly1305(), Cipher.Mode.Encrypt);
        Cipher theirs = started(BuiltinCiphers.cc20p1305_openssh.create(), Cipher.Mode.Encrypt);

        // Over the end of the 32 bits of a sequence number, too.
        for (int length : new int[] {8, 16, 64, 1504, 8, 32_768}) {
            byte[] packet = bytes(3 + LENGTH + length + TAG);
            byte[] same = packet.clone();
            ours.updateWithAAD(packet, 3, LENGTH, length);
            theirs.updateWithAAD(same, 3, LENGTH, length);
            assertThat(packet).isEqualTo(same);
        }
    }

    @Test
    void decryptsWhatTheLibraryEncrypted() throws Exception {
        Cipher ours = started(new JdkChaCha20Poly1305(), Cipher.Mode.Decrypt);
        Cipher theirs = started(BuiltinCiphers.cc20p1305_openssh.create(), Cipher.Mode.Encrypt);

        for (int length : new int[] {8, 1504, 64}) {
            byte[] packet = bytes(LENGTH + length + TAG);
            byte[] plain = packet.clone();
            theirs.updateWithAAD(packet, 0, LENGTH, length);
            ours.updateAAD(packet, 0, LENGTH);
            ours.update(packet, LENGTH, length);
            assertThat(packet).startsWith(Arrays.copyOf(plain, LENGTH + length));
        }
    }

    @Test
    void refusesAPacketThatWasChanged() throws Exception {
        Cipher encrypts = started(new JdkChaCha20Poly1305(), Cipher.Mode.Encrypt);
        byte[] packet = bytes(LENGTH + 64 + TAG);
        encrypts.updateWithAAD(packet, 0, LENGTH, 64);
        packet[LENGTH + 10] ^= 1;

        Cipher decrypts = started(new JdkChaCha20Poly1305(), Cipher.Mode.Decrypt);
        decrypts.updateAAD(packet, 0, LENGTH);
        assertThatThrownBy(() -> decrypts.update(packet, LENGTH, 64)).isInstanceOf(AEADBadTagException.class);
    }

    private Cipher started(Cipher cipher, Cipher.Mode mode) throws Exception {
        cipher.init(mode, key, firstSequenceNumber);
        return cipher;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
