package io.genkan.discovery.wire;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/// A search of SSDP: who is there of a kind?
///
/// @param target what is searched, for example `ssdp:all` or `urn:schemas-upnp-org:device:MediaServer:1`
public record SsdpSearch(String target) {
    /// What a target, or a device's own name, may look like.
    static final Pattern TARGET = Pattern.compile("[!-~]{1,200}");

    private static final String FIRST_LINE = "M-SEARCH * HTTP/1.1";
    private static final String GROUP = "239.255.255.250:1900";
    private static final Pattern DISCOVER = Pattern.compile("\"ssdp:discover\"");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,2}");

    /// @throws IllegalArgumentException if nothing can be called that
    public SsdpSearch {
        if (!TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException("not a target");
        }
    }

    /// Reads a search.
    ///
    /// @param datagram from position to limit; its position is moved to its limit
    /// @throws OddMessageException if it is none
    public static SsdpSearch read(ByteBuffer datagram) throws OddMessageException {
        SsdpMessage message = SsdpMessage.read(datagram);
        if (!message.firstLine().equals(FIRST_LINE)
                || !message.header("HOST").map(GROUP::equals).orElse(true)) {
            throw new OddMessageException("no search");
        }
        var _ = message.required("MAN", DISCOVER);
        var _ = message.required("MX", SECONDS);
        return new SsdpSearch(message.required("ST", TARGET));
    }

    /// The search, written anew. Devices wait for up to a second before they answer, whatever was asked for: so long
    /// that not all answer at once, and so short that the answers come while somebody listens.
    public byte[] written() {
        return SsdpMessage.written(FIRST_LINE, "HOST: " + GROUP, "MAN: \"ssdp:discover\"", "MX: 1", "ST: " + target);
    }
}
