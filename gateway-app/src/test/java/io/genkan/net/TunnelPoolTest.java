package io.genkan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelPoolTest {
    /// Block, its largest unit, and the two addresses of that unit.
    @ParameterizedTest
    @CsvSource({
        "10.186.0.0/16, 9999, 10.186.156.61, 10.186.156.62",
        "10.186.0.0/24, 63, 10.186.0.253, 10.186.0.254",
        "10.0.0.0/8, 9999, 10.0.156.61, 10.0.156.62",
        "192.168.3.0/30, 0, 192.168.3.1, 192.168.3.2",
        "192.168.3.4/30, 0, 192.168.3.5, 192.168.3.6"
    })
    void givesTheLargestUnitTheLastAddresses(String block, int largest, String gateway, String friend) {
        TunnelPool pool = new TunnelPool(IpPrefix.parse(block));
        assertThat(pool.largestUnit()).isEqualTo(new TunnelUnit(largest));
        AddressPair pair = pool.pairOf(pool.largestUnit());
        assertThat(pair.gateway().getHostAddress()).isEqualTo(gateway);
        assertThat(pair.friend().getHostAddress()).isEqualTo(friend);
    }

    @Test
    void beginsWithUnitZero() {
        AddressPair pair = new TunnelPool(IpPrefix.parse("10.186.0.0/16")).pairOf(new TunnelUnit(0));
        assertThat(pair.gateway().getHostAddress()).isEqualTo("10.186.0.1");
        assertThat(pair.friend().getHostAddress()).isEqualTo("10.186.0.2");
    }

    @Test
    void givesNoAddressTwice() {
        TunnelPool pool = new TunnelPool(IpPrefix.parse("10.186.0.0/24"));
        Set<InetAddress> given = new HashSet<>();
        for (int unit = 0; unit <= pool.largestUnit().number(); unit++) {
            AddressPair pair = pool.pairOf(new TunnelUnit(unit));
            assertThat(given.add(pair.gateway())).isTrue();
            assertThat(given.add(pair.friend())).isTrue();
            assertThat(pool.block().contains(pair.gateway())).isTrue();
            assertThat(pool.block().contains(pair.friend())).isTrue();
        }
        assertThat(given).hasSize(128);
    }

    @Test
    void refusesAUnitBeyondItsEnd() {
        TunnelPool pool = new TunnelPool(IpPrefix.parse("10.186.0.0/24"));
        BadInputException refusal =
                catchThrowableOfType(BadInputException.class, () -> pool.pairOf(new TunnelUnit(64)));
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_A_UNIT);
        assertThat(refusal.facts()).containsExactly(new TunnelUnit(64), new TunnelUnit(63));
    }

    @ParameterizedTest
    @CsvSource({"10.186.0.0/31", "10.186.0.1", "fd00::/64"})
    void refusesABlockWithoutRoomForOneTunnelOrNotIpv4(String block) {
        BadInputException refusal =
                catchThrowableOfType(BadInputException.class, () -> new TunnelPool(IpPrefix.parse(block)));
        assertThat(refusal).as("refusal of %s", block).isNotNull();
        assertThat(refusal.reason()).isIn(NetProblem.NOT_AN_ADDRESS, NetProblem.POOL_TOO_SMALL);
    }
}
