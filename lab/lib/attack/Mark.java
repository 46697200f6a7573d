import java.nio.charset.StandardCharsets;

/// What each hostile frame carries, so that it is known wherever it comes out, whatever was rewritten on the way: four
/// bytes and the number of the attack. It fits into the eight bytes of the smallest fragment.
final class Mark {
    static final int LENGTH = 5;
    private static final byte[] MAGIC = "Gk!x".getBytes(StandardCharsets.US_ASCII);

    private Mark() {}

    static byte[] of(int attack) {
        return new byte[] {MAGIC[0], MAGIC[1], MAGIC[2], MAGIC[3], (byte) attack};
    }

    /// The attack of a frame; -1 where it has no mark.
    static int in(byte[] frame) {
        for (int i = 0; i + LENGTH <= frame.length; i++) {
            if (frame[i] == MAGIC[0] && frame[i + 1] == MAGIC[1] && frame[i + 2] == MAGIC[2] && frame[i + 3] == MAGIC[3]) {
                return frame[i + 4] & 0xff;
            }
        }
        return -1;
    }
}
