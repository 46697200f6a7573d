package io.genkan.router;

import io.genkan.linux.ProcFs.Setting;
import io.genkan.net.InterfaceName;
import io.genkan.net.IpPrefix;
import io.genkan.net.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of the kernel that routes. Each method is done when it returns, or throws.
interface Router {
    /// The packet filter.
    PacketFilter filter();

    /// Gives a device its addresses and takes it up.
    void raise(Link link) throws IOException;

    /// Takes a device down at once; does nothing if there is none.
    void shut(InterfaceName device) throws IOException;

    /// Whether there is a device of this name.
    boolean hasDevice(InterfaceName device) throws IOException;

    /// Changes a kernel setting; keeps the earlier value, also over a crash.
    void change(Setting setting, String value) throws IOException;

    /// Gives a kernel setting back its earlier value, unless somebody else has changed it since.
    void restore(Setting setting) throws IOException;

    /// Answers ARP in the LAN for an address.
    void addProxy(ProxyNeighbour proxy) throws IOException;

    /// Answers no more; does nothing if we did not.
    void removeProxy(ProxyNeighbour proxy) throws IOException;

    /// Asks the LAN who has some addresses; takes up to a second, and no longer than until somebody answers.
    ///
    /// @param lan the interface to the LAN
    /// @return the hardware addresses of those who answer
    Map<InetAddress, String> holdersOf(List<InetAddress> addresses, InterfaceName lan) throws IOException;

    /// Tells the LAN that addresses of its own are found at the gateway from now on.
    void announce(List<InetAddress> addresses) throws IOException;

    /// Tells the LAN at which hardware address one of its addresses is found from now on.
    void announce(InetAddress address, MacAddress mac) throws IOException;

    /// Makes the hardware address that a bridge has learnt by a port the only one there.
    ///
    /// @return it, once the bridge has learnt one
    Optional<MacAddress> pin(InterfaceName port, InterfaceName bridge) throws IOException;

    /// The networks that the machine has routes to, but the default one.
    List<IpPrefix> routes() throws IOException;

    /// The LAN as it is now.
    ///
    /// @throws NoLanException if there is none, or it is not clear which one
    Lan lan() throws IOException;
}
