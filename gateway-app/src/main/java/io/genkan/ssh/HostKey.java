package io.genkan.ssh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collections;
import java.util.Iterator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/// The key by which friends recognise the gateway: one Ed25519 key in OpenSSH's format, made at the first start.
///
/// @param keyPair the key
public record HostKey(KeyPair keyPair) {
    private static final String FILE = "ssh_host_ed25519_key";
    private static final int ED25519_BITS = 256;

    /// Reads the key of a data directory, or makes one if there is none yet. A file that is there and cannot be read
    /// is never replaced: friends would be told that they talk to an impostor.
    ///
    /// @param directory where keys are kept; made if it is missing
    /// @throws IOException if the file is damaged or not readable
    public static HostKey loadOrMake(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(directory, file);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("No host key could be made: " + e.getMessage(), e);
        }
        return new HostKey(load(file));
    }

    /// The public key as it stands in known_hosts, for example `ssh-ed25519 AAAA…`.
    public String publicLine() {
        return PublicKeyEntry.toString(keyPair.getPublic());
    }

    /// The fingerprint that ssh shows, `SHA256:…`.
    public String fingerprint() {
        return KeyUtils.getFingerPrint(keyPair.getPublic());
    }

    private static KeyPair load(Path file) throws IOException {
        byte[] text = Files.readAllBytes(file);
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(FILE), new ByteArrayInputStream(text), null);
            Iterator<KeyPair> first = keys == null ? Collections.emptyIterator() : keys.iterator();
            if (first.hasNext()) {
                return first.next();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The library throws a dozen kinds for a file that is cut off or is something else.
            throw new IOException("The gateway's host key " + file + " is damaged: " + e.getMessage(), e);
        }
        throw new IOException("The gateway's host key " + file + " is damaged: there is no key in it.");
    }

    private static void make(Path directory, Path file) throws IOException, GeneralSecurityException {
        KeyPair made = KeyUtils.generateKeyPair("ssh-ed25519", ED25519_BITS);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(made, "genkan", null, text);
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path temporary = Files.createTempFile(
                directory,
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.toByteArray()));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
