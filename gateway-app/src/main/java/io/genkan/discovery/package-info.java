/// Carries friends' questions what is there into the home network, and back what concerns that which they may reach.
///
/// May use: discovery.wire, router, tunnel, access, settings, net.
@NullMarked
package io.genkan.discovery;

import org.jspecify.annotations.NullMarked;
