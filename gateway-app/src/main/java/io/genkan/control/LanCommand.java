package io.genkan.control;

import io.genkan.net.IpPrefix;
import io.genkan.router.LanFacts;
import io.genkan.router.LanSurvey;
import io.genkan.settings.GatewayProperties;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `lan`: what the gateway finds of the home network, and what it would do there. Does nothing of it.
@Component
final class LanCommand implements ControlCommand {
    private final LanSurvey survey;
    private final GatewayProperties settings;

    LanCommand(LanSurvey survey, GatewayProperties settings) {
        this.survey = survey;
        this.settings = settings;
    }

    /// The home network as a program reads it.
    ///
    /// @param found whether there is one; else all but `trouble` is empty
    record LanData(
            boolean found,
            @Nullable String trouble,
            @Nullable String device,
            @Nullable String kind,
            @Nullable String bridge,
            List<LanFacts.Address> addresses,
            @Nullable String router,
            @Nullable String manager,
            boolean forwarded) {}

    @Override
    public String words() {
        return "lan";
    }

    @Override
    public ControlReply carryOut(ControlRequest request) {
        try {
            LanFacts facts = survey.look();
            LanData data = new LanData(
                    true,
                    null,
                    facts.device().value(),
                    kind(facts),
                    facts.bridge().orElse(null),
                    facts.addresses(),
                    facts.router().orElse(null),
                    facts.manager().orElse(null),
                    facts.forwarded());
            return ControlReply.done(words(facts) + "\n" + plan(facts), data);
        } catch (IOException e) {
            String trouble = String.valueOf(e.getMessage());
            return ControlReply.done(
                    nothing(trouble), new LanData(false, trouble, null, null, null, List.of(), null, null, false));
        }
    }

    /// What there is, in words.
    String found() {
        try {
            return words(survey.look());
        } catch (IOException e) {
            return nothing(String.valueOf(e.getMessage()));
        }
    }

    private static String nothing(String trouble) {
        return "The home network is not to be found: " + trouble;
    }

    private static String kind(LanFacts facts) {
        return switch (facts.kind()) {
            case ETHERNET -> "Ethernet";
            case WIFI -> "Wi-Fi";
            case BRIDGE -> "a bridge";
        };
    }

    private static String words(LanFacts facts) {
        StringBuilder text = new StringBuilder("The home network is on " + facts.device() + " (" + kind(facts) + ").");
        facts.bridge()
                .ifPresent(
                        bridge -> text.append("\n  It is a port of the bridge ").append(bridge));
        for (LanFacts.Address address : facts.addresses()) {
            text.append("\n  The gateway’s address is ")
                    .append(address.text())
                    .append(address.lent() ? ", lent (by DHCP)" : ", for ever (static)");
        }
        text.append("\n  The router is ").append(facts.router().orElse("unknown: there is no default route there"));
        text.append("\n  The interface is kept by ")
                .append(facts.manager().orElse("hand, or by a program unknown here"));
        return text.append("\n  Packets from there are forwarded ")
                .append(facts.forwarded() ? "anyway, whatever Genkan does" : "to nobody without Genkan")
                .toString();
    }

    private String plan(LanFacts facts) {
        String seen = facts.addresses().stream().map(LanFacts.Address::text).collect(Collectors.joining(", "));
        return """
                While a friend has a tunnel, and no longer, Genkan
                  loads the tables inet genkan and netdev genkan_*, which decide what passes
                  turns forwarding on for %1$s alone
                  by nat: gives friends addresses of %2$s; the home network sees %3$s
                  by proxy-arp: %4$s
                  by bridged: %5$s""".formatted(
                        facts.device(),
                        settings.tunnel().pool(),
                        seen,
                        settings.lan()
                                .friends()
                                .map(LanCommand::proxyArp)
                                .orElse("cannot; genkan.lan.friends names no addresses to give to friends"),
                        facts.kind() == LanFacts.Kind.BRIDGE
                                ? "makes friends’ tap devices ports of " + facts.device()
                                : "cannot; " + facts.device() + " is no bridge. See: genkan lan bridge plan");
    }

    private static String proxyArp(IpPrefix range) {
        return "gives friends addresses of " + range + ", and answers ARP for them in the home network";
    }
}
