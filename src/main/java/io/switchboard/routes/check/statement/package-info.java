/**
 * Checks statements and the tables that they need, in a database. {@code StatementCheck}
 * prepares each one, {@code DatabaseWords} says what the database means by an error.
 * {@code TablesTried} makes the engineer's tables for the check, {@code TablesMade} makes
 * them in earnest. {@code MemoryStore} is the database if nothing runs.
 */
@NullMarked
package io.switchboard.routes.check.statement;

import org.jspecify.annotations.NullMarked;
