/// The pages about invitations, and about who has come with one and waits.
///
/// May use: web, web.friends, access, kit, ssh, net.
@NullMarked
package io.genkan.web.invitations;

import org.jspecify.annotations.NullMarked;
