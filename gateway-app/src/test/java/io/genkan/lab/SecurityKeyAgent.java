package io.genkan.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// A security key in software, behind an ssh-agent's socket, so that the stock client logs in with it.
///
/// It signs as a FIDO authenticator does (OpenSSH's PROTOCOL.u2f): not the message but
/// `SHA256(application) ‖ flags ‖ counter ‖ SHA256(message)`. No real token is involved, nor OpenSSH's own talk to one.
final class SecurityKeyAgent implements AutoCloseable {
    /// Somebody touched the token.
    static final byte TOUCHED = 1;

    static final byte NOT_TOUCHED = 0;

    private static final String APPLICATION = "ssh:";

    /// Message numbers of draft-ietf-sshm-ssh-agent.
    private static final int FAILURE = 5;

    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;

    /// The kinds of key that a token can hold.
    enum Kind {
        ED25519("sk-ssh-ed25519@openssh.com"),
        ECDSA("sk-ecdsa-sha2-nistp256@openssh.com");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        private KeyPair generate() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(this == ED25519 ? "Ed25519" : "EC");
            if (this == ECDSA) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        }

        private byte[] blob(KeyPair pair) throws IOException {
            Wire blob = new Wire().string(type);
            if (pair.getPublic() instanceof ECPublicKey ec) {
                blob.string("nistp256").string(point(ec));
            } else {
                byte[] encoded = pair.getPublic().getEncoded();
                blob.string(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            }
            return blob.string(APPLICATION).bytes();
        }

        private byte[] sign(KeyPair pair, byte[] data) throws GeneralSecurityException, IOException {
            Signature signature = Signature.getInstance(this == ED25519 ? "Ed25519" : "SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(data);
            byte[] raw = signature.sign();
            if (this == ED25519) {
                return raw;
            }
            return new Wire()
                    .string(new BigInteger(1, Arrays.copyOfRange(raw, 0, 32)).toByteArray())
                    .string(new BigInteger(1, Arrays.copyOfRange(raw, 32, 64)).toByteArray())
                    .bytes();
        }

        private static byte[] point(ECPublicKey key) {
            ByteBuffer point = ByteBuffer.allocate(65).put((byte) 4);
            for (BigInteger coordinate :
                    new BigInteger[] {key.getW().getAffineX(), key.getW().getAffineY()}) {
                byte[] bytes = coordinate.toByteArray();
                int from = Math.max(0, bytes.length - 32);
                point.put(new byte[32 - (bytes.length - from)]).put(bytes, from, bytes.length - from);
            }
            return point.array();
        }
    }

    private final Kind kind;
    private final byte flags;
    private final KeyPair pair;
    private final Path socket;
    private final ServerSocketChannel server;
    private int counter = 1;

    /// @param socket where to listen
    /// @param flags what the token says of each signature
    SecurityKeyAgent(Path socket, Kind kind, byte flags) {
        this.kind = kind;
        this.flags = flags;
        this.socket = socket;
        try {
            this.pair = kind.generate();
            this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("agent").start(this::serve);
    }

    /// For `-o`.
    String option() {
        return "IdentityAgent=" + socket;
    }

    /// The line of the `.pub` file.
    String publicKey() {
        try {
            return kind.type + " " + Base64.getEncoder().encodeToString(kind.blob(pair)) + " software token\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                talk(
                        new DataInputStream(Channels.newInputStream(client)),
                        new DataOutputStream(Channels.newOutputStream(client)));
            } catch (IOException e) {
                // A client that has gone, or the end of the test.
            }
        }
    }

    private void talk(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] request = in.readNBytes(in.readInt());
            byte[] answer = answer(ByteBuffer.wrap(request));
            out.writeInt(answer.length);
            out.write(answer);
            out.flush();
        }
    }

    private byte[] answer(ByteBuffer request) throws IOException {
        try {
            return switch (request.get()) {
                case REQUEST_IDENTITIES ->
                    new Wire()
                            .number(IDENTITIES_ANSWER)
                            .uint32(1)
                            .string(kind.blob(pair))
                            .string("software token")
                            .bytes();
                case SIGN_REQUEST -> {
                    string(request);
                    yield new Wire()
                            .number(SIGN_RESPONSE)
                            .string(signature(string(request)))
                            .bytes();
                }
                default -> new Wire().number(FAILURE).bytes();
            };
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private byte[] signature(byte[] message) throws GeneralSecurityException, IOException {
        counter++;
        byte[] signed = new Wire()
                .raw(sha256(APPLICATION.getBytes(StandardCharsets.UTF_8)))
                .number(flags)
                .uint32(counter)
                .raw(sha256(message))
                .bytes();
        return new Wire()
                .string(kind.type)
                .string(kind.sign(pair, signed))
                .number(flags)
                .uint32(counter)
                .bytes();
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] string(ByteBuffer from) {
        byte[] bytes = new byte[from.getInt()];
        from.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The data types of RFC 4251, §5.
    private static final class Wire {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Wire number(int value) throws IOException {
            out.writeByte(value);
            return this;
        }

        Wire uint32(int value) throws IOException {
            out.writeInt(value);
            return this;
        }

        Wire raw(byte[] value) throws IOException {
            out.write(value);
            return this;
        }

        Wire string(byte[] value) throws IOException {
            return uint32(value.length).raw(value);
        }

        Wire string(String value) throws IOException {
            return string(value.getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
