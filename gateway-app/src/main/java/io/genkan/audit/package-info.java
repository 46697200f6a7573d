/// The audit log: who did what, when, from where. Listens to the others' events.
///
/// May use: access, tunnel, sshd, owner, notify, store, net.
@NullMarked
package io.genkan.audit;

import org.jspecify.annotations.NullMarked;
