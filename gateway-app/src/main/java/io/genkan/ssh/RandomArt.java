package io.genkan.ssh;

import io.genkan.access.SshPublicKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;

/// The picture of a key that `ssh-keygen -lv` shows (sshkey.c, fingerprint_randomart), by which a person sees at a
/// glance that two keys are not the same. The library draws it in an older form.
public final class RandomArt {
    private static final int WIDTH = 17;
    private static final int HEIGHT = 9;
    private static final String SYMBOLS = " .o+=*BOX@%&#/^SE";
    private static final int BEGIN = SYMBOLS.indexOf('S');
    private static final int END = SYMBOLS.indexOf('E');
    private static final int STEPS_PER_BYTE = 4;
    private static final String DIGEST = "SHA256";
    private static final String ECDSA = "ecdsa-sha2-nistp";

    private RandomArt() {}

    /// The picture, in eleven lines without a line feed behind the last.
    public static String of(SshPublicKey key) {
        int[][] visits = walk(Base64.getDecoder().decode(key.fingerprint().substring((DIGEST + ":").length())));
        StringBuilder picture = new StringBuilder(border(title(key)));
        for (int[] row : visits) {
            picture.append("\n|");
            for (int count : row) {
                picture.append(SYMBOLS.charAt(count));
            }
            picture.append('|');
        }
        return picture.append('\n').append(border(DIGEST)).toString();
    }

    /// Where a drunken bishop has been who goes diagonally as the digest tells him, two bits a step.
    private static int[][] walk(byte[] digest) {
        int[][] visits = new int[HEIGHT][WIDTH];
        int x = WIDTH / 2;
        int y = HEIGHT / 2;
        for (byte directions : digest) {
            int rest = directions;
            for (int step = 0; step < STEPS_PER_BYTE; step++) {
                x = Math.clamp((rest & 1) == 0 ? x - 1L : x + 1L, 0, WIDTH - 1);
                y = Math.clamp((rest & 2) == 0 ? y - 1L : y + 1L, 0, HEIGHT - 1);
                visits[y][x] = Math.min(visits[y][x] + 1, BEGIN - 1);
                rest >>= 2;
            }
        }
        visits[HEIGHT / 2][WIDTH / 2] = BEGIN;
        visits[y][x] = END;
        return visits;
    }

    private static String border(String text) {
        String title = "[" + text + "]";
        int before = (WIDTH - title.length()) / 2;
        return "+" + "-".repeat(before) + title + "-".repeat(WIDTH - title.length() - before) + "+";
    }

    private static String title(SshPublicKey key) {
        return switch (key.algorithm()) {
            case "ssh-ed25519" -> "ED25519 256";
            case "sk-ssh-ed25519@openssh.com" -> "ED25519-SK 256";
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> "ECDSA-SK 256";
            case "ssh-rsa" -> "RSA " + modulus(key).bitLength();
            default -> "ECDSA " + key.algorithm().substring(ECDSA.length());
        };
    }

    /// The third part of the blob (RFC 4253 §6.6), behind the algorithm and the exponent.
    private static BigInteger modulus(SshPublicKey key) {
        ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(key.base64()));
        blob.position(blob.position() + Integer.BYTES + blob.getInt(blob.position()));
        blob.position(blob.position() + Integer.BYTES + blob.getInt(blob.position()));
        byte[] number = new byte[blob.getInt()];
        blob.get(number);
        return new BigInteger(number);
    }
}
