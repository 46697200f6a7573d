package io.genkan.packet;

import java.nio.ByteBuffer;

/// The checksum of IP, TCP and UDP (RFC 1071): the one's complement of the one's complement sum of 16-bit words.
///
/// Sums are kept in 64 bits and folded at the end, which is allowed since 2^16 is 1 modulo 2^16 - 1; so eight bytes
/// are added at a time.
final class InternetChecksum {
    private static final long LOW = 0xffffffffL;

    private InternetChecksum() {}

    /// The sum of some bytes, not folded.
    ///
    /// @param bytes in big-endian order, as every buffer is at first
    /// @param from the first one's index
    static long sum(ByteBuffer bytes, int from, int length) {
        long sum = 0;
        int at = from;
        int end = from + length;
        for (; at <= end - 4 * Long.BYTES; at += 4 * Long.BYTES) {
            long a = bytes.getLong(at);
            long b = bytes.getLong(at + Long.BYTES);
            long c = bytes.getLong(at + 2 * Long.BYTES);
            long d = bytes.getLong(at + 3 * Long.BYTES);
            sum += (a >>> 32) + (a & LOW) + (b >>> 32) + (b & LOW) + (c >>> 32) + (c & LOW) + (d >>> 32) + (d & LOW);
        }
        for (; at <= end - Short.BYTES; at += Short.BYTES) {
            sum += bytes.getShort(at) & 0xffff;
        }
        if (at < end) {
            sum += (bytes.get(at) & 0xff) << Byte.SIZE;
        }
        return sum;
    }

    /// Folds a sum into 16 bits.
    static int fold(long sum) {
        long folded = sum;
        while (folded >>> Short.SIZE != 0) {
            folded = (folded & 0xffff) + (folded >>> Short.SIZE);
        }
        return (int) folded;
    }

    /// What stands in a header for a sum.
    static short of(long sum) {
        return (short) ~fold(sum);
    }
}
