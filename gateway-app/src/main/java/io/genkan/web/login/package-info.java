/// Logging in and out: the page, the check of the password, changing it, and how long a login counts.
///
/// May use: web, owner, audit, net.
@NullMarked
package io.genkan.web.login;

import org.jspecify.annotations.NullMarked;
