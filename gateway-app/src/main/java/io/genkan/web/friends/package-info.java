/// The pages about friends: who they are, adding one, what he may do, his keys, and revoking.
///
/// May use: web, web.now, access, kit, tunnel, net.
@NullMarked
package io.genkan.web.friends;

import org.jspecify.annotations.NullMarked;
