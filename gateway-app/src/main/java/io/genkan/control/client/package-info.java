/// The command line: a plain program without Spring that talks to the running gateway.
///
/// May use: control, router, settings, store.
@NullMarked
package io.genkan.control.client;

import org.jspecify.annotations.NullMarked;
