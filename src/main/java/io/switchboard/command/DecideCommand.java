package io.switchboard.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.delivery.decision.RuleAnswer;
import io.switchboard.delivery.decision.SwitchboardDecision;
import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.delivery.durable.Scheduled;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.inbox.EventStatus;
import io.switchboard.routes.check.SpareSwitchboard;
import io.switchboard.routes.check.SpareSwitchboard.Decided;
import io.switchboard.routes.check.finding.UnusableFolderException;
import io.switchboard.routes.values.Values;

import org.springframework.core.env.ConfigurableEnvironment;

/** Says where an event goes, and why. */
class DecideCommand implements Command {

	@Override
	public String name() {
		return "decide";
	}

	@Override
	public String summary() {
		return "says where an event goes and why, rule by rule";
	}

	@Override
	public String usage() {
		return """
				decide <event.json | event id | -> [--routes DIR] [--json]
				  Prints where the event goes, and each rule with the values that made it true or false.
				  event.json     a file with an event as VoIPstudio sends it: no store is needed
				  event id       an event that was kept: it is read from the store
				  -              the event comes from the standard input
				  --routes DIR   the folder whose switchboard decides; else routes.dir
				  --json         for tools, as POST /api/routes/decide answers
				  Settings can be given as at a start, such as --crm.url=https://crm.example.org.
				  Exit code: 0 when it is decided, 1 when it cannot be (no event, or a rule fails), 2 for wrong usage.""";
	}

	@Override
	public Set<String> options() {
		return Set.of("routes");
	}

	@Override
	public Set<String> flags() {
		return Set.of("json");
	}

	@Override
	public int run(Arguments arguments, PrintStream out) {
		if (arguments.values().size() != 1) {
			throw new UsageException("decide needs one event: a file, an event's id, or - for the standard input");
		}
		ConfigurableEnvironment environment = CommandSettings.of(arguments);
		Event event = EventReader.read(body(arguments.values().get(0), environment));
		if (event.status() != EventStatus.ACCEPTED) {
			out.println(arguments.has("json") ? CheckCommand.json(view(event, new Decided(Set.of(), List.of(), null)))
					: "It would be in quarantine, and go nowhere: " + event.reason() + ".");
			return 1;
		}
		String scheduled = Scheduled.route(event);
		if (scheduled != null && Files.exists(CommandSettings.routes(environment).resolve(scheduled + ".camel.yaml"))) {
			Decided decided = new Decided(Set.of(scheduled), List.of(), null);
			out.println(arguments.has("json") ? CheckCommand.json(view(event, decided))
					: "goes to: %s, because the event comes from that route's schedule. No rule is asked."
						.formatted(scheduled));
			return 0;
		}
		EventExchange exchanges = EventExchange.of(environment);
		try (SpareSwitchboard switchboard = SpareSwitchboard.of(CommandSettings.routes(environment), environment)) {
			Decided decided = switchboard
				.decide((exchange) -> exchanges.fill(exchange, SwitchboardDecision.delivery(event)));
			if (arguments.has("json")) {
				out.println(CheckCommand.json(view(event, decided)));
			}
			else {
				text(event, decided, out);
			}
			return (decided.problem() == null) ? 0 : 1;
		}
		catch (UnusableFolderException ex) {
			out.println(ex.getMessage());
			return 1;
		}
	}

	private static byte[] body(String which, ConfigurableEnvironment environment) {
		try {
			if (which.equals("-")) {
				return System.in.readAllBytes();
			}
			if (Files.isRegularFile(Path.of(which))) {
				return Files.readAllBytes(Path.of(which));
			}
		}
		catch (IOException ex) {
			throw new UsageException("%s cannot be read: %s".formatted(which, ex.getMessage()));
		}
		if (which.endsWith(".json") || which.contains("/")) {
			throw new UsageException("there is no file " + which);
		}
		return KeptEvent.body(which, environment);
	}

	private static void text(Event event, Decided decided, PrintStream out) {
		out.printf("%s, %s%n", event.eventName(), event.contextKind());
		out.println((decided.problem() != null) ? "undecided: " + decided.problem()
				: "goes to: " + String.join(", ", decided.routes()));
		for (RuleAnswer rule : decided.rules()) {
			String answer = (rule.applies() == null) ? "fails" : rule.applies() ? "true" : "false";
			out.printf("%n%-5s  %s: %s%n", answer, rule.id(), Values.shown(rule.condition()));
			rule.values().forEach((name, value) -> out.printf("         %s = %s%n", name, value));
			if (rule.problem() != null) {
				out.println("         " + rule.problem());
			}
		}
	}

	/** The same JSON as in the API. */
	private static Map<String, Object> view(Event event, Decided decided) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("status", event.status().toString());
		view.put("reason", event.reason());
		view.put("event_name", event.eventName());
		view.put("context_kind", event.contextKind().toString());
		view.put("routes", decided.routes());
		view.put("rules", decided.rules().stream().map(DecideCommand::view).toList());
		view.put("problem", decided.problem());
		return view;
	}

	private static Map<String, Object> view(RuleAnswer rule) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("id", rule.id());
		view.put("condition", Values.shown(rule.condition()));
		view.put("applies", rule.applies());
		view.put("values", rule.values());
		view.put("problem", rule.problem());
		return view;
	}

}
