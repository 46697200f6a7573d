/// The page *Now*: who is inside.
///
/// May use: access, tunnel, router, net, web.
@NullMarked
package io.genkan.web.now;

import org.jspecify.annotations.NullMarked;
