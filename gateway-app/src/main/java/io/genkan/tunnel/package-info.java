/// One live tunnel: the device, the channel, and the pump between them.
///
/// May use: access, tun, net.
@NullMarked
package io.genkan.tunnel;

import org.jspecify.annotations.NullMarked;
