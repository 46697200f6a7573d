/// What a friend needs to connect, as pure text and values.
///
/// May use: access, settings, net.
@NullMarked
package io.genkan.kit;

import org.jspecify.annotations.NullMarked;
