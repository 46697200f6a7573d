package io.genkan.router;

import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A kernel in memory, which prints what it holds as `nft` and `ip` lines and fails when told to.
final class FakeKernel implements Router, PacketFilter {
    private final Map<TableName, Ruleset> tables = new LinkedHashMap<>();
    private final Set<TableName> damaged = new HashSet<>();
    private final Set<String> devices = new HashSet<>();
    private final TreeMap<String, String> settings = new TreeMap<>();
    private final Set<ProxyNeighbour> proxies = new HashSet<>();
    private final Map<String, String> holders = new HashMap<>();
    private final TreeMap<String, Link> links = new TreeMap<>();
    private final Map<String, MacAddress> learnt = new HashMap<>();
    private final List<IpPrefix> routes = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final Map<TableName, Map<String, Long>> counted = new HashMap<>();
    private @Nullable IOException countedFailsWith;
    private int failing = -1;
    private boolean forEver;
    private boolean halfWay;
    private Lan lan = Houses.ONE_NETWORK;
    private @Nullable IOException noLan;

    /// Fails at one of the next steps.
    ///
    /// @param step which, from 0 on
    /// @param halfWay whether the step takes effect nevertheless
    void failAt(int step, boolean halfWay) {
        this.failing = steps.size() + step;
        this.halfWay = halfWay;
    }

    /// Fails at the same step as {@link #failAt}, and at each one after it.
    void failFrom(int step) {
        failAt(step, false);
        forEver = true;
    }

    void lan(Lan other) {
        lan = other;
        noLan = null;
    }

    void loseLan() {
        noLan = new NoLanException("no LAN");
    }

    /// Somebody else's route.
    void addRoute(String network) {
        routes.add(IpPrefix.parse(network));
    }

    void addDevice(InterfaceName device) {
        devices.add(device.value());
    }

    /// Lets the rules of a table have counted.
    void count(TableName table, Map<String, Long> packets) {
        counted.put(table, packets);
    }

    void countedFailsWith(@Nullable IOException failure) {
        countedFailsWith = failure;
    }

    /// A device of the LAN takes an address.
    void takeInLan(String address, String hardwareAddress) {
        holders.put(address, hardwareAddress);
    }

    /// Somebody else changes a table.
    void damage(TableName table) {
        damaged.add(table);
    }

    /// A device goes, and its link with it.
    void removeDevice(InterfaceName device) {
        links.remove(device.value());
        devices.remove(device.value());
    }

    /// What was done so far, in order.
    List<String> steps() {
        return List.copyOf(steps);
    }

    /// A table that is loaded.
    Ruleset table(TableName name) {
        return Objects.requireNonNull(tables.get(name));
    }

    /// What it holds of ours.
    List<String> state() {
        List<String> lines = new ArrayList<>();
        tables.values()
                .forEach(t -> t.toString().lines().map(line -> "nft " + line).forEach(lines::add));
        settings.forEach((path, value) -> lines.add("sysctl net/" + path + "=" + value));
        proxies.forEach(
                proxy -> lines.add("ip neigh proxy " + proxy.address().getHostAddress() + " dev " + proxy.lan()));
        links.values()
                .forEach(link -> lines.add("ip link " + link.device() + " mtu " + link.mtu() + " up "
                        + link.addresses().gateway().getHostAddress() + " peer "
                        + link.addresses().friend().getHostAddress()
                        + link.subnet().map(behind -> " in front of " + behind).orElse("")));
        return lines;
    }

    @Override
    public PacketFilter filter() {
        return this;
    }

    @Override
    public void load(Ruleset ruleset) throws IOException {
        step("load " + ruleset.table(), () -> {
            tables.put(ruleset.table(), ruleset);
            damaged.remove(ruleset.table());
        });
    }

    @Override
    public void unload(TableName table) throws IOException {
        step("unload " + table, () -> tables.remove(table));
    }

    @Override
    public boolean holds(TableName table) {
        return tables.containsKey(table) && !damaged.contains(table);
    }

    @Override
    public Map<TableName, Map<String, Long>> counted() throws IOException {
        if (countedFailsWith != null) {
            throw countedFailsWith;
        }
        return Map.copyOf(counted);
    }

    @Override
    public void shut(InterfaceName device) throws IOException {
        step("shut " + device, () -> links.remove(device.value()));
    }

    @Override
    public boolean hasDevice(InterfaceName device) {
        return devices.contains(device.value());
    }

    @Override
    public void raise(Link link) throws IOException {
        step("raise " + link.device(), () -> links.put(link.device().value(), link));
    }

    @Override
    public void change(Setting setting, String value) throws IOException {
        step("set " + setting + " " + value, () -> settings.put(setting.path(), value));
    }

    @Override
    public void restore(Setting setting) throws IOException {
        step("restore " + setting, () -> settings.remove(setting.path()));
    }

    @Override
    public void addProxy(ProxyNeighbour proxy) throws IOException {
        step("answer for " + proxy.address().getHostAddress(), () -> proxies.add(proxy));
    }

    @Override
    public void removeProxy(ProxyNeighbour proxy) throws IOException {
        step("answer no more for " + proxy.address().getHostAddress(), () -> proxies.remove(proxy));
    }

    @Override
    public Map<InetAddress, String> holdersOf(List<InetAddress> addresses, InterfaceName device) {
        Map<InetAddress, String> found = new HashMap<>();
        for (InetAddress address : addresses) {
            String holder = holders.get(address.getHostAddress());
            if (holder != null) {
                found.put(address, holder);
            }
        }
        return found;
    }

    @Override
    public void announce(List<InetAddress> addresses) throws IOException {
        String all = addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        step("announce " + all, () -> {});
    }

    @Override
    public void announce(InetAddress address, MacAddress mac) throws IOException {
        step("announce " + address.getHostAddress() + " at " + mac, () -> {});
    }

    @Override
    public Optional<MacAddress> pin(InterfaceName port, InterfaceName bridge) {
        return Optional.ofNullable(learnt.get(port.value()));
    }

    /// A friend says the first word by his port of the bridge.
    void learn(InterfaceName port, MacAddress mac) {
        learnt.put(port.value(), mac);
    }

    @Override
    public List<IpPrefix> routes() {
        return List.copyOf(routes);
    }

    @Override
    public Lan lan() throws IOException {
        if (noLan != null) {
            throw noLan;
        }
        return lan;
    }

    private void step(String what, Runnable effect) throws IOException {
        boolean fails = steps.size() == failing || (forEver && steps.size() > failing);
        steps.add(what);
        if (!fails || halfWay) {
            effect.run();
        }
        if (fails) {
            throw new IOException(what + " fails");
        }
    }
}
