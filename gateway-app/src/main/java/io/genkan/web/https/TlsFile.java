package io.genkan.web.https;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.jspecify.annotations.Nullable;

/// A PEM file with a private key and its certificate, readable by the gateway alone.
///
/// Both are in one file, so that after a crash there are either both or neither.
final class TlsFile {
    private final Path path;

    TlsFile(Path path) {
        this.path = path;
    }

    /// Reads the file.
    ///
    /// @return what is in it; nothing if there is no such file
    /// @throws TlsFileException if it cannot be read, or is not what {@link #write} has written
    Optional<CertifiedKey> read() {
        String text;
        try {
            text = Files.readString(path);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new TlsFileException(path, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
        CertifiedKey both = parse(text);
        if (!both.belongTogether()) {
            throw new TlsFileException(path, "has a key and a certificate that do not belong together", null);
        }
        return Optional.of(both);
    }

    /// Replaces the file; it is on the disk when this returns.
    void write(CertifiedKey both) {
        Path directory = path.toAbsolutePath().getParent();
        Path whileWriting = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            Files.deleteIfExists(whileWriting);
            try (FileChannel file = FileChannel.open(
                    whileWriting,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer text = StandardCharsets.US_ASCII.encode(format(both));
                while (text.hasRemaining()) {
                    file.write(text);
                }
                file.force(true);
            }
            Files.move(whileWriting, path, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    Path path() {
        return path;
    }

    private CertifiedKey parse(String text) {
        PrivateKey key = null;
        X509Certificate certificate = null;
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object each = next(parser); each != null; each = next(parser)) {
                if (each instanceof PrivateKeyInfo found) {
                    key = new JcaPEMKeyConverter().getPrivateKey(found);
                } else if (each instanceof X509CertificateHolder found) {
                    certificate = new JcaX509CertificateConverter().getCertificate(found);
                }
            }
        } catch (IOException | CertificateException | IllegalArgumentException | IllegalStateException e) {
            throw new TlsFileException(path, "is damaged", e);
        }
        if (key == null || certificate == null) {
            throw new TlsFileException(path, "is damaged: it has no key or no certificate in it", null);
        }
        return new CertifiedKey(key, certificate);
    }

    private static @Nullable Object next(PEMParser parser) throws IOException {
        return parser.readObject();
    }

    private static String format(CertifiedKey both) throws PEMException, IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(both.key(), null));
            writer.writeObject(both.certificate());
        }
        return text.toString();
    }
}
