/// The SSH server that friends meet.
///
/// May use: ssh, ssh.transport, tunnel, access, kit, settings, net.
@NullMarked
package io.genkan.sshd;

import org.jspecify.annotations.NullMarked;
