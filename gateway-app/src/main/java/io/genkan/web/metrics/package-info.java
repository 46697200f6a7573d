/// The page for monitoring programs.
///
/// May use: metrics, settings.
@NullMarked
package io.genkan.web.metrics;

import org.jspecify.annotations.NullMarked;
