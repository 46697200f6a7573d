package io.genkan.notify;

import io.genkan.net.BadInputException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where notifications go: https, or http within the home. Whoever knows it may be able to read or send them, so it is
/// not logged.
public record WebhookUrl(URI uri) {
    private static final int LONGEST = 2000;
    private static final int LARGEST_PORT = 65_535;
    private static final String HTTPS = "https";

    /// Names that no name server of the internet knows (RFC 6762, RFC 8375, and what routers use).
    private static final Pattern HOME_NAME =
            Pattern.compile("localhost|[^.]+|.+\\.(local|lan|home|home\\.arpa|internal)");

    /// @throws BadInputException if it is no webhook's
    public WebhookUrl {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean whole = (scheme.equals(HTTPS) || scheme.equals("http"))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getFragment() == null
                && uri.getPort() <= LARGEST_PORT
                && uri.getPort() != 0
                && uri.toString().length() <= LONGEST;
        if (!whole) {
            throw new BadInputException(NotificationProblem.NOT_A_URL);
        }
        if (!scheme.equals(HTTPS) && !isAtHome(uri.getHost())) {
            throw new BadInputException(NotificationProblem.HTTP_OUTSIDE_HOME, uri.getHost());
        }
    }

    /// Reads one.
    ///
    /// @throws BadInputException if it is none
    public static WebhookUrl parse(String text) {
        try {
            return new WebhookUrl(new URI(text.strip()));
        } catch (URISyntaxException e) {
            throw new BadInputException(NotificationProblem.NOT_A_URL);
        }
    }

    /// The host alone, which is no secret.
    public String host() {
        return uri.getHost();
    }

    private static boolean isAtHome(String host) {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            InetAddress address = InetAddress.ofLiteral(plain);
            boolean unique = address.getAddress().length > Integer.BYTES && (address.getAddress()[0] & 0xfe) == 0xfc;
            return address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || unique;
        } catch (IllegalArgumentException e) {
            return HOME_NAME.matcher(plain.toLowerCase(Locale.ROOT)).matches();
        }
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getHost() + "/…";
    }
}
