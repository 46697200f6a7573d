@NullMarked
package io.genkan;

import org.jspecify.annotations.NullMarked;
