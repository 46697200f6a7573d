package io.genkan.settings;

import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.net.TunnelAddresses;
import io.genkan.net.TunnelPool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/// What the configuration file says (`genkan.yaml`); a name that it does not know is an error, not ignored.
///
/// @param data the directory of everything that outlives a restart
/// @param ssh where friends knock
/// @param admin where the owner's browser goes
/// @param lan the home network
/// @param tunnel what each tunnel gets
/// @param metrics what a monitoring program may read
@Validated
@ConfigurationProperties(prefix = "genkan", ignoreUnknownFields = false)
public record GatewayProperties(
        Path data,
        @Valid @DefaultValue Ssh ssh,
        @Valid @DefaultValue Admin admin,
        @Valid @DefaultValue Lan lan,
        @Valid @DefaultValue Tunnel tunnel,
        @Valid @DefaultValue Metrics metrics) {

    private static final int LARGEST_PORT = 65_535;

    /// Where friends knock.
    ///
    /// @param address the address to listen on; `0.0.0.0` and `::` mean all
    /// @param port the TCP port to listen on
    /// @param curve25519 whether to offer the key exchange curve25519-sha256 too, for clients older than
    ///     OpenSSH 8.5, which have no post-quantum one
    public record Ssh(
            @DefaultValue("::") String address,
            @DefaultValue("2222") @Min(1) @Max(LARGEST_PORT) int port,
            @DefaultValue("true") boolean curve25519) {}

    /// Where the owner's browser goes.
    ///
    /// @param address the address to listen on
    /// @param port the HTTPS port
    /// @param names further host names under which the owner opens the pages
    public record Admin(
            @DefaultValue("::") String address,
            @DefaultValue("8443") @Min(1) @Max(LARGEST_PORT) int port,
            @DefaultValue List<String> names) {}

    /// The home network.
    ///
    /// @param lanInterface the interface to the LAN; empty means that of the default route
    /// @param friends addresses of the LAN that are kept for friends who join it by proxy ARP, outside of the DHCP
    ///     pool of the router
    public record Lan(@Name("interface") Optional<InterfaceName> lanInterface, Optional<IpPrefix> friends) {}

    /// What each tunnel gets.
    ///
    /// @param pool the block out of which tunnels get addresses
    /// @param mtu the MTU of every tunnel, in bytes
    /// @param offload whether the segments of a TCP connection may pass the kernel together as one large packet
    /// @param attachment how a friend's tunnel joins the LAN for whom nothing else was chosen
    public record Tunnel(
            @DefaultValue("10.186.0.0/16") TunnelPool pool,
            @DefaultValue("1500") Mtu mtu,
            @DefaultValue("true") boolean offload,
            @DefaultValue("nat") Attachment attachment) {}

    /// What a monitoring program may read.
    ///
    /// @param token what it has to show; empty means that there is nothing to read
    /// @param friendNames whether the figures of tunnels are told for each friend by his name
    public record Metrics(
            Optional<MetricsToken> token,
            @DefaultValue("false") boolean friendNames) {}

    /// Which addresses tunnels have.
    public TunnelAddresses addresses() {
        return new TunnelAddresses(tunnel.pool(), lan.friends(), tunnel.attachment());
    }
}
