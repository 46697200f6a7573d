package io.genkan.web.https;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/// The host names for which the authority may sign, written into its own certificate (RFC 5280 §4.2.1.10).
///
/// The owner's devices trust the authority. Whoever steals its key shall be able to play this gateway to them, but
/// not their bank.
///
/// @param names the names; each also stands for everything below it. Empty means that anything goes
record AuthorityScope(List<String> names) {
    /// Names that exist only within a home: RFC 6761, RFC 6762, RFC 8375, and what routers use.
    private static final List<String> HOME = List.of("localhost", "local", "home.arpa", "internal", "lan");

    /// The scope of a new authority: names within a home, and those that the machine has already.
    static AuthorityScope around(ServerNames machine) {
        AuthorityScope home = new AuthorityScope(HOME);
        List<String> all = new ArrayList<>(HOME);
        machine.names().stream().filter(n -> !home.permits(n)).forEach(all::add);
        return new AuthorityScope(all);
    }

    /// Reads it out of an authority's certificate.
    static AuthorityScope of(X509Certificate authority) {
        byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return new AuthorityScope(List.of());
        }
        try {
            GeneralSubtree[] permitted = NameConstraints.getInstance(
                            JcaX509ExtensionUtils.parseExtensionValue(extension))
                    .getPermittedSubtrees();
            return new AuthorityScope(Arrays.stream(permitted == null ? new GeneralSubtree[0] : permitted)
                    .map(s -> s.getBase().getName().toString())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the authority's certificate cannot be understood", e);
        }
    }

    boolean permits(String name) {
        return names.isEmpty() || names.stream().anyMatch(n -> name.equals(n) || name.endsWith("." + n));
    }

    NameConstraints asExtension() {
        GeneralSubtree[] permitted = names.stream()
                .map(n -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, n)))
                .toArray(GeneralSubtree[]::new);
        return new NameConstraints(permitted, null);
    }
}
