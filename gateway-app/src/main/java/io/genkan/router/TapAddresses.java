package io.genkan.router;

import io.genkan.net.InterfaceName;
import io.genkan.net.MacAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// The hardware addresses of our tap devices: each has one for ever, so that a friend who dials again finds the
/// gateway, and the LAN's hosts behind it, where he remembers them. Pure.
///
/// They begin with `fe`, as libvirt's do: locally administered, and so large that a bridge, which takes the least
/// address of its ports where it was not given one, never takes ours.
///
/// @param seed this gateway's own, so that no two gateways have the same
record TapAddresses(UUID seed) {
    private static final byte FIRST = (byte) 0xfe;
    private static final int LENGTH = 6;

    MacAddress of(InterfaceName device) {
        byte[] bytes = new byte[LENGTH];
        System.arraycopy(hash(seed + " " + device), 0, bytes, 1, LENGTH - 1);
        bytes[0] = FIRST;
        return MacAddress.of(bytes);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
