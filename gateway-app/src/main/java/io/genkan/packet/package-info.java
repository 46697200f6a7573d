/// Views over a packet's bytes: what stands where in IP and TCP headers, checksums, and the cutting and joining of TCP
/// segments. Pure.
///
/// May use: nothing.
@NullMarked
package io.genkan.packet;

import org.jspecify.annotations.NullMarked;
