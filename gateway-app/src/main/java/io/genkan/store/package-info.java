/// The H2 database file: data source, schema, the durable commit.
///
/// May use: settings.
@NullMarked
package io.genkan.store;

import org.jspecify.annotations.NullMarked;
