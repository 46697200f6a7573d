package io.genkan.router;

import io.genkan.access.Discovery;
import io.genkan.net.Multicast;
import java.util.ArrayList;
import java.util.List;

/// Writes what lets a friend ask what is there, and hear the gateway's answers; nothing at all where his terms do not
/// say so. Pure.
///
/// Only questions come in. Announcements and what is about to be one would be heard by other programs of the gateway
/// that listen there too (Avahi), which would believe them: a friend could take the gateway's own name away. Only what
/// the relay itself sends goes out, which has a DSCP of its own: those programs would answer too.
record DiscoveryRules(AttachedTunnel tunnel) {
    /// Of the header of a DNS message behind that of UDP, no bit that says that it answers (RFC 1035 §4.1.1), and no
    /// record in its authority section (RFC 6762 §8.2).
    private static final String ASKS_DNS = " @th,80,8 & 0x80 == 0 @th,128,16 0";

    /// The first eight bytes behind the header of UDP: `M-SEARCH`.
    private static final String SEARCHES = " @th,64,64 0x4d2d534541524348";

    /// What lets his questions come in.
    ///
    /// @param before what else has to match
    List<String> questions(String before) {
        List<String> rules = new ArrayList<>();
        if (discovery().mdns()) {
            rules.add(before + "ip daddr " + group(Multicast.MDNS) + " udp dport " + Multicast.MDNS.port() + ASKS_DNS
                    + " accept");
        }
        if (discovery().ssdp()) {
            rules.add(before + "ip daddr " + group(Multicast.SSDP) + " udp dport " + Multicast.SSDP.port() + SEARCHES
                    + " accept");
        }
        return rules;
    }

    /// What lets the answers go to him: to his own address, and those of multicast DNS also to its group, since that
    /// is where its programs listen.
    ///
    /// @param before what else has to match
    List<String> answers(String before) {
        List<String> rules = new ArrayList<>();
        if (discovery().mdns()) {
            rules.add(before + answer("{ " + friend() + ", " + group(Multicast.MDNS) + " }", Multicast.MDNS));
        }
        if (discovery().ssdp()) {
            rules.add(before + answer(friend(), Multicast.SSDP));
        }
        return rules;
    }

    /// On a bridge, the answers to a group go to every port.
    List<String> answersOfABridge(String port) {
        return discovery().mdns()
                ? List.of("oifname != " + port + " ip saddr " + gateway() + " ip daddr " + group(Multicast.MDNS)
                        + " drop")
                : List.of();
    }

    private String answer(String to, Multicast multicast) {
        return "ip saddr " + gateway() + " ip daddr " + to + " udp sport " + multicast.port() + " ip dscp 0x"
                + Integer.toHexString(Multicast.ANSWER_DSCP) + " accept";
    }

    /// Answers name the hosts' real addresses, which lead nowhere where the LAN appears under others.
    private Discovery discovery() {
        return tunnel.mapping().isPresent()
                ? Discovery.NONE
                : tunnel.policy().terms().discovery();
    }

    private String friend() {
        return tunnel.addresses().friend().getHostAddress();
    }

    private String gateway() {
        return tunnel.addresses().gateway().getHostAddress();
    }

    private static String group(Multicast multicast) {
        return multicast.group().getHostAddress();
    }
}
