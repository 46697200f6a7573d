/// The H2 database file: data source, schema, the durable commit, backups and what becomes of them.
///
/// May use: settings.
@NullMarked
package io.genkan.store;

import org.jspecify.annotations.NullMarked;
