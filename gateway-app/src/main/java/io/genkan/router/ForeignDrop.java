package io.genkan.router;

import io.genkan.net.InterfaceName;
import java.util.List;

/// Somebody else's chain of the packet filter that drops what tunnels send and get, whatever our own rules accept:
/// Docker's, for example.
///
/// @param family the family as `nft` writes it
/// @param table its table
/// @param chain its chain on the forward hook
/// @param place the chain into which its owner wants others to put their rules
/// @param iptables whether the rules there are made with `iptables`
public record ForeignDrop(String family, String table, String chain, String place, boolean iptables) {
    /// The commands that let the tunnels' packets pass there. Our own rules go on deciding about each of them.
    ///
    /// @param devices the tunnels' devices
    public List<String> mend(List<InterfaceName> devices) {
        return commands(devices, iptables ? "iptables -I" : "nft insert rule");
    }

    /// The commands that take the others back; for `nft` the rules' numbers have to be looked up.
    public List<String> undo(List<InterfaceName> devices) {
        return iptables
                ? commands(devices, "iptables -D")
                : List.of("nft -a list chain " + family + " " + table + " " + place
                        + ", then nft delete rule … handle N for both");
    }

    private List<String> commands(List<InterfaceName> devices, String verb) {
        return devices.stream()
                .map(device -> device.value().replaceAll("[0-9]+$", ""))
                .distinct()
                .sorted()
                .flatMap(kind -> List.of(command(verb, kind, true), command(verb, kind, false)).stream())
                .toList();
    }

    private String command(String verb, String kind, boolean incoming) {
        return iptables
                ? verb + " " + place + (incoming ? " -i " : " -o ") + kind + "+ -j ACCEPT"
                : verb + " " + family + " " + table + " " + place + (incoming ? " iifname " : " oifname ") + "\"" + kind
                        + "*\" accept";
    }

    @Override
    public String toString() {
        return family + " " + table + " " + chain;
    }
}
