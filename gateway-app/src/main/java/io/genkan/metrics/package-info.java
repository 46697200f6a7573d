/// What a monitoring program reads of the gateway, as meters.
///
/// May use: access, tunnel, sshd, router, settings, net.
@NullMarked
package io.genkan.metrics;

import org.jspecify.annotations.NullMarked;
