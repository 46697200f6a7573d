/// What a monitoring program reads of the gateway, as meters.
///
/// May use: access, discovery, tunnel, sshd, router, settings.
@NullMarked
package io.genkan.metrics;

import org.jspecify.annotations.NullMarked;
