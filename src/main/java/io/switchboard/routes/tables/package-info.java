/**
 * The engineer's own tables: {@code routes/tables/*.sql}, run by Flyway with a history of
 * its own. {@code TableFiles} reads their names. {@code TableRun} runs the files that did
 * not run yet, in one transaction. {@code TableTrial} does the same and rolls it back.
 * {@code OwnTables} does it for good.
 */
@NullMarked
package io.switchboard.routes.tables;

import org.jspecify.annotations.NullMarked;
