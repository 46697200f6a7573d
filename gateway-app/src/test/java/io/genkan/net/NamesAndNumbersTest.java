package io.genkan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small values: interface names, units, protocols, MTUs, and how a refusal names its sentence.
class NamesAndNumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"eth0", "tun9999", "wlan0", "enp3s0", "br-genkan", "eth0.100", "a", "fifteencharsxyz"})
    void readsInterfaceNames(String text) {
        assertThat(InterfaceName.parse(" " + text + " ")).hasToString(text);
    }

    /// Among them what would end a string, a path or a line in a ruleset.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "-eth0",
                "eth0/..",
                "sixteencharsxyza",
                "eth 0",
                "eth0\"",
                "eth0\\",
                "eth0;",
                "eth0\n",
                "eth0\u0000",
                "eth0*",
                "eth+",
                "eth0:1",
                "eth0@if5",
                "étH0",
                "eth０",
                "$(id)",
                "../../x"
            })
    void refusesOtherInterfaceNames(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> new InterfaceName(text));
        assertThat(refusal).as("refusal of <%s>", text).isNotNull();
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_AN_INTERFACE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "9999, 9999", "' 7 ', 7", "0007, 7"})
    void readsUnits(String text, int number) {
        assertThat(TunnelUnit.parse(text)).isEqualTo(new TunnelUnit(number));
        assertThat(TunnelUnit.parse(new TunnelUnit(number).toString())).isEqualTo(new TunnelUnit(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "+1", "10000", "00001", "1.0", "0x1", "any", "٧", "７", "1 2", "2147483648"})
    void refusesOtherUnits(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> TunnelUnit.parse(text));
        assertThat(refusal).as("refusal of <%s>", text).isNotNull();
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_A_UNIT);
        assertThat(refusal.facts()).containsExactly(text, "9999");
    }

    @ParameterizedTest
    @CsvSource({"tcp, TCP", "UDP, UDP", "' Tcp ', TCP"})
    void readsProtocols(String text, IpProtocol protocol) {
        assertThat(IpProtocol.parse(text)).isEqualTo(protocol);
        assertThat(IpProtocol.parse(protocol.toString())).isEqualTo(protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "icmp", "6", "tcp/udp", "ｔｃｐ", "tcp,udp"})
    void refusesOtherProtocols(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> IpProtocol.parse(text));
        assertThat(refusal).as("refusal of <%s>", text).isNotNull();
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_A_PROTOCOL);
    }

    @Test
    void takesAnMtuWithinItsEndsOnly() {
        assertThat(new Mtu(576)).hasToString("576");
        assertThat(new Mtu(9000)).hasToString("9000");
        for (int bytes : new int[] {575, 9001, 0, -1500, Integer.MAX_VALUE}) {
            BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> new Mtu(bytes));
            assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_AN_MTU);
            assertThat(refusal.facts()).containsExactly(Integer.toString(bytes), "576", "9000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"576", " 1500 ", "09000"})
    void readsMtus(String text) {
        assertThat(Mtu.parse(text).bytes()).isEqualTo(Integer.parseInt(text.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1500", "+1500", "1500.0", "1e3", "0x5dc", "１５００", "4294968796", "575", "9001"})
    void refusesOtherMtus(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> Mtu.parse(text));
        assertThat(refusal).as("refusal of <%s>", text).isNotNull();
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_AN_MTU);
    }

    private enum Sample {
        TWO_WORDS;

        enum Inner {
            X
        }
    }

    @Test
    void namesTheSentenceOfARefusal() {
        BadInputException refusal = new BadInputException(NetProblem.HOST_BITS_SET, "1.2.3.4/24", "1.2.3.0/24");
        assertThat(refusal.messageKey()).isEqualTo("net-problem.host-bits-set");
        assertThat(refusal).hasMessage("NetProblem.HOST_BITS_SET [1.2.3.4/24, 1.2.3.0/24]");
        assertThat(BadInputException.messageKey(Sample.TWO_WORDS)).isEqualTo("names-and-numbers-test.sample.two-words");
        assertThat(BadInputException.messageKey(Sample.Inner.X)).isEqualTo("names-and-numbers-test.sample.inner.x");
    }

    @Test
    void readsHardwareAddresses() {
        MacAddress mac = MacAddress.parse(" FE:0A:ff:00:00:01\n");
        assertThat(mac).hasToString("fe:0a:ff:00:00:01").isEqualTo(MacAddress.of(mac.bytes()));
    }

    /// The last ones are a group's.
    @ParameterizedTest
    @ValueSource(
            strings = {"", "fe:0a", "fe-0a-ff-00-00-01", "fe:0a:ff:00:00:0g", "01:00:5e:00:00:01", "ff:ff:ff:ff:ff:ff"})
    void refusesOtherHardwareAddresses(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> MacAddress.parse(text));
        assertThat(refusal.reason()).isEqualTo(NetProblem.NOT_A_HARDWARE_ADDRESS);
    }
}
