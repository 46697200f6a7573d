package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.linux.NetworkDevices;
import io.genkan.linux.ProcFs;
import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import io.genkan.net.TunnelPool;
import java.io.IOException;
import java.util.List;

/// The Linux kernel, by `ip` and `/proc/sys`.
final class LinuxRouter implements Router {
    private static final String ON = "1";
    /// On a tap device the gateway answers ARP for the addresses of that device alone, not for its others.
    private static final String ONLY_ITS_OWN_ADDRESSES = "1";

    private final PacketFilter filter;
    private final CommandRunner commands;
    private final ProcFs procFs;
    private final KernelSettings settings;
    private final LanFinder lanFinder;

    LinuxRouter(
            PacketFilter filter, CommandRunner commands, ProcFs procFs, KernelSettings settings, LanFinder lanFinder) {
        this.filter = filter;
        this.commands = commands;
        this.procFs = procFs;
        this.settings = settings;
        this.lanFinder = lanFinder;
    }

    @Override
    public PacketFilter filter() {
        return filter;
    }

    @Override
    public void shut(InterfaceName device) throws IOException {
        NetworkDevices.shut(device);
    }

    @Override
    public boolean hasDevice(InterfaceName device) throws IOException {
        return NetworkDevices.exists(device);
    }

    /// The device has no IPv6 before it is up, so that the kernel never announces itself there.
    @Override
    public void raise(Link link) throws IOException {
        InterfaceName device = link.device();
        if (procFs.read(Setting.ipv6Disabled(device)).isPresent()) {
            procFs.write(Setting.ipv6Disabled(device), ON);
        }
        procFs.write(Setting.ipv4Forwarding(device), ON);
        procFs.write(Setting.arpIgnore(device), ONLY_ITS_OWN_ADDRESSES);
        String gateway = link.addresses().gateway().getHostAddress();
        String friend = link.addresses().friend().getHostAddress();
        commands.run(List.of("ip", "-batch", "-"), """
                link set dev %1$s mtu %2$s
                link set dev %1$s alias genkan:%1$s
                address replace %3$s dev %1$s
                link set dev %1$s up
                """.formatted(
                device,
                link.mtu(),
                link.ethernet() ? gateway + "/" + TunnelPool.PREFIX_LENGTH : gateway + " peer " + friend + "/32"));
    }

    @Override
    public void forwardFrom(InterfaceName device) throws IOException {
        settings.change(Setting.ipv4Forwarding(device), ON);
    }

    @Override
    public void restoreForwarding(InterfaceName device) throws IOException {
        settings.restore(Setting.ipv4Forwarding(device));
    }

    @Override
    public Lan lan() throws IOException {
        LanFinder.Found found = lanFinder.find();
        boolean forwarded = settings.earlierValue(Setting.ipv4Forwarding(found.device()))
                .map(ON::equals)
                .orElse(false);
        return new Lan(found.device(), found.networks(), forwarded);
    }
}
