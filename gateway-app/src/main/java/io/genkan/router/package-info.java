/// Joins tunnels to the LAN: plans and applies addresses, forwarding and packet-filter rules.
///
/// May use: tunnel, tun, access, store, packet, linux, net, settings.
@NullMarked
package io.genkan.router;

import org.jspecify.annotations.NullMarked;
