/// The H2 database file: data source, schema, the durable commit.
///
/// May use: linux.
@NullMarked
package io.genkan.store;

import org.jspecify.annotations.NullMarked;
