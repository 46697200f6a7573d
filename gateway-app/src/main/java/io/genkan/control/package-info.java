/// The command line's other end: a unix socket on which the running gateway takes commands.
///
/// May use: audit, access, discovery, tunnel, router, kit, owner, notify, settings, ssh, store, net.
@NullMarked
package io.genkan.control;

import org.jspecify.annotations.NullMarked;
