/// Tells the owner by a webhook what happens at the door.
///
/// May use: access, tunnel, store, net.
@NullMarked
package io.genkan.notify;

import org.jspecify.annotations.NullMarked;
