package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import io.genkan.net.Mtu;
import io.genkan.router.Change.ChangeSetting;
import io.genkan.router.Change.LoadRuleset;
import io.genkan.router.Change.RaiseLink;
import io.genkan.router.Change.RemoveTable;
import io.genkan.router.Change.RestoreSetting;
import io.genkan.tun.TunMode;
import io.genkan.tunnel.AttachmentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The planner and the diff together: from tunnels to steps.
class RouterDiffTest {
    private static final Setting FORWARDING = Setting.ipv4Forwarding(Houses.ETH0);

    private final RouterPlanner planner = new RouterPlanner(Houses.POOL, new Mtu(1400), Houses.TAP_ADDRESSES);
    private final AttachedTunnel one = Houses.tunnel(1, "Tomodati", "192.168.100.10:80");
    private final AttachedTunnel two = Houses.tunnel(2, "Jiro");

    @Test
    void plansNothingForNobody() throws AttachmentException {
        assertThat(planner.plan(List.of(), Houses.ONE_NETWORK)).isEqualTo(RouterConfig.NOTHING);
        assertThat(planner.plan(List.of(), Houses.WITHIN_THE_POOL)).isEqualTo(RouterConfig.NOTHING);
    }

    @Test
    void plansTheSameWhateverTheOrder() throws AttachmentException {
        assertThat(planner.plan(List.of(two, one), Houses.ONE_NETWORK))
                .isEqualTo(planner.plan(List.of(one, two), Houses.ONE_NETWORK));
    }

    @Test
    void plansALinkForEachTunnelAndForwardingFromTheLan() throws AttachmentException {
        RouterConfig plan = planner.plan(List.of(one, two), Houses.ONE_NETWORK);
        assertThat(plan.links())
                .containsExactly(
                        new Link(
                                one.device(),
                                one.addresses(),
                                new Mtu(1400),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty()),
                        new Link(
                                two.device(),
                                two.addresses(),
                                new Mtu(1400),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty()));
        assertThat(plan.settings()).containsExactly(Map.entry(FORWARDING, "1"));
        LanSets lan = new LanSets(Houses.ONE_NETWORK);
        assertThat(plan.tables())
                .containsExactly(
                        new NatRules(List.of(one, two), Houses.ONE_NETWORK).ruleset(),
                        GuardRules.of(one, lan),
                        GuardRules.of(two, lan));
    }

    @Test
    void refusesAnOverlapWithAnyNetworkOfTheLan() {
        List<Lan.Network> networks = new ArrayList<>(Houses.ONE_NETWORK.networks());
        networks.addAll(Houses.WITHIN_THE_POOL.networks());
        AttachmentException refusal = catchThrowableOfType(
                AttachmentException.class,
                () -> planner.plan(List.of(one), new Lan(Houses.ETH0, Lan.Kind.WIRED, networks, false)));
        assertThat(refusal.reason()).isEqualTo(AttachmentException.Reason.POOL_OVERLAPS_LAN);
    }

    @Test
    void opensTheDoorLastAndShutsItFirst() throws AttachmentException {
        RouterConfig open = planner.plan(List.of(one), Houses.ONE_NETWORK);
        assertThat(RouterDiff.between(RouterConfig.NOTHING, open))
                .containsExactly(
                        new LoadRuleset(open.tables().get(0)),
                        new LoadRuleset(open.tables().get(1)),
                        new ChangeSetting(FORWARDING, "1"),
                        new RaiseLink(open.links().getFirst()));
        assertThat(RouterDiff.between(open.withoutLink(one.device()), RouterConfig.NOTHING))
                .containsExactly(
                        new RestoreSetting(FORWARDING),
                        new RemoveTable(NatRules.TABLE),
                        new RemoveTable(GuardRules.tableOf(one.device())));
    }

    @Test
    void changesNothingWhereAllIsAsItShouldBe() throws AttachmentException {
        RouterConfig plan = planner.plan(List.of(one, two), Houses.TWO_NETWORKS);
        assertThat(RouterDiff.between(plan, plan)).isEmpty();
        assertThat(RouterDiff.between(RouterConfig.NOTHING, RouterConfig.NOTHING))
                .isEmpty();
    }

    @Test
    void loadsRulesAgainAfterALoadOfWhichNobodyKnowsHowItEnded() throws AttachmentException {
        RouterConfig plan = planner.plan(List.of(one), Houses.ONE_NETWORK);
        RouterConfig unknown = new LoadRuleset(plan.tables().getFirst()).afterFailure(plan);
        assertThat(RouterDiff.between(unknown, plan))
                .containsExactly(new LoadRuleset(plan.tables().getFirst()));
        assertThat(RouterDiff.between(unknown.withoutLink(one.device()), RouterConfig.NOTHING))
                .contains(new RemoveTable(NatRules.TABLE));
    }

    /// Links of devices that are to go are left out, since they go with their devices and not by a step.
    @Test
    void leadsFromAnyStateToAnyOther() throws AttachmentException {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            RouterConfig toBe = anyState(random);
            RouterConfig is = anyState(random);
            for (Link link : is.links()) {
                if (!toBe.links().contains(link)) {
                    is = is.withoutLink(link.device());
                }
            }
            RouterConfig now = is;
            for (Change change : RouterDiff.between(is, toBe)) {
                now = change.after(now);
            }
            assertThat(now.tables()).containsExactlyInAnyOrderElementsOf(toBe.tables());
            assertThat(now.settings()).isEqualTo(toBe.settings());
            assertThat(now.proxies()).isEqualTo(toBe.proxies());
            assertThat(now.links()).containsExactlyInAnyOrderElementsOf(toBe.links());
            assertThat(RouterDiff.between(now, toBe)).isEmpty();
        }
    }

    private RouterConfig anyState(Random random) throws AttachmentException {
        List<AttachedTunnel> tunnels = new ArrayList<>(List.of(
                one,
                two,
                Houses.tunnel(3, "Saburo", "192.168.100.0/24"),
                Houses.inLan(TunMode.ETHERNET, 4, "Shiro", "192.168.100.10")));
        Collections.shuffle(tunnels, random);
        List<AttachedTunnel> some = tunnels.subList(0, random.nextInt(tunnels.size() + 1));
        Lan lan = List.of(Houses.ONE_NETWORK, Houses.TWO_NETWORKS, Houses.FORWARDED_BEFORE)
                .get(random.nextInt(3));
        RouterConfig planned = planner.plan(some, lan);
        Map<Setting, String> settings = new HashMap<>(planned.settings());
        if (random.nextBoolean()) {
            settings.put(Setting.ipv4Forwarding(new InterfaceName("wlan" + random.nextInt(2))), "1");
        }
        List<Ruleset> tables = random.nextInt(5) == 0 ? List.of() : planned.tables();
        return new RouterConfig(tables, settings, planned.proxies(), planned.links());
    }
}
