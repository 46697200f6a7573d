/// The owner: his account and the throttle on logging in.
///
/// May use: store, net.
@NullMarked
package io.genkan.owner;

import org.jspecify.annotations.NullMarked;
