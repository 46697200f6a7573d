/// The page *Records*: the audit log, backups, and what there is to say about the database on every page.
///
/// May use: web, audit, store, net.
@NullMarked
package io.genkan.web.records;

import org.jspecify.annotations.NullMarked;
