package io.genkan.access;

import io.genkan.net.BadInputException;
import io.genkan.net.NetProblem;
import io.genkan.net.TunnelUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hands out tunnel units, each to one key.
///
/// @param largest the largest unit that has addresses
public record TunnelUnits(TunnelUnit largest) {
    /// Units are handed out from 1 on; 0 is left to whoever asks for it, since `-w 0:0` is what people try by hand.
    private static final int FIRST = 1;

    /// The unit for a new key: the wished one, else the lowest free one.
    ///
    /// @throws BadInputException if the wished one is taken or too large, or none is left
    TunnelUnit choose(Optional<TunnelUnit> wish, List<Friend> present) {
        Map<TunnelUnit, FriendName> taken = new HashMap<>();
        present.forEach(f -> f.keys().forEach(k -> taken.put(k.unit(), f.name())));
        if (wish.isPresent()) {
            return checked(wish.get(), taken);
        }
        for (int number = FIRST; number <= largest.number(); number++) {
            TunnelUnit unit = new TunnelUnit(number);
            if (!taken.containsKey(unit)) {
                return unit;
            }
        }
        throw new BadInputException(AccessProblem.NO_UNIT_LEFT, largest);
    }

    private TunnelUnit checked(TunnelUnit wish, Map<TunnelUnit, FriendName> taken) {
        if (wish.compareTo(largest) > 0) {
            throw new BadInputException(NetProblem.NOT_A_UNIT, wish, largest);
        }
        FriendName holder = taken.get(wish);
        if (holder != null) {
            throw new BadInputException(AccessProblem.UNIT_TAKEN, wish, holder);
        }
        return wish;
    }
}
