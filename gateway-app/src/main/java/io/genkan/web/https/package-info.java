/// HTTPS for the admin pages: the local authority, the certificate, and the server's port.
///
/// May use: web, settings.
@NullMarked
package io.genkan.web.https;

import org.jspecify.annotations.NullMarked;
