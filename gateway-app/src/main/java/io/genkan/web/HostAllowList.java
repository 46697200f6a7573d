package io.genkan.web;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/// Which hosts in a `Host` header are ours. Pure.
///
/// A page from elsewhere can let its own name resolve to the gateway's address (DNS rebinding), and the browser
/// then takes the gateway for that page's server. What it cannot do is change the name that the browser sends.
record HostAllowList(Set<String> names, Set<InetAddress> addresses) {
    /// Whether a request was meant for us.
    ///
    /// @param host the host of its `Host` header, without the port, such as `genkan.local` or `[fd00::1]`
    boolean allows(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return isOurAddress(host.substring(1, host.length() - 1));
        }
        return names.contains(withoutRootDot(host).toLowerCase(Locale.ROOT)) || isOurAddress(host);
    }

    private boolean isOurAddress(String text) {
        return MachineNames.addressLiteral(text).filter(addresses::contains).isPresent();
    }

    private static String withoutRootDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
