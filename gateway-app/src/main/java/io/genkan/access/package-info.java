/// Who may come in and what he may reach: friends, keys, policies, and the decision.
///
/// May use: store, settings, linux, net.
@NullMarked
package io.genkan.access;

import org.jspecify.annotations.NullMarked;
