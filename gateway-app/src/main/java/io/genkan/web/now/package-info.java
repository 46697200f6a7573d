/// The page *Now*: who is inside.
///
/// May use: web, tunnel, access, notify, net.
@NullMarked
package io.genkan.web.now;

import org.jspecify.annotations.NullMarked;
