package io.genkan.sshd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Messages of a client before it has any keys (RFC 4253 §6): length, length of the padding, payload, padding.
final class FirstMessages {
    private static final int SSH_MSG_IGNORE = 2;
    private static final int SSH_MSG_KEXINIT = 20;
    private static final int BLOCK = 8;
    private static final int SHORTEST_PADDING = 4;
    private static final int COOKIE = 16;

    private FirstMessages() {}

    static byte[] ignore() {
        return packet(ByteBuffer.allocate(5).put((byte) SSH_MSG_IGNORE).array());
    }

    /// The list of algorithms of a client.
    ///
    /// @param strict whether it asks for strict key exchange
    static byte[] keyExchange(boolean strict) {
        String[] lists = {
            "curve25519-sha256" + (strict ? ",kex-strict-c-v00@openssh.com" : ""),
            "ssh-ed25519",
            "aes128-gcm@openssh.com",
            "aes128-gcm@openssh.com",
            "hmac-sha2-256-etm@openssh.com",
            "hmac-sha2-256-etm@openssh.com",
            "none",
            "none",
            "",
            ""
        };
        ByteBuffer payload =
                ByteBuffer.allocate(1024).put((byte) SSH_MSG_KEXINIT).put(new byte[COOKIE]);
        for (String list : lists) {
            payload.putInt(list.length()).put(list.getBytes(StandardCharsets.US_ASCII));
        }
        payload.put((byte) 0).putInt(0);
        byte[] exact = new byte[payload.position()];
        payload.flip().get(exact);
        return packet(exact);
    }

    static byte[] packet(byte[] payload) {
        int padding = BLOCK - (Integer.BYTES + 1 + payload.length) % BLOCK;
        padding += padding < SHORTEST_PADDING ? BLOCK : 0;
        return ByteBuffer.allocate(Integer.BYTES + 1 + payload.length + padding)
                .putInt(1 + payload.length + padding)
                .put((byte) padding)
                .put(payload)
                .array();
    }
}
