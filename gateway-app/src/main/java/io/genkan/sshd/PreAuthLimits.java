package io.genkan.sshd;

import io.genkan.sshd.Penalties.Offence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/// Who may stand at the door: how many connections there may be that have not proven a key, altogether and from one
/// source. Pure but for its state; any thread may ask.
///
/// Up to {@link #UNCONTESTED} everybody is let in, from {@link #MOST} on nobody, and in between a die decides, more
/// often against the newcomer the more there are: the way of OpenSSH's `MaxStartups 16:30:64`. A limit without the die
/// would let who fills it lock out everybody else for sure.
///
/// Where somebody has to go, it is the one who has dawdled longest if there is one: a login takes a second or two, so
/// whoever holds a place for longer is an attacker, or somebody who will manage at his next try. Else it is one of the
/// source that holds the most places, if that has at least two more than the newcomer's; and the newcomer only where
/// places are held as fairly as that. So a friend gets in among any number of connections that just wait, and from the
/// same address too; and while they are all fresh, if few addresses hold them.
///
/// A source with a penalty has one place, once in {@link #PENALTY_PACE}. It is not shut out altogether, since a friend
/// may sit behind the same address, at the price that an attacker keeps that much.
final class PreAuthLimits {
    static final int UNCONTESTED = 16;
    static final int MOST = 64;
    static final int MOST_PER_SOURCE = 4;
    static final Duration PENALTY_PACE = Duration.ofSeconds(2);
    private static final double FIRST_ODDS = 0.3;

    /// After which time a connection dawdles that has not exchanged keys.
    static final Duration SWIFT = Duration.ofSeconds(3);
    /// After which time one dawdles that has: its person may have to type a passphrase, or to touch a token.
    static final Duration SWIFT_WITH_KEYS = Duration.ofSeconds(10);

    private final DoubleSupplier die;
    private final Penalties penalties = new Penalties();
    private final List<Knock> waiting = new ArrayList<>();
    private final Map<Source, Long> latestUnderPenalty = new HashMap<>();
    private final Map<Reason, Long> turnedAway = new EnumMap<>(Reason.class);
    private long madeRoom;

    /// A connection that has not proven a key; compared by identity.
    static final class Knock {
        private final Source source;
        private final long since;
        private boolean hasKeys;

        private Knock(Source source, long since) {
            this.source = source;
            this.since = since;
        }

        /// How much longer than it may it has been here, in nanoseconds; not above 0 while it does not dawdle.
        private long dawdles(long now) {
            return now - since - (hasKeys ? SWIFT_WITH_KEYS : SWIFT).toNanos();
        }
    }

    /// The answer to a knock.
    sealed interface Answer {
        /// It may come in.
        ///
        /// @param instead who has to go for it
        record In(Knock knock, Optional<Knock> instead) implements Answer {}

        /// It may not.
        record Out(Reason reason) implements Answer {}
    }

    /// Why a connection is closed at once; for the log.
    enum Reason {
        /// The source has a penalty, and had its place a moment ago.
        PENALTY,
        /// The source has all the places that one source gets.
        SOURCE_IS_FULL,
        /// There are many at the door, and the die was against it.
        CROWD
    }

    /// @param die gives numbers from 0 to below 1
    PreAuthLimits(DoubleSupplier die) {
        this.die = die;
    }

    /// A connection comes.
    ///
    /// @param now any clock in nanoseconds
    synchronized Answer knock(Source source, long now) {
        Answer answer = answer(source, now);
        switch (answer) {
            case Answer.Out(Reason why) -> turnedAway.merge(why, 1L, Long::sum);
            case Answer.In(var _, Optional<Knock> instead) -> madeRoom += instead.isPresent() ? 1 : 0;
        }
        return answer;
    }

    private Answer answer(Source source, long now) {
        boolean penalty = penalties.holds(source, now);
        if (penalty
                && now - latestUnderPenalty.getOrDefault(source, now - PENALTY_PACE.toNanos())
                        < PENALTY_PACE.toNanos()) {
            return new Answer.Out(Reason.PENALTY);
        }
        List<Knock> same =
                waiting.stream().filter(knock -> knock.source.equals(source)).toList();
        Optional<Knock> instead = Optional.empty();
        if (same.size() >= (penalty ? 1 : MOST_PER_SOURCE)) {
            instead = longestDawdler(same, now);
            if (instead.isEmpty()) {
                return new Answer.Out(Reason.SOURCE_IS_FULL);
            }
        } else if (die.getAsDouble() < oddsAgainst(waiting.size())) {
            instead = longestDawdler(waiting, now).or(() -> fromTheFullestSource(same.size() + 2, now));
            if (instead.isEmpty()) {
                return new Answer.Out(Reason.CROWD);
            }
        }
        instead.ifPresent(gone -> makeRoom(gone, now));
        if (penalty) {
            notePace(source, now);
        }
        Knock knock = new Knock(source, now);
        waiting.add(knock);
        return new Answer.In(knock, instead);
    }

    /// A connection has exchanged keys.
    synchronized void hasKeys(Knock knock) {
        knock.hasKeys = true;
    }

    /// A connection has proven a friend's key, and counts no more.
    synchronized void prove(Knock knock) {
        if (waiting.remove(knock)) {
            penalties.pardon(knock.source);
            latestUnderPenalty.remove(knock.source);
        }
    }

    /// A connection has ended without a key; does nothing if it has gone already.
    synchronized void leave(Knock knock, Offence offence, long now) {
        if (waiting.remove(knock)) {
            penalties.add(knock.source, offence, now);
        }
    }

    /// What has come of all that until now.
    synchronized PreAuthFigures figures() {
        Map<String, Long> reasons = new HashMap<>();
        for (Reason reason : Reason.values()) {
            reasons.put(reason.name().toLowerCase(Locale.ROOT), turnedAway.getOrDefault(reason, 0L));
        }
        return new PreAuthFigures(waiting.size(), reasons, madeRoom, penalties.size());
    }

    private void notePace(Source source, long now) {
        if (latestUnderPenalty.size() >= Penalties.MOST_SOURCES) {
            latestUnderPenalty.values().removeIf(at -> now - at >= PENALTY_PACE.toNanos());
        }
        latestUnderPenalty.put(source, now);
    }

    private static double oddsAgainst(int present) {
        if (present < UNCONTESTED) {
            return 0;
        }
        return FIRST_ODDS + (1 - FIRST_ODDS) * (present - UNCONTESTED) / (MOST - UNCONTESTED);
    }

    private static Optional<Knock> longestDawdler(List<Knock> among, long now) {
        return slowest(among, now).filter(knock -> knock.dawdles(now) > 0);
    }

    /// The slowest of the source that holds the most places, if these are not fewer than so many.
    private Optional<Knock> fromTheFullestSource(int atLeast, long now) {
        return waiting.stream().collect(Collectors.groupingBy(knock -> knock.source)).values().stream()
                .filter(places -> places.size() >= atLeast)
                .max(Comparator.comparingInt(List::size))
                .flatMap(places -> slowest(places, now));
    }

    private static Optional<Knock> slowest(List<Knock> among, long now) {
        return among.stream().max(Comparator.comparingLong(knock -> knock.dawdles(now)));
    }

    /// Has a connection gone for another. Only who dawdled is blamed for it.
    private void makeRoom(Knock knock, long now) {
        if (knock.dawdles(now) > 0) {
            leave(knock, Offence.DAWDLED, now);
        } else {
            waiting.remove(knock);
        }
    }
}
