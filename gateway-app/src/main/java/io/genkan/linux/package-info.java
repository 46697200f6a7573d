/// Every syscall and every child process.
///
/// May use: net.
@NullMarked
package io.genkan.linux;

import org.jspecify.annotations.NullMarked;
