package io.switchboard.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.answers.Answer;
import io.switchboard.delivery.table.AnswerTable;
import io.switchboard.inbox.EventReader;
import io.switchboard.routes.sample.SampleMaker;
import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/** Makes a sample of an event that was kept. */
class RecordCommand implements Command {

	@Override
	public String name() {
		return "record";
	}

	@Override
	public String summary() {
		return "makes a sample of a stored event, with invented numbers, names and texts";
	}

	@Override
	public String usage() {
		return """
				record <event id> [--route R] [--case NAME] [--routes DIR]
				  Writes samples/<route>.<case>.json and .expect.yaml: the event, the answers it got and what it does.
				  Numbers, names and texts are invented, and the same value becomes the same everywhere. Then the sample is tested.
				  event id       an event that was kept: it is read from the store
				  --route R      for this route; default: each route that the event went to
				  --case NAME    the case in the files' names; default: recorded
				  --routes DIR   the folder; else routes.dir
				  No file is overwritten.
				  Exit code: 0 when all is written, 1 when something is not, 2 for wrong usage.""";
	}

	@Override
	public Set<String> options() {
		return Set.of("route", "case", "routes");
	}

	@Override
	public Set<String> flags() {
		return Set.of();
	}

	@Override
	public int run(Arguments arguments, PrintStream out) {
		if (arguments.values().size() != 1) {
			throw new UsageException("record needs one event: the id of one that was kept");
		}
		String id = arguments.values().get(0);
		String label = (arguments.option("case") != null) ? arguments.option("case") : SampleMaker.USUAL_CASE;
		if (label == null || !SampleMaker.isCase(label)) {
			throw new UsageException("--case=%s must be lower case letters, digits and hyphens".formatted(label));
		}
		String named = arguments.option("route");
		if (named != null && !named.matches("[\\w-]+")) {
			throw new UsageException("--route=%s is not the name of a route".formatted(named));
		}
		ConfigurableEnvironment environment = CommandSettings.of(arguments);
		Path folder = CommandSettings.routes(environment);
		if (!Files.isDirectory(folder)) {
			throw new UsageException(
					"there is no folder %s; name the one with the routes by --routes".formatted(folder));
		}
		byte[] body = KeptEvent.body(id, environment);
		Map<String, List<Answer>> answers = answers(id, environment);
		SampleMaker maker = new SampleMaker(folder.toAbsolutePath().normalize(), environment, (more) -> {
			Map<String, String> settings = new HashMap<>(more);
			settings.putAll(arguments.settings());
			return CommandSettings.of(new Arguments(List.of(), arguments.options(), settings));
		});
		int code = 0;
		for (String route : routes(id, arguments.option("route"), answers)) {
			code |= make(maker, body, route, label, answers.getOrDefault(route, List.of()), out);
		}
		return code;
	}

	private static int make(SampleMaker maker, byte[] body, String route, String label, List<Answer> answers,
			PrintStream out) {
		try {
			String name = maker.make(body, route, label, answers).name();
			out.printf("written: samples/%s.json, samples/%s.expect.yaml%n", name, name);
			return 0;
		}
		catch (SampleMaker.UnusableException ex) {
			out.printf("%s: %s%n", route, ex.getMessage());
			return 1;
		}
		catch (Exception ex) {
			Throwable root = Causes.root(ex);
			out.printf("%s: the folder cannot be tested: %s. First fix what check reports.%n", route,
					root.getMessage());
			return 1;
		}
	}

	private static Map<String, List<Answer>> answers(String id, ConfigurableEnvironment environment) {
		try (Connection connection = KeptEvent.connection(environment)) {
			Long event = EventReader.number(connection, id).orElse(null);
			return (event != null) ? AnswerTable.ofEvent(connection, event) : Map.of();
		}
		catch (SQLException ex) {
			throw new UsageException("the store cannot be read: " + ex.getMessage());
		}
	}

	private static Set<String> routes(String id, @Nullable String route, Map<String, List<Answer>> answers) {
		if (route != null) {
			return Set.of(route);
		}
		if (answers.isEmpty()) {
			throw new UsageException("event %s went to no route; name one by --route".formatted(id));
		}
		return answers.keySet();
	}

}
