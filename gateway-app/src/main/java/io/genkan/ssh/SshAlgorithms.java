package io.genkan.ssh;

import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.compression.Compression;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.ServerBuilder;

/// The algorithms that the gateway speaks: only such as are thought to be safe today.
public final class SshAlgorithms {
    private SshAlgorithms() {}

    /// Key exchanges in order of preference, hybrid post-quantum ones first.
    ///
    /// @param curve25519 whether to add the plain one for clients older than OpenSSH 8.5
    public static List<KeyExchangeFactory> keyExchanges(boolean curve25519) {
        List<BuiltinDHFactories> chosen = new ArrayList<>(List.of(
                BuiltinDHFactories.mlkem768x25519,
                BuiltinDHFactories.sntrup761x25519,
                BuiltinDHFactories.sntrup761x25519_openssh));
        if (curve25519) {
            chosen.add(BuiltinDHFactories.curve25519);
            chosen.add(BuiltinDHFactories.curve25519_libssh);
        }
        return NamedFactory.setUpTransformedFactories(false, chosen, ServerBuilder.DH2KEX);
    }

    /// Ciphers; the client's order decides.
    public static List<NamedFactory<Cipher>> ciphers() {
        return List.of(
                BuiltinCiphers.aes256gcm,
                BuiltinCiphers.aes128gcm,
                JdkChaCha20Poly1305.factory(),
                BuiltinCiphers.aes256ctr);
    }

    /// MACs for the one cipher that needs one; encrypt-then-MAC only.
    public static List<NamedFactory<Mac>> macs() {
        return List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm);
    }

    /// No compression: tunnels carry what is mostly compressed already, and it tells of the content by its length.
    public static List<NamedFactory<Compression>> compressions() {
        return List.of(BuiltinCompressions.none);
    }

    /// Signatures of host and friends' keys.
    public static List<NamedFactory<Signature>> signatures() {
        return List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.sk_ssh_ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.sk_ecdsa_sha2_nistp256,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256);
    }
}
