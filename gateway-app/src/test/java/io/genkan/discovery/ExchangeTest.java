package io.genkan.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genkan.discovery.wire.DnsMessage;
import io.genkan.discovery.wire.DnsName;
import io.genkan.discovery.wire.DnsQuestion;
import io.genkan.discovery.wire.DnsReader;
import io.genkan.discovery.wire.DnsRecord;
import io.genkan.discovery.wire.DnsType;
import io.genkan.discovery.wire.DnsWriter;
import io.genkan.discovery.wire.Hex;
import io.genkan.discovery.wire.OddMessageException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
    private static final String QUESTION = "1234 0100 0001 0000 0000 0000 05'_http'04'_tcp'05'local'00 000c 0001";
    private static final int OUR_ID = 77;
    private static final DnsName HTTP = DnsName.of("_http._tcp.local");
    private static final DnsName FILES = DnsName.of("Files._http._tcp.local");
    private static final DnsName NAS = DnsName.of("nas.local");
    private static final DnsRecord IN_LIST = new DnsRecord.Pointer(HTTP, FILES);
    private static final DnsRecord PLACE = new DnsRecord.Service(FILES, 0, 0, 80, NAS);
    private static final DnsRecord TEXT = new DnsRecord.Text(FILES, "\u0003a=b");
    private static final DnsRecord ADDRESS = new DnsRecord.Address(NAS, Inet4Address.ofLiteral("192.168.100.10"));
    private static final DnsRecord TV =
            new DnsRecord.Address(DnsName.of("tv.local"), Inet4Address.ofLiteral("192.168.100.11"));

    private static final Reach REACH = new HomeReach();

    @Test
    void asksAnewAndNotWhatWasSent() throws OddMessageException {
        DnsMessage asked = read(mdns(QUESTION, true).questions().getFirst());
        assertThat(asked)
                .isEqualTo(new DnsMessage(OUR_ID, false, List.of(new DnsQuestion(HTTP, DnsType.PTR)), List.of(), 0));
    }

    @Test
    void answersAProgramThatAsksOnceAsItsResolverWould() throws OddMessageException {
        Exchange.Step step = mdns(QUESTION, true).take(answer(ADDRESS, TEXT, PLACE, IN_LIST, TV), REACH);
        assertThat(step.questions()).isEmpty();
        DnsMessage answer = read(step.answers().getFirst());
        assertThat(answer.id()).isEqualTo(0x1234);
        assertThat(answer.questions()).containsExactly(new DnsQuestion(HTTP, DnsType.PTR));
        assertThat(answer.records()).containsExactly(IN_LIST, ADDRESS, TEXT, PLACE);
    }

    @Test
    void answersTheOthersAsInTheGroup() throws OddMessageException {
        Exchange.Step step = mdns(QUESTION, false).take(answer(IN_LIST, PLACE, TEXT, ADDRESS), REACH);
        DnsMessage answer = read(step.answers().getFirst());
        assertThat(answer.id()).isZero();
        assertThat(answer.questions()).isEmpty();
        assertThat(answer.records()).containsExactly(IN_LIST, PLACE, TEXT, ADDRESS);
    }

    /// A device may answer just what it was asked.
    @Test
    void asksOnUpToTheAddressAndTellsAllOfItThen() throws OddMessageException {
        MdnsExchange exchange = mdns(QUESTION, true);
        Exchange.Step first = exchange.take(answer(IN_LIST), REACH);
        assertThat(first.answers()).isEmpty();
        assertThat(read(first.questions().getFirst()).questions())
                .containsExactly(new DnsQuestion(FILES, DnsType.SRV), new DnsQuestion(FILES, DnsType.TXT));
        assertThat(exchange.take(answer(IN_LIST), REACH)).as("the same again").isEqualTo(Exchange.Step.NOTHING);
        Exchange.Step second = exchange.take(answer(PLACE, TEXT), REACH);
        assertThat(second.answers()).isEmpty();
        assertThat(read(second.questions().getFirst()).questions()).containsExactly(new DnsQuestion(NAS, DnsType.A));
        Exchange.Step third = exchange.take(answer(ADDRESS), REACH);
        assertThat(third.questions()).isEmpty();
        assertThat(read(third.answers().getFirst()).records()).containsExactly(IN_LIST, PLACE, TEXT, ADDRESS);
        assertThat(exchange.take(answer(ADDRESS), REACH)).as("told once").isEqualTo(Exchange.Step.NOTHING);
        assertThat(exchange.heldBack()).isZero();
    }

    @Test
    void countsWhatItHoldsBack() throws OddMessageException {
        MdnsExchange exchange = mdns(QUESTION, true);
        assertThat(exchange.take(answer(TV), REACH).answers()).isEmpty();
        assertThat(exchange.heldBack()).isOne();
    }

    @Test
    void remembersOnlySoMuch() throws OddMessageException {
        MdnsExchange exchange = mdns(QUESTION, true);
        List<byte[]> questions = new ArrayList<>();
        for (int from = 0; from < 2_000; from += 20) {
            DnsRecord[] many = IntStream.range(from, from + 20)
                    .mapToObj(i -> new DnsRecord.Pointer(HTTP, DnsName.of("x" + i + "._http._tcp.local")))
                    .toArray(DnsRecord[]::new);
            questions.addAll(exchange.take(answer(many), REACH).questions());
        }
        assertThat(exchange.heldBack()).isEqualTo(MdnsExchange.MOST_RECORDS);
        int asked = 0;
        for (byte[] question : questions) {
            asked += read(question).questions().size();
        }
        assertThat(asked).isLessThan(2 * MdnsExchange.MOST_QUESTIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234 0000 0001 0000 0000 0000 03'nas'05'local'00 001c 0001",
                "1234 0000 0001 0000 0000 0000 03'nas'07'example'00 0001 0001",
                "1234 0000 0001 0000 0000 0000 02'10'03'100'03'168'03'192'07'in-addr'04'arpa'00 000c 0001"
            })
    void doesNotAskForIpv6NorForOtherNames(String question) throws OddMessageException {
        assertThat(MdnsExchange.begin(Hex.datagram(question), true, OUR_ID)).isEmpty();
    }

    @Test
    void asksWithoutIpv6WhatIsAskedWithIt() throws OddMessageException {
        String both = "1234 0000 0002 0000 0000 0000 03'nas'05'local'00 0001 0001 c00c 001c 0001";
        assertThat(read(mdns(both, true).questions().getFirst()).questions())
                .containsExactly(new DnsQuestion(NAS, DnsType.A));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // An answer, and an announcement; a claim of a name; nothing.
                "0000 8400 0000 0001 0000 0000 03'nas'05'local'00 0001 8001 00000078 0004 c0a86431",
                "0000 8400 0001 0000 0000 0000 03'nas'05'local'00 0001 0001",
                "0000 0000 0001 0000 0001 0000 03'nas'05'local'00 00ff 8001 c00c 0001 0001 00000078 0004 c0a86431",
                "0000 0000 0000 0000 0000 0000"
            })
    void refusesWhatIsNoQuestion(String message) {
        assertThatExceptionOfType(OddMessageException.class)
                .isThrownBy(() -> MdnsExchange.begin(Hex.datagram(message), false, OUR_ID));
    }

    @Test
    void refusesMoreQuestionsThanAnybodyHas() {
        String many = "1234 0000 0021 0000 0000 0000" + "03'nas'05'local'00 0001 0001".repeat(33);
        assertThatExceptionOfType(OddMessageException.class)
                .isThrownBy(() -> MdnsExchange.begin(Hex.datagram(many), false, OUR_ID));
    }

    @Test
    void believesNoAnswerToSomethingElse() throws OddMessageException {
        MdnsExchange exchange = mdns(QUESTION, true);
        ByteBuffer other = ByteBuffer.wrap(
                DnsWriter.answers(OUR_ID + 1, List.of(), List.of(ADDRESS), 10).getFirst());
        assertThatExceptionOfType(OddMessageException.class).isThrownBy(() -> exchange.take(other, REACH));
        assertThatExceptionOfType(OddMessageException.class)
                .isThrownBy(() -> exchange.take(Hex.datagram("004d 0000 0000 0000 0000 0000"), REACH));
    }

    @Test
    void tellsOfASearchTheDevicesWithADescriptionThatHeMayReach() throws OddMessageException {
        SsdpExchange exchange = SsdpExchange.begin(text(
                "M-SEARCH * HTTP/1.1",
                "HOST: 239.255.255.250:1900",
                "MAN: \"ssdp:discover\"",
                "MX: 1",
                "ST: ssdp:all"));
        assertThat(exchange.questions()).hasSize(1);
        assertThat(exchange.take(device("http://192.168.100.10:80/d.xml"), REACH)
                        .answers())
                .map(message -> new String(message, StandardCharsets.US_ASCII))
                .singleElement()
                .asString()
                .contains("LOCATION: http://192.168.100.10:80/d.xml\r\n");
        assertThat(exchange.take(device("http://192.168.100.10:80/d.xml"), REACH))
                .as("told once")
                .isEqualTo(Exchange.Step.NOTHING);
        for (String elsewhere : List.of("http://192.168.100.10:8200/d.xml", "http://192.168.100.11:80/d.xml")) {
            assertThat(exchange.take(device(elsewhere), REACH)).as(elsewhere).isEqualTo(Exchange.Step.NOTHING);
        }
        assertThat(exchange.heldBack()).isEqualTo(2);
    }

    @Test
    void letsSoManyQuestionsPassASecond() {
        long second = Duration.ofSeconds(1).toNanos();
        QuestionPace pace = new QuestionPace(10, 0);
        assertThat(allowed(pace, 0)).isEqualTo(20);
        assertThat(allowed(pace, second / 100)).isZero();
        assertThat(allowed(pace, second)).isEqualTo(10);
        assertThat(allowed(pace, 100 * second)).isEqualTo(20);
    }

    private static int allowed(QuestionPace pace, long now) {
        int allowed = 0;
        while (allowed < 1_000 && pace.allows(now)) {
            allowed++;
        }
        return allowed;
    }

    private static MdnsExchange mdns(String question, boolean once) throws OddMessageException {
        return MdnsExchange.begin(Hex.datagram(question), once, OUR_ID).orElseThrow();
    }

    private static ByteBuffer answer(DnsRecord... records) {
        return ByteBuffer.wrap(
                DnsWriter.answers(OUR_ID, List.of(), List.of(records), 10).getFirst());
    }

    private static ByteBuffer device(String location) {
        return text("HTTP/1.1 200 OK", "LOCATION: " + location, "ST: ssdp:all", "USN: uuid:1");
    }

    private static ByteBuffer text(String... lines) {
        return ByteBuffer.wrap((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static DnsMessage read(byte[] message) throws OddMessageException {
        return DnsReader.read(ByteBuffer.wrap(message));
    }
}
