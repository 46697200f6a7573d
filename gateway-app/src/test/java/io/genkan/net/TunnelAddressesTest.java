package io.genkan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TunnelAddressesTest {
    private static final TunnelPool POOL = new TunnelPool(IpPrefix.parse("10.186.0.0/16"));
    private final TunnelAddresses addresses =
            new TunnelAddresses(POOL, Optional.of(IpPrefix.parse("192.168.100.48/29")), Attachment.NAT);

    @Test
    void takesBothEndsFromThePoolForNat() {
        assertThat(addresses.pairOf(Attachment.NAT, new TunnelUnit(1))).isEqualTo(POOL.pairOf(new TunnelUnit(1)));
    }

    @Test
    void takesTheFriendsEndFromTheLanForProxyArp() throws Exception {
        AddressPair pair = addresses.pairOf(Attachment.PROXY_ARP, new TunnelUnit(1));
        assertThat(pair.gateway()).isEqualTo(InetAddress.getByName("10.186.0.5"));
        assertThat(pair.friend()).isEqualTo(InetAddress.getByName("192.168.100.49"));
    }

    @Test
    void refusesAUnitThatTheRangeHasNoAddressFor() {
        assertThat(reasonOf(addresses, 8)).isEqualTo(NetProblem.LAN_RANGE_TOO_SMALL);
    }

    @Test
    void refusesProxyArpWithoutARange() {
        TunnelAddresses none = new TunnelAddresses(POOL, Optional.empty(), Attachment.NAT);
        assertThat(reasonOf(none, 1)).isEqualTo(NetProblem.NO_LAN_RANGE);
    }

    @Test
    void readsWhatItWrites() {
        for (Attachment attachment : Attachment.values()) {
            assertThat(Attachment.parse(" " + attachment.toString().toUpperCase(Locale.ROOT)))
                    .isEqualTo(attachment);
        }
        BadInputException bridged = catchThrowableOfType(BadInputException.class, () -> Attachment.parse("by-magic"));
        assertThat(bridged.reason()).isEqualTo(NetProblem.NOT_AN_ATTACHMENT);
    }

    private static Enum<?> reasonOf(TunnelAddresses addresses, int unit) {
        return catchThrowableOfType(
                        BadInputException.class, () -> addresses.pairOf(Attachment.PROXY_ARP, new TunnelUnit(unit)))
                .reason();
    }
}
