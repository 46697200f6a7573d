package io.genkan.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsdpTest {
    private static final String[] SEARCH = {
        "M-SEARCH * HTTP/1.1",
        "Host:239.255.255.250:1900",
        "ST: urn:schemas-upnp-org:device:MediaServer:1",
        "Man: \"ssdp:discover\"",
        "MX: 3",
        "USER-AGENT: Linux/6.12 UPnP/1.1 Player/1"
    };

    private static final String[] ANSWER = {
        "HTTP/1.1 200 OK",
        "CACHE-CONTROL: max-age=1800",
        "DATE: Sun, 03 May 2026 10:15:30 GMT",
        "EXT:",
        "LOCATION: http://192.168.100.10:8200/rootDesc.xml",
        "SERVER: Debian DLNADOC/1.50 UPnP/1.0 MiniDLNA/1.3.3",
        "ST: urn:schemas-upnp-org:device:MediaServer:1",
        "USN: uuid:4d696e69-444c-164e-9d41-001122334455::urn:schemas-upnp-org:device:MediaServer:1",
        "BOOTID.UPNP.ORG: 7"
    };

    @Test
    void readsASearchAndWritesNothingButWhatItSearches() throws OddMessageException {
        SsdpSearch search = SsdpSearch.read(message(SEARCH));
        assertThat(search).isEqualTo(new SsdpSearch("urn:schemas-upnp-org:device:MediaServer:1"));
        assertThat(text(search.written()))
                .isEqualTo(lines(
                        "M-SEARCH * HTTP/1.1",
                        "HOST: 239.255.255.250:1900",
                        "MAN: \"ssdp:discover\"",
                        "MX: 1",
                        "ST: urn:schemas-upnp-org:device:MediaServer:1"));
        assertThat(SsdpSearch.read(ByteBuffer.wrap(search.written()))).isEqualTo(search);
    }

    @Test
    void readsAnAnswerAndWritesItAnew() throws OddMessageException {
        SsdpAnswer answer = SsdpAnswer.read(message(ANSWER));
        assertThat(answer.host().getHostAddress()).isEqualTo("192.168.100.10");
        assertThat(answer.port()).isEqualTo(8200);
        assertThat(text(answer.written()))
                .isEqualTo(lines(
                        "HTTP/1.1 200 OK",
                        "CACHE-CONTROL: max-age=1800",
                        "EXT:",
                        "LOCATION: http://192.168.100.10:8200/rootDesc.xml",
                        "SERVER: Debian DLNADOC/1.50 UPnP/1.0 MiniDLNA/1.3.3",
                        "ST: urn:schemas-upnp-org:device:MediaServer:1",
                        "USN: uuid:4d696e69-444c-164e-9d41-001122334455::urn:schemas-upnp-org:device:MediaServer:1"));
        assertThat(SsdpAnswer.read(ByteBuffer.wrap(answer.written()))).isEqualTo(answer);
    }

    @Test
    void knowsTheUsualPorts() throws OddMessageException {
        assertThat(SsdpAnswer.read(answerAt("http://192.168.100.10")).port()).isEqualTo(80);
        assertThat(SsdpAnswer.read(answerAt("https://192.168.100.10/d.xml")).port())
                .isEqualTo(443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://nas.local:8200/rootDesc.xml",
                "http://192.168.100.10:8200@192.168.100.11/",
                "http://user@192.168.100.10/",
                "http://192.168.100.010:80/",
                "http://192.168.100.256:80/",
                "http://192.168.100:80/",
                "http://3232261130:80/",
                "http://[fe80::1]:80/",
                "http://192.168.100.10:0/",
                "http://192.168.100.10:65536/",
                "http://192.168.100.10:80/a b",
                "http://192.168.100.10:80/\u00e4",
                "http://192.168.100.10\\@192.168.100.11/",
                "HTTP://192.168.100.10/",
                "ftp://192.168.100.10/",
                "//192.168.100.10/",
                ""
            })
    void refusesADescriptionThatIsNotAtAnAddress(String location) {
        assertThatExceptionOfType(OddMessageException.class)
                .as(location)
                .isThrownBy(() -> SsdpAnswer.read(answerAt(location)));
    }

    @Test
    void refusesWhatIsNoSearch() {
        refusesSearch("NOTIFY * HTTP/1.1", "HOST: 239.255.255.250:1900", "NTS: ssdp:alive");
        refusesSearch(ANSWER);
        refusesSearch(without("MX: 3"));
        refusesSearch(without("Man: \"ssdp:discover\""));
        refusesSearch(with("ST: ssdp:all"));
        refusesSearch(with("X"));
        refusesSearch(with(": y"));
        refusesSearch(with("X: \u001b[2J"));
        refusesSearch(with("X: a\nNOTIFY * HTTP/1.1"));
        refusesSearch(with("X: " + "y".repeat(2_048)));
        refusesSearch(with("Host: 192.168.100.10:1900"));
        String[] many = Arrays.copyOf(SEARCH, 100);
        for (int i = SEARCH.length; i < many.length; i++) {
            many[i] = "X-" + i + ": y";
        }
        refusesSearch(many);
        assertThatExceptionOfType(OddMessageException.class)
                .isThrownBy(() -> SsdpSearch.read(bytes(String.join("\r\n", SEARCH))));
        assertThatExceptionOfType(OddMessageException.class)
                .isThrownBy(() -> SsdpSearch.read(bytes(String.join("\n", SEARCH) + "\n\n")));
        assertThatExceptionOfType(OddMessageException.class).isThrownBy(() -> SsdpSearch.read(bytes("")));
        assertThatExceptionOfType(OddMessageException.class).isThrownBy(() -> SsdpSearch.read(bytes("\r\n\r\n")));
    }

    @Test
    void refusesAnAnswerWithoutAName() {
        assertThatExceptionOfType(OddMessageException.class)
                .isThrownBy(() -> SsdpAnswer.read(message(Arrays.copyOf(ANSWER, 6))));
    }

    private static void refusesSearch(String... lines) {
        assertThatExceptionOfType(OddMessageException.class)
                .as(String.join(" | ", lines))
                .isThrownBy(() -> SsdpSearch.read(message(lines)));
    }

    private static String[] with(String line) {
        String[] more = Arrays.copyOf(SEARCH, SEARCH.length + 1);
        more[SEARCH.length] = line;
        return more;
    }

    private static String[] without(String line) {
        return Arrays.stream(SEARCH).filter(l -> !l.equals(line)).toArray(String[]::new);
    }

    private static ByteBuffer answerAt(String location) {
        String[] lines = ANSWER.clone();
        lines[4] = "LOCATION: " + location;
        return message(lines);
    }

    private static ByteBuffer message(String... lines) {
        return bytes(lines(lines));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.US_ASCII);
    }
}
