package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.linux.Nftables.Family;
import io.genkan.linux.ProcFs;
import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import io.genkan.net.MacAddress;
import io.genkan.packet.ArpAnnouncement;
import io.genkan.router.Ruleset.Chain;
import io.genkan.router.Ruleset.Hook;
import io.genkan.tun.TunDevice;
import io.genkan.tun.TunDevices;
import io.genkan.tun.TunMode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Tells the LAN at which hardware address some of its addresses are found from now on. A host that remembers another
/// one would go on sending there until it asks again, for up to a minute.
///
/// A packet socket would need CAP_NET_RAW. So the frames come in by a tap device that is made for them, where a rule
/// of the packet filter sends out by the LAN's interface whatever comes in; both are gone when they are out.
final class Announcer {
    private static final InterfaceName DEVICE = new InterfaceName("genkan-arp");
    private static final TableName TABLE = new TableName(Family.NETDEV, TableName.OURS + "_arp");
    private static final int ANY_PRIORITY = 0;

    private final CommandRunner commands;
    private final ProcFs procFs;
    private final TunDevices devices;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Announcer(CommandRunner commands, ProcFs procFs, TunDevices devices) {
        this.commands = commands;
        this.procFs = procFs;
        this.devices = devices;
    }

    /// Returns when the frames are out.
    ///
    /// @param lan where they go
    void announce(MacAddress mac, List<InetAddress> addresses, InterfaceName lan) throws IOException {
        oneAtATime.lock();
        try (TunDevice device = devices.create(DEVICE, TunMode.ETHERNET)) {
            procFs.write(Setting.ipv6Disabled(DEVICE), "1");
            commands.run(List.of("nft", "-f", "-"), ruleset(lan).script());
            commands.run("ip", "link", "set", "dev", DEVICE.value(), "up");
            ByteBuffer frame = ByteBuffer.allocateDirect(ArpAnnouncement.LENGTH);
            for (InetAddress address : addresses) {
                ArpAnnouncement.write(frame, mac.bytes(), address.getAddress());
                if (!device.write(frame) || device.flush() > 0) {
                    throw new IOException("the kernel did not take the announcement of " + address.getHostAddress());
                }
            }
        } finally {
            try {
                commands.run(List.of("nft", "-f", "-"), Ruleset.removal(TABLE));
            } finally {
                oneAtATime.unlock();
            }
        }
    }

    private static Ruleset ruleset(InterfaceName lan) {
        Chain chain = Chain.base("ingress", Hook.ingress(DEVICE, ANY_PRIORITY), List.of("fwd to \"" + lan + "\""));
        return new Ruleset(TABLE, List.of(), List.of(chain));
    }
}
