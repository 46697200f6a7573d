/// The entry point.
///
/// May use: control.client.
@NullMarked
package io.genkan;

import org.jspecify.annotations.NullMarked;
