package io.genkan.access;

import io.genkan.net.IpPrefix;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Chooses a block of addresses that is free here, and likely to be free at a friend's too. Pure.
final class FreePrefix {
    /// The upper half of 10.0.0.0/8: people and programs count from below. Not 100.64.0.0/10, which Tailscale drops
    /// wherever it comes from.
    private static final IpPrefix SPACE = IpPrefix.parse("10.128.0.0/9");

    private FreePrefix() {}

    /// @param length of the block
    /// @param taken what it must not overlap
    /// @param random decides where the search begins, so that a friend of two houses finds them apart
    static Optional<IpPrefix> ofLength(int length, List<IpPrefix> taken, RandomGenerator random) {
        if (length < SPACE.length()) {
            return Optional.empty();
        }
        long each = 1L << (Integer.SIZE - length);
        long count = SPACE.size() / each;
        long start = random.nextLong(count);
        for (long i = 0; i < count; i++) {
            IpPrefix candidate = new IpPrefix(SPACE.at(((start + i) % count) * each), length);
            if (taken.stream().noneMatch(candidate::overlaps)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
