package io.genkan.access;

import java.util.Optional;
import org.springframework.stereotype.Service;

/// Asks the {@link AccessDecider} with what is so right now.
@Service
public class Gatekeeper {
    private final Friends friends;
    private final AccessTable table;
    private final HomeClock clock;
    private final VolumeLedger volumes;

    Gatekeeper(Friends friends, AccessTable table, HomeClock clock, VolumeLedger volumes) {
        this.friends = friends;
        this.table = table;
        this.clock = clock;
        this.volumes = volumes;
    }

    /// Whether the holder of a key may be inside now.
    ///
    /// @param keyBase64 as in {@link SshPublicKey#base64()}
    public AccessDecision entry(String keyBase64) {
        KeyStanding standing = friends.standingOf(keyBase64);
        return AccessDecider.entry(standing, circumstances(standing));
    }

    /// Whether the holder of a key may have the tunnel that he asks for now.
    public AccessDecision tunnel(String keyBase64, TunnelRequest request) {
        return switch (entry(keyBase64)) {
            case AccessDecision.Refused refused -> refused;
            case AccessDecision.Granted(Identity identity) -> AccessDecider.tunnel(Optional.of(identity), request);
        };
    }

    /// Counts what has passed for a friend.
    ///
    /// @param bytes since the last time, both ways together
    public void count(Friend friend, long bytes) {
        volumes.count(friend.id(), bytes);
    }

    /// The bytes that have passed for a friend in this month.
    public long usedThisMonth(Friend friend) {
        return volumes.used(friend.id());
    }

    private Circumstances circumstances(KeyStanding standing) {
        long used = standing instanceof KeyStanding.Held(Identity holder)
                ? volumes.used(holder.friend().id())
                : 0;
        return new Circumstances(table.doorOpen(), clock.now(), clock.zone(), used);
    }
}
