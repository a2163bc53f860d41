package io.switchboard.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.settings.SettingsFile;
import io.switchboard.settings.SettingsSchema;
import io.switchboard.simulator.SimulateCommand;
import io.switchboard.text.Nearest;
import org.slf4j.Logger;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Finds and runs the command of a command line. */
public final class CommandLine {

	private static final String SIMULATE = "simulate";

	private final List<Command> commands = List.of(new CheckCommand(), new DecideCommand(), new DryRunCommand(),
			new TestCommand(), new RecordCommand());

	private CommandLine() {
	}

	/**
	 * Whether a command line has a command.
	 * @param args the command line
	 * @return true if the first word is not an option, or is the old option for the
	 * simulator
	 */
	public static boolean isAskedFor(String[] args) {
		return (args.length > 0 && (!args[0].startsWith("-") || Set.of("--help", "-h").contains(args[0])))
				|| SimulateCommand.isAskedFor(args);
	}

	/**
	 * Runs the command, and ends the process unless the command is a server.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		if (SimulateCommand.isAskedFor(args)) {
			SimulateCommand.main(args);
		}
		else if (args[0].equals(SIMULATE)) {
			SimulateCommand.main(simulate(args));
		}
		else {
			LoggingSystem logging = LoggingSystem.get(CommandLine.class.getClassLoader());
			logging.setLogLevel(Logger.ROOT_LOGGER_NAME, LogLevel.ERROR);
			// a mistake in a table's file is reported once
			logging.setLogLevel("org.flywaydb", LogLevel.OFF);
			System.exit(run(List.of(args), new PrintStream(System.out, true, StandardCharsets.UTF_8),
					new PrintStream(System.err, true, StandardCharsets.UTF_8)));
		}
	}

	/** {@code simulate busy-hour} is {@code --simulate=busy-hour}. */
	private static String[] simulate(String[] args) {
		String[] old = args.clone();
		boolean named = args.length > 1 && !args[1].startsWith("-");
		old[0] = named ? "--simulate=" + args[1] : "--simulate";
		return named ? List.of(old).stream().filter((each) -> !each.equals(args[1])).toArray(String[]::new) : old;
	}

	/**
	 * Runs the command.
	 * @return the exit code: 0 when all is well, 1 when something was found, 2 for wrong
	 * usage
	 */
	static int run(List<String> words, PrintStream out, PrintStream err) {
		CommandLine line = new CommandLine();
		String name = words.get(0).replaceFirst("^-+h(elp)?$", "help");
		List<String> rest = words.subList(1, words.size());
		try {
			if (name.equals("help")) {
				line.help(rest, out);
				return 0;
			}
			Command command = line.command(name);
			if (rest.contains("--help")) {
				out.println(command.usage());
				return 0;
			}
			return command.run(Arguments.of(rest, command.options(), command.flags()), out);
		}
		catch (UsageException ex) {
			err.println(ex.getMessage());
			err.println("For how it is used: help" + (line.isKnown(name) ? " " + name : ""));
			return 2;
		}
		catch (YAMLException ex) {
			SettingsFile.check().forEach(err::println);
			return 2;
		}
	}

	private boolean isKnown(String name) {
		return this.commands.stream().anyMatch((each) -> each.name().equals(name));
	}

	private Command command(String name) {
		return this.commands.stream()
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow(
					() -> new UsageException("there is no command %s. %s".formatted(name, Nearest.to(name, names()))));
	}

	private List<String> names() {
		return Stream.concat(this.commands.stream().map(Command::name), Stream.of(SIMULATE, "help")).toList();
	}

	private void help(List<String> words, PrintStream out) {
		if (words.isEmpty()) {
			out.println("java -jar switchboard.jar              runs Switchboard");
			this.commands.forEach((each) -> row(out, each.name(), each.summary()));
			row(out, SIMULATE, "plays calls against a webhook, from scenarios");
			row(out, "help settings", "all settings, with their defaults");
			row(out, "help schema", "a JSON schema of application.yaml, for editors");
			row(out, "help <command>", "how a command is used");
			out.println("Exit code: 0 when all is well, 1 when something was found, 2 for wrong usage.");
			return;
		}
		switch (words.get(0)) {
			case "settings" -> out.print(SettingsText.all());
			case "schema" -> out.println(CheckCommand.json(SettingsSchema.make()));
			case SIMULATE -> out.println(
					"simulate <scenario> --target=<URL of the webhook> [--speed=60]; simulate alone lists the scenarios");
			default -> out.println(command(words.get(0)).usage());
		}
	}

	private static void row(PrintStream out, String command, String what) {
		out.printf("java -jar switchboard.jar %-14s %s%n", command, what);
	}

}
