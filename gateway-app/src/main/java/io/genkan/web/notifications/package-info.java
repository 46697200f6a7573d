/// The page about notifications.
///
/// May use: web, access, notify, net.
@NullMarked
package io.genkan.web.notifications;

import org.jspecify.annotations.NullMarked;
