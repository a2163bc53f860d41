/**
 * The engineer's own tables: {@code routes/tables/*.sql}, run by Flyway with a history of
 * its own. {@code TableFiles} reads their names, {@code TableRun} runs what did not run
 * yet in one transaction, {@code TableTrial} does the same and keeps nothing of it, and
 * {@code OwnTables} does it for good.
 */
@NullMarked
package io.switchboard.routes.tables;

import org.jspecify.annotations.NullMarked;
