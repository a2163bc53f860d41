/**
 * The command line: {@code java -jar switchboard.jar <command>}. Exit code 0 when all is
 * well, 1 when something was found, 2 for wrong usage.
 * <p>
 * {@code CommandLine} finds the {@code Command}, one class for each. {@code Arguments}
 * reads options. {@code RunningSwitchboard} asks a Switchboard that runs on this machine,
 * and {@code KeptEvent} reads an event from the store without one.
 */
@NullMarked
package io.switchboard.command;

import org.jspecify.annotations.NullMarked;
