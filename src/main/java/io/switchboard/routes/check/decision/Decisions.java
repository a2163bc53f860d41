package io.switchboard.routes.check.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.route.UnreachedSteps;
import io.switchboard.routes.values.Values;
import io.switchboard.text.ConditionParts;
import io.switchboard.texts.KeywordDoes;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * Works out where each kind of event goes, by the rules. A condition on more than the
 * kind of an event counts as perhaps true.
 */
class Decisions {

	/** What is known of no event here: the body, what beans look up, the time. */
	private static final Pattern OUTSIDE = Pattern
		.compile("bean:(?:lookups|openingHours)|\\$\\{(?:(?:in\\.)?body|date)");

	private final CamelContext camel;

	private final Set<String> switches;

	private final Set<String> others;

	private final List<Function<Exchange, Set<String>>> rules = new ArrayList<>();

	/** Whether each condition can be read; else nothing is known about the decisions. */
	private boolean known = true;

	/** {@code others}: variables whose values are not known here. */
	Decisions(RouteDefinition switchboard, CamelContext camel, Set<String> switches, Set<String> others) {
		this.camel = camel;
		this.switches = switches;
		this.others = new TreeSet<>(others);
		this.others.addAll(EventExchange.PERSONAL);
		// the map has rows for texts with a keyword
		this.others.remove(KeywordDoes.VARIABLE);
		switchboard.getOutputs().forEach((step) -> this.rules.add(rule(step)));
	}

	/** Whether all conditions can be read. */
	boolean isKnown() {
		return this.known;
	}

	/** The names of the routes; empty if the event would be unrouted. */
	Set<String> of(Map<String, @Nullable Object> kind, @Nullable String direction, boolean on) {
		Exchange exchange = new DefaultExchange(this.camel);
		Map<String, @Nullable Object> facts = new HashMap<>(kind);
		facts.put("direction", direction);
		this.switches.forEach((each) -> facts.put(each, on));
		facts.forEach(exchange::setVariable);
		exchange.getMessage().setBody(Map.of());
		Set<String> routes = new TreeSet<>();
		this.rules.forEach((rule) -> routes.addAll(rule.apply(exchange)));
		routes.remove(RouteNames.UNROUTED);
		return routes;
	}

	private Function<Exchange, Set<String>> rule(ProcessorDefinition<?> step) {
		if (UnreachedSteps.isDisabled(this.camel, step)) {
			return (exchange) -> Set.of();
		}
		if (step instanceof ToDefinition to) {
			Set<String> channel = Set.of(Destinations.target(to.getEndpointUri()).replaceFirst("^durable:", ""));
			return (exchange) -> channel;
		}
		if (step instanceof FilterDefinition filter) {
			return when(filter.getExpression(), filter.getOutputs());
		}
		if (step instanceof ChoiceDefinition choice) {
			return choice(choice);
		}
		return (exchange) -> Set.of();
	}

	private Function<Exchange, Set<String>> when(@Nullable ExpressionDefinition condition,
			List<ProcessorDefinition<?>> steps) {
		Predicate predicate = predicate(condition);
		List<Function<Exchange, Set<String>>> inner = steps.stream().map(this::rule).toList();
		return (exchange) -> isTrue(predicate, exchange) ? all(inner, exchange) : Set.of();
	}

	private Function<Exchange, Set<String>> choice(ChoiceDefinition choice) {
		List<Predicate> conditions = new ArrayList<>();
		List<List<Function<Exchange, Set<String>>>> branches = new ArrayList<>();
		for (WhenDefinition when : choice.getWhenClauses()) {
			conditions.add(predicate(when.getExpression()));
			branches.add(when.getOutputs().stream().map(this::rule).toList());
		}
		return (exchange) -> {
			for (int i = 0; i < conditions.size(); i++) {
				if (isTrue(conditions.get(i), exchange)) {
					return all(branches.get(i), exchange);
				}
			}
			return Set.of();
		};
	}

	private static Set<String> all(List<Function<Exchange, Set<String>>> rules, Exchange exchange) {
		Set<String> routes = new TreeSet<>();
		rules.forEach((rule) -> routes.addAll(rule.apply(exchange)));
		return routes;
	}

	private Predicate predicate(@Nullable ExpressionDefinition condition) {
		String text = (condition != null && condition.getExpression() != null) ? condition.getExpression() : "";
		String language = (condition != null && condition.getLanguage() != null) ? condition.getLanguage() : "";
		if (!Set.of("simple", "constant", "variable").contains(language)) {
			return (exchange) -> true;
		}
		String known = known(Values.shown(text));
		if (known.isEmpty()) {
			return (exchange) -> true;
		}
		try {
			return this.camel.resolveLanguage(language).createPredicate(this.camel.resolvePropertyPlaceholders(known));
		}
		catch (RuntimeException ex) {
			// told elsewhere
			this.known = false;
			return (exchange) -> true;
		}
	}

	/** The parts of a condition on known values; empty if the whole may be true. */
	private String known(String text) {
		java.util.function.Predicate<String> asks = (part) -> OUTSIDE.matcher(part).find()
				|| this.others.stream().anyMatch((name) -> part.matches("(?s).*variables?\\." + name + "\\b.*"));
		if (!asks.test(text)) {
			return text;
		}
		return (ConditionParts.of(text, "||").size() > 1) ? ""
				: ConditionParts.of(text, "&&")
					.stream()
					.filter((part) -> !asks.test(part))
					.collect(Collectors.joining(" && "));
	}

	private static boolean isTrue(Predicate predicate, Exchange exchange) {
		try {
			return predicate.matches(exchange);
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

}
