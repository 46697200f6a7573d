package io.genkan.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.genkan.net.InterfaceName;
import io.genkan.net.MacAddress;
import io.genkan.store.DatabaseFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapAddressesTest {
    private static final InterfaceName TAP1 = new InterfaceName("tap1");
    private static final UUID HERE = UUID.fromString("6b54f0a4-6f64-4b55-a5b2-2a3d3c6a8f10");

    @Test
    void givesADeviceTheSameAddressForEver() {
        assertThat(new TapAddresses(HERE).of(TAP1)).isEqualTo(MacAddress.parse("FE:B3:FA:4D:2A:C5"));
    }

    @Test
    void givesEachDeviceOfEachGatewayAnotherOne() {
        Set<MacAddress> all = new HashSet<>();
        for (int unit = 0; unit < 1_000; unit++) {
            InterfaceName device = new InterfaceName("tap" + unit);
            all.add(new TapAddresses(HERE).of(device));
            all.add(Houses.TAP_ADDRESSES.of(device));
        }
        assertThat(all).hasSize(2_000).allMatch(mac -> mac.value().startsWith("fe:"));
    }

    @Test
    void keepsItsSeedInTheDatabase(@TempDir Path data) {
        UUID seed;
        try (DatabaseFile file = DatabaseFile.open(data)) {
            seed = new TapSeedTable(file.jdbc(), file.durable()).seed();
        }
        try (DatabaseFile file = DatabaseFile.open(data)) {
            assertThat(new TapSeedTable(file.jdbc(), file.durable()).seed()).isEqualTo(seed);
        }
    }
}
