package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.access.AccessDecision.Granted;
import io.genkan.access.AccessDecision.Reason;
import io.genkan.access.AccessDecision.Refused;
import io.genkan.access.TunnelRequest.Layer;
import io.genkan.net.TunnelUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessDeciderTest {
    private static final Identity WITH_UNIT_7 = identity(7);

    @Test
    void letsTheHolderOfAKeyLogIn() {
        assertThat(AccessDecider.login(Optional.of(WITH_UNIT_7))).isEqualTo(new Granted(WITH_UNIT_7));
    }

    @Test
    void refusesAnUnknownKey() {
        assertThat(AccessDecider.login(Optional.empty())).isEqualTo(new Refused(Reason.UNKNOWN_KEY));
    }

    @Test
    void grantsHisOwnUnitAndAny() {
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.POINT_TO_POINT, 7)))
                .isEqualTo(new Granted(WITH_UNIT_7));
        assertThat(AccessDecider.tunnel(
                        Optional.of(WITH_UNIT_7), new TunnelRequest(Layer.POINT_TO_POINT, Optional.empty())))
                .isEqualTo(new Granted(WITH_UNIT_7));
    }

    @Test
    void refusesTheUnitOfAnotherKey() {
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.POINT_TO_POINT, 8)))
                .isEqualTo(new Refused(Reason.OTHER_UNIT));
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.POINT_TO_POINT, 0)))
                .isEqualTo(new Refused(Reason.OTHER_UNIT));
    }

    @Test
    void decidesTheSameForEitherLayer() {
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.ETHERNET, 7)))
                .isEqualTo(new Granted(WITH_UNIT_7));
        assertThat(AccessDecider.tunnel(Optional.of(WITH_UNIT_7), request(Layer.ETHERNET, 8)))
                .isEqualTo(new Refused(Reason.OTHER_UNIT));
    }

    /// A friend who was removed learns nothing of which units there are.
    @Test
    void refusesWhoWasRemovedBeforeLookingAtWhatHeAsksFor() {
        assertThat(AccessDecider.tunnel(Optional.empty(), request(Layer.ETHERNET, 8)))
                .isEqualTo(new Refused(Reason.UNKNOWN_KEY));
    }

    private static TunnelRequest request(Layer layer, int unit) {
        return new TunnelRequest(layer, Optional.of(new TunnelUnit(unit)));
    }

    private static Identity identity(int unit) {
        AuthorizedKey key = new AuthorizedKey(1, FriendsOnDisk.keyOf("a"), new TunnelUnit(unit), FriendsOnDisk.NOW);
        Friend friend =
                new Friend(1, new FriendName("Taro"), List.of(key), Policy.EMPTY, Optional.empty(), FriendsOnDisk.NOW);
        return new Identity(friend, key);
    }
}
