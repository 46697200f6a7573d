package io.genkan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.100.10",
                "192.168.100.0/24",
                "192.168.100.48/29",
                "10.0.0.0/31",
                "0.0.0.0/0",
                "0.0.0.0",
                "255.255.255.255",
                "fd00::/64",
                "fd00::1",
                "::/0",
                "::ffff:102:304"
            })
    void readsBackWhatItPrints(String text) {
        assertThat(IpPrefix.parse(text)).hasToString(text);
        assertThat(IpPrefix.parse(IpPrefix.parse(text).toString())).isEqualTo(IpPrefix.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'  192.168.100.10 ', 192.168.100.10",
        "192.168.100.10/32, 192.168.100.10",
        "FD00:0::1, fd00::1",
        "fd00::1/128, fd00::1",
        "::ffff:1.2.3.4, ::ffff:102:304"
    })
    void printsOneFormForAllSpellings(String text, String canonical) {
        assertThat(IpPrefix.parse(text)).hasToString(canonical);
    }

    /// Forms that some tools read as an address, each as another one than a person would.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2",
                "1.2.3",
                "3232261130",
                "0x7f.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "0177.0.0.1",
                "010.0.0.1",
                "192.168.100.010",
                "192.168.100.00",
                "10.0.0.256",
                "10.0.0.-1",
                "10.0.0.1.1",
                "10.0.0.1.",
                ".10.0.0.1",
                "10..0.1",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/08",
                "10.0.0.0/+8",
                "10.0.0.0/ 8",
                "10.0.0.0 /8",
                "10.0.0.0/8/8",
                "10.0.0.0/8.0",
                "10.0.0.0/255.0.0.0",
                "/8",
                "/",
                "*",
                "10.*.*.*",
                "10.0.0.*",
                "10.0.0.0-255",
                "10.0.0._",
                "10.0.0.%",
                "1,2.3.4.5",
                "١٠.٠.٠.١",
                "１０.0.0.1",
                "10.0.0.1\u0000",
                "10.0.0.1\n10.0.0.2",
                "10.0.0.1 10.0.0.2",
                "10.0.0.1 drop",
                "nas.local",
                "localhost",
                "fd00::1%eth0",
                "fd00::1%1",
                "[fd00::1]",
                "fd00::/129",
                "fd00:::1",
                "fd00::1::2",
                "0xfd000000000000000000000000000001",
                "fd000000000000000000000000000001",
                "4)+k&C#VzJ4br>0wv%Yp",
                "all",
                "any",
                "loopback"
            })
    void refusesWhatIsNoAddressOrReadAsAnotherOne(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> IpPrefix.parse(text));
        assertThat(refusal).as("refusal of <%s>", text).isNotNull();
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_AN_ADDRESS);
        assertThat(refusal.facts()).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.100.10/24, 192.168.100.0/24",
        "10.0.0.1/31, 10.0.0.0/31",
        "1.2.3.4/0, 0.0.0.0/0",
        "fd00::1/64, fd00::/64"
    })
    void refusesHostBitsAndNamesWhatWasProbablyMeant(String text, String meant) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> IpPrefix.parse(text));
        assertThat(refusal.reason()).isEqualTo(NetProblem.HOST_BITS_SET);
        assertThat(refusal.facts()).containsExactly(text, meant);
    }

    @Test
    void knowsWhatLiesWithin() throws UnknownHostException {
        IpPrefix lan = IpPrefix.parse("192.168.100.0/24");
        assertThat(lan.contains(address("192.168.100.0"))).isTrue();
        assertThat(lan.contains(address("192.168.100.255"))).isTrue();
        assertThat(lan.contains(address("192.168.101.0"))).isFalse();
        assertThat(lan.contains(address("192.168.99.255"))).isFalse();
        assertThat(lan.contains(address("fd00::1"))).isFalse();
        assertThat(lan.contains(IpPrefix.parse("192.168.100.48/29"))).isTrue();
        assertThat(lan.contains(IpPrefix.parse("192.168.0.0/16"))).isFalse();
        assertThat(lan.contains(lan)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, true",
        "10.1.2.3, 10.0.0.0/8, true",
        "10.0.0.0/9, 10.128.0.0/9, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "10.0.0.0/8, fd00::/8, false",
        "::/0, 10.0.0.0/8, false"
    })
    void knowsWhatOverlaps(String one, String other, boolean overlaps) {
        assertThat(IpPrefix.parse(one).overlaps(IpPrefix.parse(other))).isEqualTo(overlaps);
    }

    @Test
    void countsItsAddresses() {
        assertThat(IpPrefix.parse("10.0.0.1").size()).isEqualTo(1);
        assertThat(IpPrefix.parse("10.0.0.0/24").size()).isEqualTo(256);
        assertThat(IpPrefix.parse("0.0.0.0/0").size()).isEqualTo(1L << 32);
        assertThat(IpPrefix.parse("fd00::/66").size()).isEqualTo(1L << 62);
        assertThat(IpPrefix.parse("fd00::/64").size()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void reachesItsFirstAndLastAddressAndNoFurther() throws UnknownHostException {
        IpPrefix block = IpPrefix.parse("192.168.100.48/29");
        assertThat(block.at(0)).isEqualTo(address("192.168.100.48"));
        assertThat(block.at(7)).isEqualTo(address("192.168.100.55"));
        assertThatThrownBy(() -> block.at(8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> block.at(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(IpPrefix.parse("0.0.0.0/0").at((1L << 32) - 1)).isEqualTo(address("255.255.255.255"));
    }

    @Test
    void surroundsAnAddress() throws UnknownHostException {
        assertThat(IpPrefix.around(address("192.168.100.2"), 24)).hasToString("192.168.100.0/24");
        assertThat(IpPrefix.around(address("192.168.100.2"), 32)).hasToString("192.168.100.2");
        assertThat(IpPrefix.around(address("192.168.100.2"), 0)).hasToString("0.0.0.0/0");
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
