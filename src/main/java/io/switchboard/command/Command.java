package io.switchboard.command;

import java.io.PrintStream;
import java.util.Set;

/** A command of the command line. */
interface Command {

	/** Its name, as it is typed. */
	String name();

	/** One line for the list of all. */
	String summary();

	/** Its usage: a few lines. */
	String usage();

	/** The options that have a value. */
	Set<String> options();

	/** The options that have none. */
	Set<String> flags();

	/**
	 * Runs it.
	 * @return 0 when all is well, 1 when something was found
	 * @throws UsageException if it is used wrongly
	 */
	int run(Arguments arguments, PrintStream out);

}
