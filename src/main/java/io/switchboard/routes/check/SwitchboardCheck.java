package io.switchboard.routes.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Whether the switchboard decides and does nothing else: it is asked by whoever wants to
 * know where an event would go. What may stand in it is known, and anything else is
 * refused.
 */
class SwitchboardCheck {

	private static final String MOVE = "'%s' may not stand in the switchboard, which decides and does nothing else, for it is also asked where an event would go; put it into a route of its own (from: durable:<name>), and name that here (to: durable:<name>)";

	private final RouteDefinition switchboard;

	private final ConditionCheck conditions;

	private final Destinations destinations;

	private final List<String> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final Set<String> named = new TreeSet<>();

	SwitchboardCheck(RouteDefinition switchboard, ConditionCheck conditions, Destinations destinations) {
		this.switchboard = switchboard;
		this.conditions = conditions;
		this.destinations = destinations;
		steps(switchboard.getOutputs());
		if (switchboard.getOutputs().isEmpty()) {
			problem(switchboard, "it has no rules; a rule is a filter with an id, a condition and to: durable:<name>");
		}
		if (switchboard.isErrorHandlerFactorySet() || switchboard.getErrorHandlerRef() != null) {
			problem(switchboard, MOVE.formatted("errorHandler"));
		}
		if (switchboard.getRoutePolicyRef() != null) {
			problem(switchboard, MOVE.formatted("routePolicy"));
		}
		if (switchboard.getRouteConfigurationId() != null) {
			problem(switchboard, MOVE.formatted("routeConfigurationId"));
		}
	}

	/** What is wrong with it; empty if nothing is. */
	List<String> problems() {
		return this.problems;
	}

	/** What works, and may not be meant. */
	List<String> warnings() {
		return this.warnings;
	}

	/** The channels that it sends to, as {@code durable:<name>}. */
	Set<String> named() {
		return this.named;
	}

	private void steps(List<ProcessorDefinition<?>> steps) {
		for (ProcessorDefinition<?> step : steps) {
			if (step instanceof FilterDefinition rule) {
				rule(rule);
			}
			else if (step instanceof ChoiceDefinition choice) {
				choice(choice);
			}
			else if (step.getClass() == ToDefinition.class) {
				to((ToDefinition) step);
			}
			else {
				refuse(step);
			}
		}
	}

	private void rule(FilterDefinition rule) {
		if (rule.getStatusPropertyName() != null) {
			problem(rule, "rule %s: statusPropertyName has no use in the switchboard; remove it".formatted(id(rule)));
		}
		condition(rule, rule.getExpression());
		consequences(rule, rule.getOutputs());
	}

	/** As switchboards were written before. */
	private void choice(ChoiceDefinition choice) {
		this.warnings.add(
				"%s: route %s: of a choice the first 'when' that fits takes the event from those behind it; write a filter for each destination instead, side by side"
					.formatted(Wording.where(this.switchboard, choice), this.switchboard.getId()));
		for (WhenDefinition when : choice.getWhenClauses()) {
			condition(when, when.getExpression());
			consequences(when, when.getOutputs());
		}
		if (choice.getOtherwise() != null) {
			steps(choice.getOtherwise().getOutputs());
		}
	}

	private void condition(OptionalIdentifiedDefinition<?> rule, @Nullable ExpressionDefinition condition) {
		if (condition == null) {
			problem(rule,
					"rule %s has no condition; write expression: {simple: {expression: \"…\"}}".formatted(id(rule)));
			return;
		}
		this.conditions.problems(condition)
			.forEach((problem) -> problem(rule, "rule %s: %s".formatted(id(rule), problem)));
		this.conditions.warnings(condition)
			.forEach((warning) -> this.warnings.add("%s: route %s: rule %s: %s"
				.formatted(Wording.where(this.switchboard, rule), this.switchboard.getId(), id(rule), warning)));
	}

	private void consequences(OptionalIdentifiedDefinition<?> rule, List<ProcessorDefinition<?>> steps) {
		if (steps.isEmpty()) {
			problem(rule, "rule %s sends nowhere; below it belongs steps: with to: {uri: \"durable:<name>\"}"
				.formatted(id(rule)));
		}
		steps(steps);
	}

	private void to(ToDefinition to) {
		String uri = this.destinations.resolved(to.getEndpointUri());
		String target = Destinations.target(uri);
		if (!target.startsWith("durable:")) {
			refuse(to);
			return;
		}
		if (target.equals("durable:switchboard")) {
			problem(to, "the switchboard may not send to itself");
		}
		if (uri.contains("?")) {
			problem(to, "to: %s has options, which are said by the route that reads: from: %s".formatted(uri, target));
		}
		if (to.getPattern() != null || to.getVariableSend() != null || to.getVariableReceive() != null) {
			problem(to, "to: %s: pattern, variableSend and variableReceive have no use here; remove them"
				.formatted(target));
		}
		this.named.add(target);
	}

	private void refuse(ProcessorDefinition<?> step) {
		List<String> uris = this.destinations.of(step);
		String name = Wording.name(step);
		String shown = uris.isEmpty() ? name : name + ": " + uris.get(0).replaceFirst("(?s)\\?.*", "");
		boolean channel = uris.stream().anyMatch((uri) -> !Destinations.channels(uri).isEmpty());
		problem(step,
				channel ? "'%s' may not stand in the switchboard; name each route: to: durable:<name>".formatted(shown)
						: MOVE.formatted(shown));
		Stream.concat(Stream.of(step), Destinations.steps(step.getOutputs()).stream())
			.flatMap((each) -> this.destinations.of(each).stream())
			.forEach((uri) -> this.named.addAll(Destinations.channels(uri)));
	}

	private static String id(OptionalIdentifiedDefinition<?> rule) {
		return (rule.getId() != null) ? rule.getId() : "without an id";
	}

	private void problem(OptionalIdentifiedDefinition<?> step, String problem) {
		this.problems.add(
				"%s: route %s: %s".formatted(Wording.where(this.switchboard, step), this.switchboard.getId(), problem));
	}

}
