/// What SSH server and client share: algorithms, host key, key parsing, the framing of tunnel datagrams.
///
/// May use: access, settings, net.
@NullMarked
package io.genkan.ssh;

import org.jspecify.annotations.NullMarked;
