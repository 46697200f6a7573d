package io.genkan.linux;

import java.io.IOException;

/// Tells when an interface, an IPv4 address or an IPv4 route of this machine changes, whoever changes it
/// (rtnetlink(7)).
///
/// Used by one thread. Names and numbers are those of linux/netlink.h and linux/rtnetlink.h.
public final class NetworkChanges implements AutoCloseable {
    private static final int NETLINK_ROUTE = 0;
    private static final int RTMGRP_LINK = 1;
    private static final int RTMGRP_IPV4_IFADDR = 0x10;
    private static final int RTMGRP_IPV4_ROUTE = 0x40;

    private final NetlinkSocket changes;

    private NetworkChanges(NetlinkSocket changes) {
        this.changes = changes;
    }

    /// Begins to listen.
    public static NetworkChanges open() throws IOException {
        return new NetworkChanges(
                NetlinkSocket.open(NETLINK_ROUTE, RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE));
    }

    /// Waits until something changes; reads all that was told.
    ///
    /// @return false if nothing changed in that time
    public boolean await(int millis) throws IOException {
        if (!changes.await(millis)) {
            return false;
        }
        while (changes.await(0)) {
            changes.receive();
        }
        return true;
    }

    @Override
    public void close() {
        changes.close();
    }
}
