package io.genkan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genkan.net.Attachment;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.Mtu;
import io.genkan.net.TunnelPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/// Reads a real `genkan.yaml` as the gateway does, and shows the words on the console when it cannot.
@ExtendWith(OutputCaptureExtension.class)
class GatewayPropertiesTest {
    @TempDir
    private Path data;

    @Test
    void needsNoFile() {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBean(GatewayProperties.class))
                    .isEqualTo(new GatewayProperties(
                            data,
                            new GatewayProperties.Ssh("::", 2222, true),
                            new GatewayProperties.Admin("::", 8443, List.of()),
                            new GatewayProperties.Lan(Optional.empty(), Optional.empty()),
                            new GatewayProperties.Tunnel(
                                    new TunnelPool(IpPrefix.parse("10.186.0.0/16")),
                                    new Mtu(1500),
                                    true,
                                    Attachment.NAT),
                            new GatewayProperties.Metrics(Optional.empty(), false)));
        }
    }

    @Test
    void readsEverySetting() throws IOException {
        Path file = write("""
                genkan:
                  ssh: { address: 192.168.100.2, port: 22, curve25519: false }
                  admin:
                    address: 127.0.0.1
                    port: 443
                    names: [ pi.example.org, genkan.lan ]
                  lan: { interface: eth0.100, friends: 192.168.100.48/29 }
                  tunnel: { pool: 172.30.0.0/24, mtu: 1400, offload: false, attachment: proxy-arp }
                  metrics: { token: bW9uaXRvcmluZyBpcyBmdW4h, friend-names: true }
                """);
        try (ConfigurableApplicationContext context = start(file)) {
            assertThat(context.getBean(GatewayProperties.class))
                    .isEqualTo(new GatewayProperties(
                            data,
                            new GatewayProperties.Ssh("192.168.100.2", 22, false),
                            new GatewayProperties.Admin("127.0.0.1", 443, List.of("pi.example.org", "genkan.lan")),
                            new GatewayProperties.Lan(
                                    Optional.of(new InterfaceName("eth0.100")),
                                    Optional.of(IpPrefix.parse("192.168.100.48/29"))),
                            new GatewayProperties.Tunnel(
                                    new TunnelPool(IpPrefix.parse("172.30.0.0/24")),
                                    new Mtu(1400),
                                    false,
                                    Attachment.PROXY_ARP),
                            new GatewayProperties.Metrics(
                                    Optional.of(MetricsToken.parse("bW9uaXRvcmluZyBpcyBmdW4h")), true)));
        }
    }

    /// The setting as it stands in the file, and what the owner reads.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tunnel: { mtu: 100 } | genkan.tunnel.mtu: 100 bytes is not a packet size",
                "tunnel: { mtu: large } | genkan.tunnel.mtu: large bytes is not a packet size",
                "tunnel: { pool: 10.186.0.0/33 } | genkan.tunnel.pool: “10.186.0.0/33” is not an address",
                "tunnel: { pool: 10.186.0.1/16 } | For the whole network write 10.186.0.0/16",
                "tunnel: { pool: 10.186.0.0/31 } | genkan.tunnel.pool: 10.186.0.0/31 has no room for a tunnel",
                "tunnel: { pool: 'fd00::/64' } | genkan.tunnel.pool: “fd00::/64” is not an address",
                "tunnel: { attachment: magic } | genkan.tunnel.attachment: “magic” is no way to join",
                "metrics: { token: 'secret' } | genkan.metrics.token: A token must have 24 characters or more",
                "metrics: { token: '' } | genkan.metrics.token: A token must have 24 characters or more",
                "metrics: { token: 12345 } | genkan.metrics.token: A token must have 24 characters or more",
                "lan: { friends: 192.168.100.49/29 } | write 192.168.100.48/29",
                "lan: { friends: 'fd00::/64' } | “fd00::/64” is not an address",
                "lan: { interface: 'eth0; reboot' } | genkan.lan.interface: “eth0; reboot” is not the name"
            })
    void saysInWordsWhatCannotBeTaken(String setting, String words, CapturedOutput output) throws IOException {
        assertRefused(setting);
        assertThat(output.getAll().replaceAll("\\s+", " ")).contains(words).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh: { port: 0 } | genkan.ssh.port | must be greater than or equal to 1",
                "ssh: { port: 65536 } | genkan.ssh.port | must be less than or equal to 65535",
                "admin: { port: -1 } | genkan.admin.port | must be greater than or equal to 1",
                "ssh: { port: many } | genkan.ssh.port | many",
                "ssh: { curve25519: perhaps } | genkan.ssh.curve25519 | perhaps",
                "tunel: { mtu: 1400, offload: false } | genkan.tunel.mtu | does not know",
                "tunnel: { mtuu: 1400 } | genkan.tunnel.mtuu | does not know",
                "colour: red | genkan.colour | does not know"
            })
    void namesTheSetting(String setting, String name, String words, CapturedOutput output) throws IOException {
        assertRefused(setting);
        assertThat(output.getAll()).containsIgnoringCase(name).contains(words);
    }

    private void assertRefused(String setting) throws IOException {
        Path file = write("genkan:\n  " + setting + "\n");
        assertThatThrownBy(() -> start(file).close()).isInstanceOf(RuntimeException.class);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(data.resolve("genkan.yaml"), yaml);
    }

    private ConfigurableApplicationContext start() {
        return application().run("--genkan.data=" + data);
    }

    private ConfigurableApplicationContext start(Path file) {
        return application().run("--genkan.data=" + data, "--spring.config.additional-location=file:" + file);
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(SettingsConfiguration.class).web(WebApplicationType.NONE);
    }
}
