package io.switchboard.routes.check.decision;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
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
 * Whether the switchboard only decides. It must have no effects, because it is also asked
 * where an event would go. Only known steps are allowed in it.
 */
class SwitchboardCheck {

	private static final String MAY_NOT = "'%s' may not be in the switchboard. Its rules only decide, because they also run when somebody asks where an event would go";

	private static final String MOVE = "Put it into a route of its own (from: durable:<name>), and name that here (to: durable:<name>).";

	private final RouteDefinition switchboard;

	private final ConditionCheck conditions;

	private final Destinations destinations;

	private final Findings findings;

	private final Set<String> named = new TreeSet<>();

	SwitchboardCheck(RouteDefinition switchboard, ConditionCheck conditions, Destinations destinations,
			Findings findings) {
		this.switchboard = switchboard;
		this.conditions = conditions;
		this.destinations = destinations;
		this.findings = findings;
		steps(switchboard.getOutputs());
		if (switchboard.getOutputs().isEmpty()) {
			told(switchboard, Rule.RULE, "", "the switchboard has no rules",
					"A rule is a filter with an id, a condition and to: durable:<name>.");
		}
		if (switchboard.isErrorHandlerFactorySet() || switchboard.getErrorHandlerRef() != null) {
			refuse(switchboard, "errorHandler");
		}
		if (switchboard.getRoutePolicyRef() != null) {
			refuse(switchboard, "routePolicy");
		}
		if (switchboard.getRouteConfigurationId() != null) {
			refuse(switchboard, "routeConfigurationId");
		}
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
			told(rule, Rule.SWITCHBOARD, "statusPropertyName",
					"rule %s: statusPropertyName has no use in the switchboard".formatted(id(rule)), "Remove it.");
		}
		condition(rule, rule.getExpression());
		consequences(rule, rule.getOutputs());
	}

	/** The old form of a switchboard, with a choice. */
	private void choice(ChoiceDefinition choice) {
		told(choice, Rule.CHOICE, "",
				"in a choice, the first 'when' that is true takes the event, and those behind it get nothing",
				"Write a filter for each destination instead, side by side.");
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
			told(rule, Rule.RULE, "", "rule %s has no condition".formatted(id(rule)),
					"Write expression: {simple: {expression: \"…\"}}.");
			return;
		}
		for (Told told : this.conditions.told(condition)) {
			told(rule, told.rule(), told.word(), "rule %s: %s".formatted(id(rule), told.what()), told.mend());
		}
	}

	private void consequences(OptionalIdentifiedDefinition<?> rule, List<ProcessorDefinition<?>> steps) {
		if (steps.isEmpty()) {
			told(rule, Rule.RULE, "", "rule %s sends nowhere".formatted(id(rule)),
					"It needs steps: with to: {uri: \"durable:<name>\"}.");
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
			told(to, Rule.SWITCHBOARD, target, "the switchboard may not send to itself", "Name another route.");
		}
		if (uri.contains("?")) {
			told(to, Rule.SWITCHBOARD, target, "to: %s has options".formatted(uri),
					"Write the options at the route that reads from the channel: from: %s.".formatted(target));
		}
		if (to.getPattern() != null || to.getVariableSend() != null || to.getVariableReceive() != null) {
			told(to, Rule.SWITCHBOARD, target,
					"to: %s: pattern, variableSend and variableReceive have no use here".formatted(target),
					"Remove them.");
		}
		this.named.add(target);
	}

	private void refuse(ProcessorDefinition<?> step) {
		List<String> uris = this.destinations.of(step);
		String name = Wording.name(step);
		String shown = uris.isEmpty() ? name : name + ": " + uris.get(0).replaceFirst("(?s)\\?.*", "");
		if (uris.stream().anyMatch((uri) -> !Destinations.channels(uri).isEmpty())) {
			told(step, Rule.SWITCHBOARD, "", "'%s' may not be in the switchboard".formatted(shown),
					"Name each route: to: durable:<name>.");
		}
		else {
			refuse(step, shown);
		}
		Stream.concat(Stream.of(step), Destinations.steps(step.getOutputs()).stream())
			.flatMap((each) -> this.destinations.of(each).stream())
			.forEach((uri) -> this.named.addAll(Destinations.channels(uri)));
	}

	private static String id(OptionalIdentifiedDefinition<?> rule) {
		return (rule.getId() != null) ? rule.getId() : "without an id";
	}

	private void refuse(OptionalIdentifiedDefinition<?> step, String shown) {
		told(step, Rule.SWITCHBOARD, "", MAY_NOT.formatted(shown), MOVE);
	}

	private void told(OptionalIdentifiedDefinition<?> step, Rule rule, String word, String what, String mend) {
		this.findings.add(Place.of(this.switchboard, step, word), rule, what, mend);
	}

}
