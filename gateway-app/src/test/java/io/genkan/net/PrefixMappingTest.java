package io.genkan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixMappingTest {
    private static final PrefixMapping MAPPING = PrefixMapping.parse("192.168.1.0/24=10.201.7.0/24");

    @ParameterizedTest
    @CsvSource({
        "192.168.1.0, 10.201.7.0",
        "192.168.1.10, 10.201.7.10",
        "192.168.1.255, 10.201.7.255",
    })
    void standsForAnAddressByTheSameOne(String real, String shown) {
        assertThat(MAPPING.appearanceOf(InetAddress.ofLiteral(real))).contains(InetAddress.ofLiteral(shown));
        assertThat(MAPPING.realOf(InetAddress.ofLiteral(shown))).contains(InetAddress.ofLiteral(real));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.10, 10.201.7.10",
        "192.168.1.48/29, 10.201.7.48/29",
        "192.168.1.0/24, 10.201.7.0/24",
        "192.168.0.0/16, 10.201.7.0/24",
        "0.0.0.0/0, 10.201.7.0/24",
    })
    void standsForHosts(String real, String shown) {
        assertThat(MAPPING.appearanceOf(IpPrefix.parse(real))).contains(IpPrefix.parse(shown));
    }

    @Test
    void standsForNothingElse() {
        assertThat(MAPPING.appearanceOf(IpPrefix.parse("192.168.2.10"))).isEmpty();
        assertThat(MAPPING.appearanceOf(IpPrefix.parse("10.201.7.10"))).isEmpty();
        assertThat(MAPPING.appearanceOf(InetAddress.ofLiteral("192.168.2.10"))).isEmpty();
        assertThat(MAPPING.realOf(InetAddress.ofLiteral("192.168.1.10"))).isEmpty();
        assertThat(MAPPING.realOf(InetAddress.ofLiteral("::1"))).isEmpty();
    }

    @Test
    void readsWhatItWrites() {
        assertThat(MAPPING).hasToString("192.168.1.0/24=10.201.7.0/24");
        assertThat(PrefixMapping.parse(MAPPING.toString())).isEqualTo(MAPPING);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24, NOT_A_MAPPING",
        "192.168.1.0/24=10.201.7.0/24=10.201.8.0/24, NOT_A_MAPPING",
        "fd00::/64=fd01::/64, NOT_A_MAPPING",
        "192.168.1.0/24=10.201.7.0/25, MAPPING_OF_OTHER_LENGTH",
        "192.168.1.0/24=192.168.1.0/24, MAPPING_OVERLAPS",
        "192.168.1.0/24=10.201.7.1/24, HOST_BITS_SET",
        "192.168.1.0/24=, NOT_AN_ADDRESS",
    })
    void refusesWhatCannotStandForIt(String text, NetProblem reason) {
        assertThat(catchThrowableOfType(BadInputException.class, () -> PrefixMapping.parse(text))
                        .reason())
                .isEqualTo(reason);
    }
}
