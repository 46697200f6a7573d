package io.genkan.ssh;

import java.nio.ByteBuffer;
import org.apache.sshd.common.cipher.Cipher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What is done with a datagram of 1400 bytes on its way through an SSH packet, with each cipher that authenticates.
@State(Scope.Thread)
public class DatagramBenchmark {
    private static final int LENGTH_FIELD = 4;
    private static final int PACKET = 1_424;
    private static final int TAG = 16;

    /// The cipher's name.
    @Param({"aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com"})
    public String cipher = "";

    private final ByteBuffer datagram =
            ByteBuffer.allocateDirect(1_404).putInt(0, 2).put(4, (byte) 0x45);
    private final byte[] plain = new byte[LENGTH_FIELD + PACKET + TAG];
    private final byte[] buffer = new byte[LENGTH_FIELD + PACKET + TAG];
    private Cipher encrypts = made(Cipher.Mode.Encrypt, "aes128-gcm@openssh.com");
    private Cipher decrypts = encrypts;

    /// Gives both ends the same key.
    @Setup(Level.Iteration)
    public void exchangeKeys() {
        encrypts = made(Cipher.Mode.Encrypt, cipher);
        decrypts = made(Cipher.Mode.Decrypt, cipher);
        plain[2] = (byte) (PACKET >>> Byte.SIZE);
        plain[3] = (byte) PACKET;
    }

    /// Looks at what stands in front of a received datagram.
    @Benchmark
    public TunnelFraming.Datagram framing() {
        return TunnelFraming.unwrap(datagram.position(0));
    }

    /// Encrypts a packet where it lies.
    @Benchmark
    public byte[] encode() throws Exception {
        System.arraycopy(plain, 0, buffer, 0, plain.length);
        encrypts.updateWithAAD(buffer, 0, LENGTH_FIELD, PACKET);
        return buffer;
    }

    /// Encrypts a packet and decrypts it again, since no cipher decrypts a packet twice.
    @Benchmark
    public byte[] encodeAndDecode() throws Exception {
        encode();
        decrypts.updateAAD(buffer, 0, LENGTH_FIELD);
        decrypts.update(buffer, LENGTH_FIELD, PACKET);
        return buffer;
    }

    private static Cipher made(Cipher.Mode mode, String name) {
        Cipher made = SshAlgorithms.ciphers().stream()
                .filter(factory -> factory.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .create();
        try {
            made.init(mode, new byte[made.getKdfSize()], new byte[made.getIVSize()]);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return made;
    }
}
