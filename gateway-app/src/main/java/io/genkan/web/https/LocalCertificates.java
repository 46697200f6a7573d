package io.genkan.web.https;

import io.genkan.web.MachineNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
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
        ServerNames names = namesWithin(AuthorityScope.of(authority.certificate()));
        CertifiedKey server = serverThere
                .filter(s -> fits(s, authority, names, now))
                .orElseGet(() -> newServer(authority, names, now));
        return new Chain(authority, server);
    }

    /// The names and addresses of now. A name outside of the authority's scope would make the certificate
    /// worthless for the others too.
    private ServerNames namesWithin(AuthorityScope scope) {
        ServerNames all = needed.get();
        Set<String> within = new LinkedHashSet<>();
        for (String name : all.names()) {
            if (scope.permits(name)) {
                within.add(name);
            } else {
                log.warn(
                        "Browsers will warn at https://{}: the authority {} was made without this name. To have one"
                                + " with it, delete the directory of that file and start again.",
                        name,
                        authorityFile.path());
            }
        }
        return new ServerNames(within, all.addresses());
    }

    private static boolean isStillGood(CertifiedKey authority, Instant now) {
        boolean good = authority.isGoodFor(NEAR_END, now)
                || now.isBefore(authority.certificate().getNotBefore().toInstant());
        if (!good) {
            log.warn("The gateway's certificate authority is near its end. Your devices have to trust the new one.");
        }
        return good;
    }

    private static boolean fits(CertifiedKey server, CertifiedKey authority, ServerNames names, Instant now) {
        return server.isIssuedBy(authority)
                && server.isGoodFor(NEAR_END, now)
                && ServerNames.of(server.certificate()).containsAll(names);
    }

    private CertifiedKey newAuthority(Instant now) {
        ServerNames names = needed.get();
        CertifiedKey made = CertificateMaker.authority(nameOf(names), AuthorityScope.around(names), now);
        authorityFile.write(made);
        log.info("Made a certificate authority for the admin pages: {}", authorityFile.path());
        return made;
    }

    private CertifiedKey newServer(CertifiedKey authority, ServerNames names, Instant now) {
        CertifiedKey made = CertificateMaker.server(authority, names, now);
        serverFile.write(made);
        log.info("Made a server certificate for {}", names);
        return made;
    }

    /// The first name that is not the same on every machine.
    private static String nameOf(ServerNames machine) {
        return machine.names().stream()
                .filter(n -> !n.equals("localhost") && !n.equals("genkan.local"))
                .findFirst()
                .orElse("genkan");
    }
}
