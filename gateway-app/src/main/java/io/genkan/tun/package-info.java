/// The kernel's tun devices, as a seam and as the real thing.
///
/// May use: linux, packet, settings, net.
@NullMarked
package io.genkan.tun;

import org.jspecify.annotations.NullMarked;
