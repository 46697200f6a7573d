package io.genkan.discovery.wire;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a device says to a search of SSDP.
///
/// @param scheme `http` or `https`
/// @param host where its description is
/// @param port there
/// @param path there, with what follows; empty or from a slash on
/// @param target what it answers to
/// @param name its own, for ever
/// @param server what it runs; empty if it does not say
public record SsdpAnswer(
        String scheme, Inet4Address host, int port, String path, String target, String name, String server) {
    private static final String FIRST_LINE = "HTTP/1.1 200 OK";

    /// RFC 3986, with an address and no name for the host, so that nobody who reads it has to look one up.
    private static final Pattern LOCATION = Pattern.compile("(?<scheme>https?)://"
            + "(?<host>(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2}))"
            + "(?::(?<port>[1-9][0-9]{0,4}))?(?<path>/[!-~]{0,500})?");

    private static final Pattern SERVER = Pattern.compile("[ -~]{0,200}");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LARGEST_BYTE = 255;
    private static final int LARGEST_PORT = 65_535;

    /// Reads an answer.
    ///
    /// @param datagram from position to limit; its position is moved to its limit
    /// @throws OddMessageException if it is none
    public static SsdpAnswer read(ByteBuffer datagram) throws OddMessageException {
        SsdpMessage message = SsdpMessage.read(datagram);
        if (!message.firstLine().equals(FIRST_LINE)) {
            throw new OddMessageException("no answer");
        }
        Matcher location = LOCATION.matcher(message.header("LOCATION").orElse(""));
        if (!location.matches()) {
            throw new OddMessageException("no usable LOCATION");
        }
        String scheme = location.group("scheme");
        String port = location.group("port");
        String path = location.group("path");
        return new SsdpAnswer(
                scheme,
                host(location.group("host")),
                port == null ? usualPort(scheme) : port(port),
                path == null ? "" : path,
                message.required("ST", SsdpSearch.TARGET),
                message.required("USN", SsdpSearch.TARGET),
                message.header("SERVER")
                        .filter(server -> SERVER.matcher(server).matches())
                        .orElse(""));
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? HTTPS : HTTP;
    }

    private static int port(String text) throws OddMessageException {
        int port = Integer.parseInt(text);
        if (port > LARGEST_PORT) {
            throw new OddMessageException("no port");
        }
        return port;
    }

    private static Inet4Address host(String text) throws OddMessageException {
        for (String part : text.split("\\.", -1)) {
            if (Integer.parseInt(part) > LARGEST_BYTE) {
                throw new OddMessageException("no address");
            }
        }
        return Inet4Address.ofLiteral(text);
    }

    /// The answer, written anew; good for as long as UPnP recommends at least.
    public byte[] written() {
        return SsdpMessage.written(
                FIRST_LINE,
                "CACHE-CONTROL: max-age=1800",
                "EXT:",
                "LOCATION: " + scheme + "://" + host.getHostAddress() + ":" + port + path,
                "SERVER: " + server,
                "ST: " + target,
                "USN: " + name);
    }
}
