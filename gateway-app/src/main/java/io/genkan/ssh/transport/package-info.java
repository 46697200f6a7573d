/// How SSH sessions reach the network: a seam of bytes, and the SSH library's input and output over it.
///
/// May use: linux.
@NullMarked
package io.genkan.ssh.transport;

import org.jspecify.annotations.NullMarked;
