/// What a friend needs to connect, as pure text and values.
///
/// May use: ssh, access, store, settings, net.
@NullMarked
package io.genkan.kit;

import org.jspecify.annotations.NullMarked;
