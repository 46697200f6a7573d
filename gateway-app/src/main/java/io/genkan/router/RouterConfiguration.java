package io.genkan.router;

import io.genkan.access.HomePrefixes;
import io.genkan.access.ReservedPorts;
import io.genkan.access.TunnelUnits;
import io.genkan.linux.CommandRunner;
import io.genkan.linux.ProcFs;
import io.genkan.settings.GatewayProperties;
import io.genkan.tun.TunDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Builds the router out of its parts.
@Configuration(proxyBeanMethods = false)
class RouterConfiguration {
    /// The file with the kernel settings that were changed.
    static Path record(Path data) {
        return data.resolve("run/kernel-settings");
    }

    /// The file that says what of the LAN's bridge is to be undone, or made again.
    static Path bridgeRecord(Path data) {
        return data.resolve("run/lan-bridge");
    }

    @Bean
    KernelSettings kernelSettings(ProcFs procFs, GatewayProperties settings) throws IOException {
        Path record = record(settings.data());
        Files.createDirectories(record.getParent());
        return new KernelSettings(procFs, record);
    }

    @Bean
    TapAddresses tapAddresses(TapSeedTable table) {
        return new TapAddresses(table.seed());
    }

    @Bean
    Router router(
            CommandRunner commands,
            ProcFs procFs,
            KernelSettings kernelSettings,
            GatewayProperties settings,
            TunDevices devices) {
        LanFinder lanFinder = new LanFinder(commands, settings.lan().lanInterface());
        return new LinuxRouter(new LinuxPacketFilter(commands), commands, procFs, kernelSettings, lanFinder, devices);
    }

    @Bean
    InterfaceAddresses homeNetwork(ProcFs procFs, GatewayProperties settings) {
        return new InterfaceAddresses(procFs, settings.lan().lanInterface());
    }

    @Bean
    HomePrefixes homePrefixes(Router router) {
        return new LanPrefixes(router);
    }

    /// As many units as the block of addresses has room for.
    @Bean
    TunnelUnits tunnelUnits(GatewayProperties settings) {
        return new TunnelUnits(settings.tunnel().pool().largestUnit());
    }

    /// A port map would take them from the LAN.
    @Bean
    ReservedPorts reservedPorts(GatewayProperties settings) {
        return new ReservedPorts(List.of(settings.ssh().port(), settings.admin().port()));
    }

    @Bean
    LanSurvey lanSurvey(CommandRunner commands, Router router) {
        return new LanSurvey(commands, router, Path.of("/"));
    }

    @Bean
    BridgeRecord lanBridgeRecord(ProcFs procFs, GatewayProperties settings) {
        return new BridgeRecord(procFs, bridgeRecord(settings.data()));
    }

    @Bean
    BridgeMaker bridgeMaker(CommandRunner commands, BridgeRecord record) {
        return new BridgeMaker(commands, record);
    }

    @Bean
    BridgeSurvey bridgeSurvey(CommandRunner commands, LanSurvey lan) {
        return new BridgeSurvey(commands, lan);
    }

    @Bean
    CleanUp cleanUp(CommandRunner commands, KernelSettings kernelSettings, BridgeMaker bridge) {
        return new CleanUp(commands, kernelSettings, bridge);
    }
}
