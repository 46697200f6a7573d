/// The tests that need the whole network of the lab: real namespaces, a real OpenSSH client, a real packet filter.
@NullMarked
package io.genkan.lab;

import org.jspecify.annotations.NullMarked;
