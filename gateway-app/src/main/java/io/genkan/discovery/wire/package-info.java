/// What multicast DNS and SSDP look like on the wire, read strictly and written anew; pure.
///
/// May use: net.
@NullMarked
package io.genkan.discovery.wire;

import org.jspecify.annotations.NullMarked;
