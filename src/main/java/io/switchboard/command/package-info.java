/**
 * The command line: {@code java -jar switchboard.jar <command>}. Exit code 0 when all is
 * well, 1 when something was found, 2 for wrong usage.
 */
@NullMarked
package io.switchboard.command;

import org.jspecify.annotations.NullMarked;
