package io.genkan.ssh;

import java.security.PublicKey;
import java.util.Base64;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// A public key in the form of the wire and of authorized_keys (RFC 4253 §6.6).
public final class PublicKeyBlob {
    private PublicKeyBlob() {}

    /// The bytes.
    public static byte[] of(PublicKey key) {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        return buffer.getCompactData();
    }

    /// The bytes in Base64, as they stand in authorized_keys and in
    /// {@link io.genkan.access.SshPublicKey#base64()}.
    public static String base64Of(PublicKey key) {
        return Base64.getEncoder().encodeToString(of(key));
    }
}
