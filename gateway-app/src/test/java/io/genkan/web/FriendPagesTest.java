package io.genkan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.genkan.access.Discovery;
import io.genkan.access.Friend;
import io.genkan.access.Friends;
import io.genkan.access.NewFriend;
import io.genkan.access.PolicyChange;
import io.genkan.access.Reverse;
import io.genkan.access.Terms;
import io.genkan.net.Attachment;
import io.genkan.owner.OwnerAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// The pages of one friend, and the owner's password, with everything real but the tunnels.
@SpringBootTest(classes = PagesTest.Application.class, properties = "genkan.lan.friends=192.168.100.48/29")
@AutoConfigureMockMvc
class FriendPagesTest {
    private static final String OTHER_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILYmKcmKT/W8ZBzAHZv/RAsrPNIa/6QndxGbYlIr04ZQ taro@phone";

    @TempDir
    private static Path data;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private OwnerAccount account;

    @Autowired
    private Friends friends;

    @Autowired
    private ZoneId home;

    private MockHttpSession session = new MockHttpSession();
    private long id;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("genkan.data", data::toString);
    }

    @BeforeEach
    void logIn() {
        account.setPassword(PagesTest.PASSWORD);
        session = (MockHttpSession) mvc.post()
                .uri("/login")
                .param("password", PagesTest.PASSWORD)
                .with(csrf())
                .exchange()
                .getRequest()
                .getSession();
        id = friends.add(new NewFriend(
                        "taro", PagesTest.KEY, List.of("192.168.100.10:80"), Optional.empty(), Optional.empty()))
                .id();
    }

    @AfterEach
    void tidyUp() {
        friends.all().forEach(f -> friends.remove(f.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/friends/1/access", "/friends/1/keys/new", "/friends/1/keys/1/remove", "/password"})
    void asksStrangersToLogIn(String path) {
        assertThat(mvc.get().uri(path)).hasStatus(302).hasRedirectedUrl("/login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/friends/1/access",
                "/friends/1/disable",
                "/friends/1/enable",
                "/friends/1/keys/new",
                "/friends/1/keys/1/remove",
                "/password"
            })
    void refusesPostsWithoutACsrfToken(String path) {
        assertThat(mvc.post().uri(path).session(session)).hasStatus(403);
    }

    @Test
    void savesWhatWasTyped() {
        saveAllTerms();
        Terms terms = taro().policy().terms();
        assertThat(taro().policy().destinations())
                .extracting(Object::toString)
                .containsExactly("192.168.100.10", "192.168.100.0/24:53/udp");
        assertThat(terms.until()).contains(at("2031-05-04T00:00"));
        assertThat(terms.windows()).extracting(Object::toString).containsExactly("Sat,Sun 10:00-22:00");
        assertThat(terms.rate()).hasToString("Optional[20M]");
        assertThat(terms.monthlyVolume()).hasToString("Optional[50GB]");
        assertThat(terms.discovery()).isEqualTo(Discovery.MDNS);
        assertThat(terms.notes()).isEqualTo("Lives next door.");
        assertThat(taro().attachment()).contains(Attachment.PROXY_ARP);
        assertThat(page(""))
                .contains("20.0\u00a0Mbit/s each way", "0\u00a0B of 50.0\u00a0GB so far", "Sat,Sun 10:00-22:00")
                .contains("4 May 2031", "proxy-arp", "Lives next door.");
        assertThat(page("/access"))
                .contains("value=\"2031-05-03\"", "value=\"20M\"", "value=\"50GB\"", ">Sat,Sun 10:00-22:00</textarea>")
                .contains("value=\"proxy-arp\" checked=\"checked\"", "value=\"mdns\" checked=\"checked\"");
    }

    @Test
    void savesWhatLiesBehindAHopAndSaysWhatCannot() {
        assertThat(post("/friends/" + id + "/access", Map.of("subnet", "192.168.3.0/24")))
                .hasStatus(302);
        assertThat(taro().policy().subnet()).hasToString("Optional[192.168.3.0/24]");
        assertThat(page("")).contains("192.168.3.0/24");
        assertThat(page("/access")).contains("value=\"192.168.3.0/24\"");
        assertThat(text(post("/friends/" + id + "/access", Map.of("subnet", "10.0.0.0/8"))))
                .contains("cannot be the network behind a hop", "value=\"10.0.0.0/8\"");
        assertThat(text(post("/friends/" + id + "/access", Map.of("subnet", "10.186.4.0/24"))))
                .contains("shares addresses with");
        assertThat(taro().policy().subnet()).hasToString("Optional[192.168.3.0/24]");
    }

    @Test
    void showsWhereAFriendFindsTheHomeNetworkThatAppearsUnderOtherAddresses() {
        MvcTestResult answer = post(
                "/friends/" + id + "/access", Map.of("destinations", "192.168.100.10:80", "mapped", "10.201.7.0/24"));
        assertThat(answer).hasStatus(302);
        assertThat(taro().mapping()).hasToString("Optional[192.168.100.0/24=10.201.7.0/24]");
        assertThat(page(""))
                .contains(">192.168.100.10:80/tcp<", ">10.201.7.0/24<", ">10.201.7.10:80/tcp<")
                .contains("sudo ip route add 10.201.7.10 dev");
        assertThat(page("/access")).contains("value=\"10.201.7.0/24\"");
        assertThat(post("/friends/" + id + "/access", Map.of("mapped", ""))).hasStatus(302);
        assertThat(taro().mapping()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, is not an address",
        "10.201.7.0/25, is not of the size",
        "192.168.100.0/24, which is in use here",
        "10.186.4.0/24, which is in use here",
        "8.8.8.0/24, not a block of private addresses"
    })
    void saysWhatIsWrongWithTheOtherAddresses(String mapped, String words) {
        assertThat(text(post("/friends/" + id + "/access", Map.of("mapped", mapped))))
                .contains("mapped-problem", words);
        assertThat(taro().mapping()).isEmpty();
    }

    @Test
    void savesWhoAtHomeMayReachHim() {
        Map<String, String> form = Map.of(
                "destinations",
                "192.168.100.10:80",
                "callers",
                "192.168.100.10:22\r\n192.168.100.11",
                "maps",
                "8022:22");
        assertThat(post("/friends/" + id + "/access", form)).hasStatus(302);
        Reverse reverse = taro().policy().reverse();
        assertThat(reverse.callers())
                .extracting(Object::toString)
                .containsExactly("192.168.100.10:22/tcp", "192.168.100.11");
        assertThat(reverse.maps()).extracting(Object::toString).containsExactly("8022:22/tcp");
        assertThat(page("")).contains(">192.168.100.10:22/tcp</code>", ">8022:22/tcp</code>");
        assertThat(page("/access"))
                .contains(">192.168.100.10:22/tcp\n192.168.100.11</textarea>", ">8022:22/tcp</textarea>");

        assertThat(post("/friends/" + id + "/access", Map.of("callers", "nobody", "maps", "none")))
                .hasStatus(302);
        assertThat(taro().policy().reverse()).isEqualTo(Reverse.NOBODY);
        assertThat(page("")).doesNotContain("that may reach your friend", "that lead to your friend");
    }

    @Test
    void saysWhatIsWrongWithWhoAtHomeMayReachHim() {
        Friend before = taro();
        assertThat(mistakes(Map.of("callers", "nas:22\n192.168.100.10:x", "maps", "22\n8022:99999")))
                .contains("“nas” is not an address", "“x” is not a port", "callers-problem callers-hint")
                .contains("“22” leads from no port to another", "“99999” is not a port", "maps-problem maps-hint")
                .contains(">nas:22\n192.168.100.10:x</textarea>", ">22\n8022:99999</textarea>");
        assertThat(mistakes(Map.of("maps", "22:22")))
                .contains("The gateway keeps port 22 for itself.", "maps-problem maps-hint");
        assertThat(mistakes(Map.of("maps", "8022:22", "attachment", "proxy-arp")))
                .contains("only to friends who are joined by nat", "maps-problem maps-hint");
        assertThat(taro()).isEqualTo(before);
    }

    private String mistakes(Map<String, String> form) {
        String answer = text(post("/friends/" + id + "/access", form));
        assertThat(answer).contains("Not saved yet.");
        return answer;
    }

    /// Saving the form as it is shown changes nothing, whatever the terms are.
    @ParameterizedTest
    @CsvSource({"2031-05-03", "2031-05-03 18:00", "2031-05-03 18:00:07", "never"})
    void readsWhatItShows(String until) {
        friends.change(
                taro().name(),
                new PolicyChange(
                        Optional.empty(),
                        Optional.of(until),
                        Optional.of(List.of("daily 22:00-06:00")),
                        Optional.of("512k"),
                        Optional.of("1500MB"),
                        Optional.of("two\nlines")));
        Friend before = taro();
        post(
                "/friends/" + id + "/access",
                Map.of(
                        "destinations", "192.168.100.10:80/tcp",
                        "until", until.equals("never") ? "" : until,
                        "windows", "daily 22:00-06:00",
                        "rate", "512k",
                        "volume", "1500MB",
                        "notes", "two\nlines"));
        assertThat(taro()).isEqualTo(before);
        assertThat(page("/access")).contains(until.equals("never") ? "name=\"until\"" : "value=\"" + until + "\"");
    }

    @Test
    void takesEverythingAwayThatIsLeftEmpty() {
        saveAllTerms();
        assertThat(post("/friends/" + id + "/access", Map.of())).hasStatus(302);
        assertThat(taro().policy().terms()).isEqualTo(Terms.NONE);
        assertThat(taro().policy().destinations()).isEmpty();
        assertThat(taro().attachment()).isEmpty();
        assertThat(page("")).contains("Nothing yet", "No limit", "At any time");
    }

    @Test
    void saysAllMistakesAtOnceInTheWordsThatWereTypedAndLosesNothing() {
        Friend before = taro();
        String answer = text(post(
                "/friends/" + id + "/access",
                Map.of(
                        "destinations", "192.168.100.10\nnas:80\n192.168.100.10:99999",
                        "until", "tomorrow",
                        "windows", "weekends 10-22",
                        "rate", "fast",
                        "volume", "<b>lots",
                        "attachment", "by magic",
                        "discovery", "by shouting",
                        "notes", "n".repeat(2001))));
        assertThat(answer)
                .contains("Not saved yet.")
                .contains("“nas” is not an address", "“99999” is not a port")
                .contains("“tomorrow” is not a day")
                .contains("“weekends 10-22” is not a time of the week")
                .contains("“fast” is not a speed")
                .contains("“&lt;b&gt;lots” is not an amount of data")
                .contains("“by magic” is no way to join the home network")
                .contains("“by shouting” is no way to ask what is there")
                .contains("These notes are longer than 2000 characters")
                .contains("192.168.100.10\nnas:80\n192.168.100.10:99999</textarea>")
                .contains("value=\"tomorrow\"", ">weekends 10-22</textarea>", "value=\"fast\"")
                .contains("value=\"&lt;b&gt;lots\"", "n".repeat(2001))
                .contains("aria-describedby=\"until-problem until-hint\"");
        assertThat(taro()).isEqualTo(before);
    }

    @Test
    void switchesOffAndOnAgain() {
        assertThat(post("/friends/" + id + "/disable", Map.of())).hasStatus(302).hasRedirectedUrl("/friends/" + id);
        assertThat(taro().policy().terms().disabled()).isTrue();
        assertThat(page("")).contains("The access of taro is switched off for now.", "Switch on again", "badge-off");
        assertThat(text(get("/friends"))).contains("Switched off");
        assertThat(post("/friends/" + id + "/enable", Map.of())).hasStatus(302);
        assertThat(taro().policy().terms().disabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.168.100.10:80     | Yes. The line 192.168.100.10:80/tcp lets it pass.
            192.168.100.10:80/udp | No. Your friend would read: “192.168.100.10:80/udp is not among what you may reach.”
            192.168.100.11:80     | No. Your friend would read: “192.168.100.11:80 is not among what you may reach.”
            203.0.113.9:80        | No. 203.0.113.9:80 is not another device of the home network.
            192.168.100.10        | “192.168.100.10” is not one port of one device.
            192.168.100.10:1-9    | “192.168.100.10:1-9” is not one port of one device.
            <b>                   | “&lt;b&gt;” is not an address
            """)
    void saysWhetherSomethingWouldPass(String where, String answer) {
        assertThat(text(mvc.get()
                        .uri("/friends/" + id)
                        .param("where", where)
                        .session(session)
                        .exchange()))
                .contains(answer);
    }

    @Test
    void saysWhenItWouldPassWereItNotForHisTerms() {
        friends.setDisabled(taro().name(), true);
        assertThat(ask("192.168.100.10:80")).contains("The owner has switched your access off for now.”");
        friends.setDisabled(taro().name(), false);
        change("2020-01-01 18:00");
        assertThat(ask("192.168.100.10:80"))
                .containsAnyOf("Your access ended on 1 Jan 2020, 18:00.”", "does not know for sure what time it is");
        friends.removeKey(taro().name(), "1");
        assertThat(ask("192.168.100.10:80")).contains("There is no key to come in with.");
    }

    @Test
    void addsAKeyAndTakesOneBack() {
        String form = "/friends/" + id + "/keys/new";
        assertThat(text(post(form, Map.of("key", "hello", "unit", "x"))))
                .contains("This does not look like a public key", "“x” is not a tunnel number", ">hello</textarea>");
        assertThat(text(post(form, Map.of("key", PagesTest.KEY)))).contains("already belongs to taro");
        assertThat(text(post(form, Map.of("key", OTHER_KEY, "unit", "1")))).contains("Tunnel number 1 already belongs");
        assertThat(post(form, Map.of("key", OTHER_KEY, "unit", "7")))
                .hasStatus(302)
                .hasRedirectedUrl("/friends/" + id);
        assertThat(taro().keys()).extracting(k -> k.unit().toString()).containsExactly("1", "7");
        assertThat(page("")).contains("taro@phone", "ssh -N -w 7:7");

        String ask = "/friends/" + id + "/keys/7/remove";
        assertThat(text(get(ask))).contains("Take this key of taro back?", "taro@phone");
        assertThat(post(ask, Map.of())).hasStatus(302).hasRedirectedUrl("/friends/" + id);
        assertThat(taro().keys()).extracting(k -> k.unit().toString()).containsExactly("1");
        assertThat(get(ask)).hasStatus(404);
        assertThat(post(ask, Map.of())).hasStatus(302);
    }

    @Test
    void saysThatThereIsNoSuchFriend() {
        assertThat(get("/friends/4711/access")).hasStatus(404);
        assertThat(get("/friends/4711/keys/new")).hasStatus(404);
        assertThat(post("/friends/4711/disable", Map.of())).hasStatus(404);
    }

    @Test
    void hasNothingInline() {
        saveAllTerms();
        for (String path : List.of("", "/access", "/keys/new", "/keys/1/remove", "?where=192.168.100.10:80")) {
            assertThat(page(path))
                    .as(path)
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContain("<style", "style=", "th:", "??")
                    .doesNotContainPattern("\\son[a-z]+=");
        }
    }

    @Test
    void changesThePasswordOfWhoKnowsThePresentOne() {
        assertThat(text(changePassword("wrong horse battery", "another good one", "another good one")))
                .contains("present-problem", "That password is not right.");
        assertThat(text(changePassword(PagesTest.PASSWORD, "another good one", "another bad one")))
                .contains("again-problem", "The two are not the same.");
        assertThat(text(changePassword(PagesTest.PASSWORD, "short", "short")))
                .contains("fresh-problem", "This password is too short.")
                .doesNotContain("value=\"short\"");
        assertThat(get("/friends")).hasStatusOk();
        assertThat(changePassword(PagesTest.PASSWORD, "another good one", "another good one"))
                .hasStatus(302)
                .hasRedirectedUrl("/login?changed");
        assertThat(get("/friends")).hasStatus(302);
        assertThat(text(mvc.get().uri("/login?changed").exchange())).contains("The password is changed.");
        assertThat(account.check("another good one")).isPresent();
    }

    private void saveAllTerms() {
        MvcTestResult answer = post(
                "/friends/" + id + "/access",
                Map.of(
                        "destinations", "192.168.100.10\r\n192.168.100.0/24:53/udp\r\n",
                        "until", "2031-05-03",
                        "windows", "Sat,Sun 10:00-22:00\r\n",
                        "rate", "20M",
                        "volume", "50GB",
                        "attachment", "proxy-arp",
                        "discovery", "mdns",
                        "notes", "Lives next door."));
        assertThat(answer).hasStatus(302).hasRedirectedUrl("/friends/" + id);
    }

    private MvcTestResult changePassword(String present, String fresh, String again) {
        return post("/password", Map.of("present", present, "fresh", fresh, "again", again));
    }

    private void change(@Nullable String until) {
        friends.change(
                taro().name(),
                new PolicyChange(
                        Optional.empty(),
                        Optional.ofNullable(until),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private Instant at(String local) {
        return LocalDateTime.parse(local).atZone(home).toInstant();
    }

    private Friend taro() {
        return friends.all().getFirst();
    }

    private String ask(String where) {
        return page("?where=" + where);
    }

    private String page(String path) {
        MvcTestResult answer = get("/friends/" + id + path);
        assertThat(answer).hasStatusOk();
        return text(answer);
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).session(session).exchange();
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        var request = mvc.post().uri(path).session(session).with(csrf());
        form.forEach(request::param);
        return request.exchange();
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
