package io.genkan.router;

import io.genkan.linux.CommandRunner;
import io.genkan.linux.NetworkDevices;
import io.genkan.linux.ProcFs;
import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.MacAddress;
import io.genkan.router.Lan.Kind;
import io.genkan.tun.TunDevices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Linux kernel, by `ip` and `/proc/sys`.
final class LinuxRouter implements Router {
    private static final String ON = "1";
    private static final String AT_ONCE = "0";
    /// On a tap device the gateway answers ARP for the addresses of that device alone, not for its others.
    private static final String ONLY_ITS_OWN_ADDRESSES = "1";

    private final PacketFilter filter;
    private final CommandRunner commands;
    private final ProcFs procFs;
    private final KernelSettings settings;
    private final ProxyNeighbours neighbours;
    private final LanFinder lanFinder;
    private final Announcer announcer;
    private final LinuxBridge bridge;

    LinuxRouter(
            PacketFilter filter,
            CommandRunner commands,
            ProcFs procFs,
            KernelSettings settings,
            LanFinder lanFinder,
            TunDevices devices) {
        this.filter = filter;
        this.commands = commands;
        this.neighbours = new ProxyNeighbours(commands);
        this.procFs = procFs;
        this.settings = settings;
        this.lanFinder = lanFinder;
        this.bridge = new LinuxBridge(commands);
        this.announcer = new Announcer(commands, procFs, devices);
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
        if (link.bridge().isPresent()) {
            bridge.fillIn(device, link.bridge().get());
            int mtu = LinuxBridge.mtu(link.bridge().get());
            commands.run(List.of("ip", "-batch", "-"), LinkCommands.ofPort(link, mtu));
            return;
        }
        procFs.write(Setting.ipv4Forwarding(device), ON);
        procFs.write(Setting.arpIgnore(device), ONLY_ITS_OWN_ADDRESSES);
        if (link.ethernet()) {
            // The friend may remember another hardware address for this one, from before this gateway was there.
            procFs.write(Setting.arpNotify(device), ON);
        }
        if (link.ethernet() && link.proxyArp()) {
            // He may believe that the LAN's hosts are on his wire; the second guard lets him ask for his own alone.
            procFs.write(Setting.proxyArp(device), ON);
            procFs.write(Setting.proxyDelay(device), AT_ONCE);
        }
        commands.run(List.of("ip", "-batch", "-"), LinkCommands.of(link));
    }

    @Override
    public void change(Setting setting, String value) throws IOException {
        settings.change(setting, value);
    }

    @Override
    public void restore(Setting setting) throws IOException {
        settings.restore(setting);
    }

    @Override
    public void addProxy(ProxyNeighbour proxy) throws IOException {
        neighbours.add(proxy);
    }

    @Override
    public void removeProxy(ProxyNeighbour proxy) throws IOException {
        neighbours.remove(proxy);
    }

    @Override
    public Map<InetAddress, String> holdersOf(List<InetAddress> addresses, InterfaceName lan) throws IOException {
        return neighbours.holdersOf(addresses, lan);
    }

    @Override
    public void announce(List<InetAddress> addresses) throws IOException {
        InterfaceName device = lanFinder.find().device();
        NetworkInterface lan = NetworkInterface.getByName(device.value());
        byte[] mac = lan == null ? null : lan.getHardwareAddress();
        if (mac != null) {
            announcer.announce(MacAddress.of(mac), addresses, device);
        }
    }

    @Override
    public void announce(InetAddress address, MacAddress mac) throws IOException {
        announcer.announce(mac, List.of(address), lanFinder.find().device());
    }

    @Override
    public Optional<MacAddress> pin(InterfaceName port, InterfaceName lan) throws IOException {
        return bridge.pin(port, lan);
    }

    @Override
    public List<IpPrefix> routes() throws IOException {
        return lanFinder.routes();
    }

    @Override
    public Lan lan() throws IOException {
        LanFinder.Found found = lanFinder.find();
        boolean forwarded = settings.earlierValue(Setting.ipv4Forwarding(found.device()))
                .map(ON::equals)
                .orElse(false);
        return new Lan(found.device(), kind(found.device()), found.networks(), forwarded);
    }

    private static Kind kind(InterfaceName device) {
        if (NetworkDevices.isBridge(device)) {
            return Kind.BRIDGE;
        }
        return NetworkDevices.isWireless(device) ? Kind.WIRELESS : Kind.WIRED;
    }
}
