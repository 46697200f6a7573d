/// The command line and its other end, a unix socket.
///
/// May use: access, tunnel, kit, owner, router, linux, settings, net.
@NullMarked
package io.genkan.control;

import org.jspecify.annotations.NullMarked;
