package io.genkan.tun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketRatioTest {
    private final PacketRatio ratio = new PacketRatio();

    @Test
    void changesNothingForOrdinaryPackets() {
        assertThat(ratio.inKernelPackets(500)).isEqualTo(500);
        ratio.countPacket();
        assertThat(ratio.inKernelPackets(500)).isEqualTo(500);
    }

    @Test
    void shortensTheQueueOfLargePackets() {
        count(10, 39);
        assertThat(ratio.inKernelPackets(1000)).isEqualTo(25);
        assertThat(ratio.inKernelPackets(1000))
                .as("as it was since the last time")
                .isEqualTo(1000);
        count(10, 99);
        assertThat(ratio.inKernelPackets(1000)).as("never shorter").isEqualTo(16);
    }

    private void count(int packets, int furtherEach) {
        for (int i = 0; i < packets; i++) {
            ratio.countPacket();
            for (int j = 0; j < furtherEach; j++) {
                ratio.countSegment();
            }
        }
    }
}
