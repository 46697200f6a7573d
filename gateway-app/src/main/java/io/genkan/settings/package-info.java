/// What the owner configures: the file and the editable settings.
///
/// May use: net.
@NullMarked
package io.genkan.settings;

import org.jspecify.annotations.NullMarked;
