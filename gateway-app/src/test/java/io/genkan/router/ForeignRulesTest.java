package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.net.InterfaceName;
import io.genkan.router.NatRulesTest.OwnNamespace;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rulesets of others, as the real `nft` prints them.
class ForeignRulesTest {
    private static final List<InterfaceName> DEVICES = List.of(new InterfaceName("tun1"), new InterfaceName("tap2"));

    private static final String DOCKER = """
            table ip filter {
                chain DOCKER-USER {
                    counter return
                }
                chain FORWARD {
                    type filter hook forward priority 0; policy drop;
                    counter jump DOCKER-USER
                    oifname "docker0" ct state established,related counter accept
                    iifname "docker0" counter accept
                }
            }
            """;

    @Test
    void findsDockersDropAndTheRuleThatMendsIt() throws Exception {
        List<ForeignDrop> drops = drops(DOCKER);
        assertThat(drops).hasSize(1);
        ForeignDrop drop = drops.getFirst();
        assertThat(drop).hasToString("ip filter FORWARD");
        assertThat(drop.mend(DEVICES))
                .containsExactly(
                        "iptables -I DOCKER-USER -i tap+ -j ACCEPT",
                        "iptables -I DOCKER-USER -o tap+ -j ACCEPT",
                        "iptables -I DOCKER-USER -i tun+ -j ACCEPT",
                        "iptables -I DOCKER-USER -o tun+ -j ACCEPT");
        assertThat(drop.undo(DEVICES)).allMatch(command -> command.startsWith("iptables -D DOCKER-USER "));
    }

    @Test
    void isContentOnceItIsMended() throws Exception {
        StringBuilder mended = new StringBuilder(DOCKER);
        for (String device : List.of("tun*", "tap*")) {
            mended.append("insert rule ip filter DOCKER-USER iifname \"" + device + "\" counter accept\n");
            assertThat(drops(mended.toString())).as("half mended").isNotEmpty();
            mended.append("insert rule ip filter DOCKER-USER oifname \"" + device + "\" counter accept\n");
        }
        assertThat(drops(mended.toString())).isEmpty();
    }

    @Test
    void findsAChainThatRejectsAtItsEnd() throws Exception {
        List<ForeignDrop> drops = drops("""
                table inet firewalld {
                    chain filter_FORWARD {
                        type filter hook forward priority 10; policy accept;
                        ct state established,related accept
                        reject with icmpx type admin-prohibited
                    }
                }
                """);
        assertThat(drops).hasSize(1);
        assertThat(drops.getFirst().mend(List.of(new InterfaceName("tun1"))))
                .containsExactly(
                        "nft insert rule inet firewalld filter_FORWARD iifname \"tun*\" accept",
                        "nft insert rule inet firewalld filter_FORWARD oifname \"tun*\" accept");
    }

    @Test
    void doesNotMindOtherHooksNorFamiliesNorRulesThatPickPackets() throws Exception {
        assertThat(drops("""
                        table inet other {
                            chain input { type filter hook input priority 0; policy drop; }
                            chain forward { type filter hook forward priority 0; policy accept; tcp dport 25 drop; }
                        }
                        table ip6 six {
                            chain forward { type filter hook forward priority 0; policy drop; }
                        }
                        """)).isEmpty();
        assertThat(drops("")).isEmpty();
    }

    private static List<ForeignDrop> drops(String rules) throws Exception {
        // Older versions of nft want a line's end before a brace.
        String script = rules.replace("; }", ";\n}");
        return ForeignRules.drops(OwnNamespace.run(script, "sh", "-c", "nft -f - && nft -j list ruleset"), DEVICES);
    }
}
