/// Values of the network: prefixes, addresses, ports, interface names, tunnel units.
///
/// May use: nothing.
@NullMarked
package io.genkan.net;

import org.jspecify.annotations.NullMarked;
