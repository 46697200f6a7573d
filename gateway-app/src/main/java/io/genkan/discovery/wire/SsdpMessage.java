package io.genkan.discovery.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A message of SSDP (UPnP Device Architecture 1.1, §1): a first line and headers, as in HTTP, without a body.
///
/// @param firstLine what kind of message it is
/// @param headers by name in capitals
record SsdpMessage(String firstLine, Map<String, String> headers) {
    static final int LONGEST_MESSAGE = 2_048;
    private static final int MOST_HEADERS = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[ -~\\t]*");
    private static final String END_OF_LINE = "\r\n";

    SsdpMessage {
        headers = Map.copyOf(headers);
    }

    /// Reads a message.
    ///
    /// @param datagram from position to limit; its position is moved to its limit
    /// @throws OddMessageException if it is none
    static SsdpMessage read(ByteBuffer datagram) throws OddMessageException {
        if (datagram.remaining() > LONGEST_MESSAGE) {
            throw new OddMessageException("a message of " + datagram.remaining() + " bytes");
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.endsWith(END_OF_LINE + END_OF_LINE)) {
            throw new OddMessageException("no end of its headers");
        }
        List<String> lines = List.of(
                text.substring(0, text.length() - 2 * END_OF_LINE.length()).split(END_OF_LINE, -1));
        if (lines.size() > 1 + MOST_HEADERS) {
            throw new OddMessageException("too many headers");
        }
        return new SsdpMessage(lines.getFirst(), headers(lines.subList(1, lines.size())));
    }

    private static Map<String, String> headers(List<String> lines) throws OddMessageException {
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines) {
            int colon = Math.max(0, line.indexOf(':'));
            String name = line.substring(0, colon);
            String value = line.substring(Math.min(colon + 1, line.length()));
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new OddMessageException("something that is no header");
            }
            if (headers.put(name.toUpperCase(Locale.ROOT), value.strip()) != null) {
                throw new OddMessageException("a header twice");
            }
        }
        return headers;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// A header without which the message means nothing.
    ///
    /// @param form what it must look like
    String required(String name, Pattern form) throws OddMessageException {
        return header(name)
                .filter(value -> form.matcher(value).matches())
                .orElseThrow(() -> new OddMessageException("no usable " + name));
    }

    static byte[] written(String... lines) {
        return (String.join(END_OF_LINE, lines) + END_OF_LINE + END_OF_LINE).getBytes(StandardCharsets.US_ASCII);
    }
}
