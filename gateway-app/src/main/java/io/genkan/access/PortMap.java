package io.genkan.access;

import io.genkan.net.BadInputException;
import io.genkan.net.IpProtocol;
import io.genkan.net.PortRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A port of the gateway's address in the LAN that leads to a port of the friend's, for a friend who is joined by
/// NAT and whom the LAN's hosts have no route to.
///
/// Written `LANPORT:FRIENDPORT[/PROTOCOL]`, for example `8022:22`; TCP if no protocol is given. It opens nothing by
/// itself: who may come is a {@link Caller}.
///
/// @param lanPort the gateway's
/// @param friendPort the friend's
public record PortMap(int lanPort, int friendPort, IpProtocol protocol) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,5}):([0-9]{1,5})(?:/([a-z]+))?");

    /// @throws BadInputException if one of the ports is none
    public PortMap {
        var _ = new PortRange(lanPort, lanPort);
        var _ = new PortRange(friendPort, friendPort);
    }

    /// Reads a port map.
    ///
    /// @throws BadInputException if it is none
    public static PortMap parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new BadInputException(AccessProblem.NOT_A_PORT_MAP, text);
        }
        String protocol = form.group(3);
        return new PortMap(
                PortRange.parse(form.group(1)).first(),
                PortRange.parse(form.group(2)).first(),
                protocol == null ? IpProtocol.TCP : IpProtocol.parse(protocol));
    }

    boolean takesTheSamePortAs(PortMap other) {
        return lanPort == other.lanPort && protocol == other.protocol;
    }

    @Override
    public String toString() {
        return lanPort + ":" + friendPort + "/" + protocol;
    }
}
