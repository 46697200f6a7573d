package io.genkan.kit;

import java.util.stream.Collectors;

/// What a friend types on Linux. Pure text.
///
/// @param once makes a tun device that belongs to the friend, with its addresses and routes, so that connecting needs
///     no root; gone after a restart of his computer
/// @param connect connects
/// @param knownHosts the line that makes his ssh know the gateway beforehand
public record LinuxCommands(String once, String connect, String knownHosts) {
    /// The commands for one key.
    ///
    /// @param host the name or address under which the friend reaches the gateway
    public static LinuxCommands of(ConnectionDetails details, String host) {
        String device = "tun" + details.unit();
        String routes = details.routes().stream()
                .map(route -> "\nsudo ip route add " + route + " dev " + device)
                .collect(Collectors.joining());
        return new LinuxCommands(
                """
                sudo ip tuntap add dev %1$s mode tun user "$USER"
                sudo ip address add %2$s peer %3$s dev %1$s
                sudo ip link set %1$s mtu %4$d up""".formatted(device, details.friendAddress(), details.gatewayAddress(), details.mtu()) + routes,
                "ssh -N -w %1$d:%1$d -p %2$d %3$s@%4$s"
                        .formatted(details.unit(), details.port(), details.userName(), host),
                "[%s]:%d %s".formatted(host, details.port(), details.hostKey()));
    }
}
