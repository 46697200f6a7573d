/// Security, layout, error pages and languages of the admin pages.
///
/// May use: everything.
@NullMarked
package io.genkan.web;

import org.jspecify.annotations.NullMarked;
