package io.genkan.web.https;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/// The names and addresses for which a server certificate counts.
record ServerNames(Set<String> names, Set<InetAddress> addresses) {
    /// Keeps only names that can stand in a certificate, and its own copies.
    ServerNames {
        Set<String> possible = new LinkedHashSet<>();
        names.stream().filter(n -> n.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*")).forEach(possible::add);
        names = possible;
        addresses = new LinkedHashSet<>(addresses);
    }

    /// Reads them out of a certificate.
    static ServerNames of(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        Set<InetAddress> addresses = new HashSet<>();
        for (List<?> entry : alternativeNames(certificate)) {
            switch ((Integer) entry.getFirst()) {
                case GeneralName.dNSName -> names.add((String) entry.getLast());
                case GeneralName.iPAddress -> addresses.add(InetAddress.ofLiteral((String) entry.getLast()));
                default -> {}
            }
        }
        return new ServerNames(names, addresses);
    }

    boolean containsAll(ServerNames needed) {
        return names.containsAll(needed.names) && addresses.containsAll(needed.addresses);
    }

    GeneralNames asExtension() {
        List<GeneralName> all = new ArrayList<>();
        names.forEach(n -> all.add(new GeneralName(GeneralName.dNSName, n)));
        addresses.forEach(a -> all.add(new GeneralName(GeneralName.iPAddress, a.getHostAddress())));
        return new GeneralNames(all.toArray(GeneralName[]::new));
    }

    @Override
    public String toString() {
        List<String> all = new ArrayList<>(names);
        addresses.forEach(a -> all.add(a.getHostAddress()));
        return String.join(", ", all);
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> found = certificate.getSubjectAlternativeNames();
            return found == null ? List.of() : found;
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }
}
