package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import io.genkan.net.NetProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.100.10, 192.168.100.10",
        "' 192.168.100.10 ', 192.168.100.10",
        "192.168.100.0/24, 192.168.100.0/24",
        "192.168.100.10:80, 192.168.100.10:80/tcp",
        "192.168.100.10:80/tcp, 192.168.100.10:80/tcp",
        "192.168.100.10:53/UDP, 192.168.100.10:53/udp",
        "192.168.100.0/24:53/udp, 192.168.100.0/24:53/udp",
        "192.168.100.10:8000-8080, 192.168.100.10:8000-8080/tcp",
        "0.0.0.0/0:1-65535/udp, 0.0.0.0/0:1-65535/udp"
    })
    void readsBackWhatItPrints(String text, String printed) {
        assertThat(Destination.parse(text)).hasToString(printed);
        assertThat(Destination.parse(printed)).isEqualTo(Destination.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOT_A_DESTINATION",
        "' ', NOT_A_DESTINATION",
        "':80', NOT_A_DESTINATION",
        "'192.168.100.10:', NOT_A_DESTINATION",
        "'192.168.100.10:80/', NOT_A_DESTINATION",
        "'192.168.100.10:/tcp', NOT_A_DESTINATION",
        "'192.168.100.10:80/tcp/x', NOT_A_DESTINATION",
        "'192.168.100.10:80:90', NOT_A_DESTINATION",
        "'http://192.168.100.10:80/', NOT_A_DESTINATION",
        "'[192.168.100.10', NOT_A_DESTINATION",
        "'192.168.100.10]', NOT_A_DESTINATION",
        "'[]:80', NOT_A_DESTINATION",
        "'fd00::1', IPV6_DESTINATION",
        "'fd00::/64', IPV6_DESTINATION",
        "'::', IPV6_DESTINATION",
        "'::ffff:192.168.100.10', IPV6_DESTINATION",
        "'[fd00::1]', IPV6_DESTINATION",
        "'[fd00::1]:80', IPV6_DESTINATION"
    })
    void refusesWhatIsNoDestination(String text, AccessProblem problem) {
        assertThat(refusalOf(text).reason()).as("refusal of <%s>", text).isEqualTo(problem);
        assertThat(refusalOf(text).facts()).hasSize(1);
    }

    /// The part that is wrong is named, rather than the whole.
    @ParameterizedTest
    @CsvSource({
        "nas.local, NOT_AN_ADDRESS",
        "192.168.100, NOT_AN_ADDRESS",
        "0x7f.1:80, NOT_AN_ADDRESS",
        "192.168.100.10 drop, NOT_AN_ADDRESS",
        "192.168.100.10;192.168.100.11, NOT_AN_ADDRESS",
        "192.168.100.0/33:80, NOT_AN_ADDRESS",
        "192.168.100.10/24:80, HOST_BITS_SET",
        "192.168.100.10:0, NOT_A_PORT",
        "192.168.100.10:http, NOT_A_PORT",
        "192.168.100.10:80-79, NOT_A_PORT",
        "192.168.100.10:tcp/80, NOT_A_PROTOCOL",
        "192.168.100.10:80/icmp, NOT_A_PROTOCOL",
        "'192.168.100.10:80,443', NOT_A_PORT"
    })
    void namesThePartThatIsWrong(String text, NetProblem problem) {
        assertThat(refusalOf(text).reason()).as("refusal of <%s>", text).isEqualTo(problem);
    }

    @Test
    void listsEachDestinationOnceAndInOrder() {
        Policy policy = new Policy(java.util.List.of(
                Destination.parse("192.168.100.11"),
                Destination.parse("192.168.100.10:80"),
                Destination.parse("192.168.100.10:80/tcp")));
        assertThat(policy.destinations())
                .extracting(Destination::toString)
                .containsExactly("192.168.100.11", "192.168.100.10:80/tcp");
    }

    private static BadInputException refusalOf(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> Destination.parse(text));
        assertThat(refusal).as("refusal of <%s>", text).isNotNull();
        return refusal;
    }
}
