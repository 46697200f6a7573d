package io.genkan.sshd;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What sources have to wait for what they did, in the way of OpenSSH's PerSourcePenalties: each offence adds its
/// seconds, which pass by themselves, and from a quarter of a minute on they count. Pure; used under one lock.
///
/// The table has room for so many sources. When it is full, the one that has the least left to wait is forgotten: an
/// attacker with more addresses than that gains the pardon of some of them, where a table that refused everybody it
/// does not know would shut out the friends.
final class Penalties {
    static final int MOST_SOURCES = 4096;
    static final Duration COUNTS_FROM = Duration.ofSeconds(15);
    static final Duration MOST = Duration.ofMinutes(10);

    private final Map<Source, Sentence> sentences = new HashMap<>();

    /// What a connection did that never proved a friend's key.
    enum Offence {
        /// Hung up without a try, or offered keys that nobody has; a friend's ssh with the wrong key does so too.
        NOBODY(Duration.ofSeconds(1)),
        /// Signed, and wrongly.
        FAILED_SIGNATURE(Duration.ofSeconds(5)),
        /// Was still there when its time was over.
        DAWDLED(Duration.ofSeconds(10)),
        /// Sent what is not SSH, or more than anybody needs before he has logged in.
        GARBAGE(Duration.ofSeconds(30));

        private final Duration costs;

        Offence(Duration costs) {
            this.costs = costs;
        }
    }

    /// Until when somebody's penalty runs, and whether it has been long enough to count.
    private record Sentence(long until, boolean counts) {}

    /// Adds an offence.
    ///
    /// @param now any clock in nanoseconds
    void add(Source source, Offence offence, long now) {
        Sentence running = running(source, now);
        long from = running == null ? now : running.until();
        long until = Math.min(from + offence.costs.toNanos(), now + MOST.toNanos());
        boolean counts = (running != null && running.counts()) || until - now >= COUNTS_FROM.toNanos();
        if (running == null && sentences.size() >= MOST_SOURCES) {
            forgetTheLeast(now);
        }
        sentences.put(source, new Sentence(until, counts));
    }

    /// Whether a source has a penalty that counts.
    boolean holds(Source source, long now) {
        Sentence running = running(source, now);
        return running != null && running.counts();
    }

    /// Forgets what a source did: a friend has proven his key from there.
    void pardon(Source source) {
        sentences.remove(source);
    }

    int size() {
        return sentences.size();
    }

    private @Nullable Sentence running(Source source, long now) {
        Sentence sentence = sentences.get(source);
        return sentence == null || sentence.until() - now <= 0 ? null : sentence;
    }

    private void forgetTheLeast(long now) {
        sentences.values().removeIf(sentence -> sentence.until() - now <= 0);
        if (sentences.size() >= MOST_SOURCES) {
            Optional<Source> least = sentences.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().until() - now))
                    .map(Map.Entry::getKey);
            least.ifPresent(sentences::remove);
        }
    }
}
