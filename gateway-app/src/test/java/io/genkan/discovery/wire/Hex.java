package io.genkan.discovery.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Datagrams written by hand: hexadecimal, with text between quotes.
public final class Hex {
    private Hex() {}

    /// For example `0000 8400 05'local'00`.
    public static ByteBuffer datagram(String... parts) {
        StringBuilder hex = new StringBuilder();
        String[] pieces = String.join(" ", parts).split("'", -1);
        for (int i = 0; i < pieces.length; i++) {
            boolean quoted = i % 2 == 1;
            hex.append(
                    quoted
                            ? HexFormat.of().formatHex(pieces[i].getBytes(StandardCharsets.UTF_8))
                            : pieces[i].replace(" ", ""));
        }
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    static String of(byte[] datagram) {
        return HexFormat.of().formatHex(datagram);
    }
}
