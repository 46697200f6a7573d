package io.genkan.web.https;

import io.genkan.web.MachineNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's own authority and the server certificate signed by it, in `DATA/tls`.
///
/// The authority stays, since the owner's devices trust it. The server certificate is made anew when it is near
/// its end or lacks a name under which the machine can be reached now.
final class LocalCertificates {
    private static final Logger log = LoggerFactory.getLogger(LocalCertificates.class);

    private static final Duration NEAR_END = Duration.ofDays(30);

    private final TlsFile authorityFile;
    private final TlsFile serverFile;
    private final Supplier<ServerNames> needed;
    private final Clock clock;

    /// The authority and the server, each with its key.
    record Chain(CertifiedKey authority, CertifiedKey server) {}

    LocalCertificates(Path data, Supplier<ServerNames> needed, Clock clock) {
        Path directory = data.toAbsolutePath().resolve("tls");
        this.authorityFile = new TlsFile(directory.resolve("authority.pem"));
        this.serverFile = new TlsFile(directory.resolve("server.pem"));
        this.needed = needed;
        this.clock = clock;
    }

    static ServerNames neededNow(MachineNames machine) {
        return new ServerNames(machine.names(), machine.stableAddresses());
    }

    /// What the server shows now; made where it is missing or no longer fits.
    ///
    /// @throws TlsFileException if a file is there and cannot be used; it is left as it is
    Chain current() {
        Instant now = clock.instant();
        Optional<CertifiedKey> authorityThere = authorityFile.read();
        Optional<CertifiedKey> serverThere = serverFile.read();
        if (authorityThere.isEmpty() && serverThere.isPresent()) {
            throw new TlsFileException(
                    authorityFile.path(),
                    "is missing, although " + serverFile.path().getFileName() + " is there",
                    null);
        }
        CertifiedKey authority = authorityThere.filter(a -> isStillGood(a, now)).orElseGet(() -> newAuthority(now));
        CertifiedKey server =
                serverThere.filter(s -> fits(s, authority, now)).orElseGet(() -> newServer(authority, now));
        return new Chain(authority, server);
    }

    private static boolean isStillGood(CertifiedKey authority, Instant now) {
        boolean good = authority.isGoodFor(NEAR_END, now)
                || now.isBefore(authority.certificate().getNotBefore().toInstant());
        if (!good) {
            log.warn("The gateway's certificate authority is near its end. Your devices have to trust the new one.");
        }
        return good;
    }

    private boolean fits(CertifiedKey server, CertifiedKey authority, Instant now) {
        return server.isIssuedBy(authority)
                && server.isGoodFor(NEAR_END, now)
                && ServerNames.of(server.certificate()).containsAll(needed.get());
    }

    private CertifiedKey newAuthority(Instant now) {
        CertifiedKey made = CertificateMaker.authority(machineName(), now);
        authorityFile.write(made);
        log.info("Made a certificate authority for the admin pages: {}", authorityFile.path());
        return made;
    }

    private CertifiedKey newServer(CertifiedKey authority, Instant now) {
        CertifiedKey made = CertificateMaker.server(authority, needed.get(), now);
        serverFile.write(made);
        log.info("Made a server certificate for {}", needed.get());
        return made;
    }

    /// The first name that is not the same on every machine.
    private String machineName() {
        return needed.get().names().stream()
                .filter(n -> !n.equals("localhost") && !n.equals("genkan.local"))
                .findFirst()
                .orElse("genkan");
    }
}
