package io.switchboard.routes.dryrun;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.switchboard.inbox.Event;
import io.switchboard.text.Readable;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** Runs an event through a route of a trial, and notes all that happens. */
final class Watch {

	private static final int LONGEST = 20_000;

	private Watch() {
	}

	/**
	 * Runs it.
	 * @param trial a trial that was started with a trace
	 * @param name the route's id
	 * @return null if there is no such route
	 */
	static @Nullable Preview of(Trial trial, String name, String revision, Event event, GivenAnswers answers) {
		Route route = trial.route(name);
		if (route == null) {
			return null;
		}
		Exchange exchange = trial.exchange(event, name);
		Map<String, @Nullable Object> facts = plain(exchange.getVariables());
		List<Effect> effects = Effects.begin(exchange);
		StepTrace.Steps steps = StepTrace.begin(exchange);
		answers.begin(exchange);
		Exception failure = null;
		try {
			trial.run(route, exchange);
		}
		catch (Exception ex) {
			failure = ex;
		}
		Map<String, @Nullable Object> variables = plain(exchange.getVariables());
		variables.entrySet()
			.removeIf((each) -> facts.containsKey(each.getKey())
					&& Objects.equals(facts.get(each.getKey()), each.getValue()));
		// headers of an answer that a step stores
		variables.keySet().removeIf((each) -> each.startsWith("header:"));
		// an effect shows it already
		variables.values().removeIf((value) -> effects.stream().anyMatch((each) -> each.facts().containsValue(value)));
		RouteDefinition definition = trial.definition(route);
		NamedNode failed = steps.failedOf(definition);
		return new Preview(name, trial.file(name), revision, event.id(), event.eventName(), deliveries(trial, event),
				facts, variables, steps.of(definition), List.copyOf(effects),
				(failure != null) ? Problems.of(failure, trial.file(name), failed) : null);
	}

	private static Set<String> deliveries(Trial trial, Event event) {
		try {
			return trial.decide(event);
		}
		catch (Exception ex) {
			return Set.of();
		}
	}

	private static Map<String, @Nullable Object> plain(Map<String, Object> variables) {
		Map<String, @Nullable Object> plain = new TreeMap<>();
		variables.forEach((name, value) -> plain.put(name, plain(value)));
		return plain;
	}

	/** As JSON can say it. */
	private static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof Unknown) {
			return value.toString();
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> plain = new LinkedHashMap<>();
			map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
			return plain;
		}
		if (value instanceof List<?> list) {
			return list.stream().map(Watch::plain).toList();
		}
		if (value == null || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		String text = value.toString();
		return Readable.cut(text, LONGEST);
	}

}
