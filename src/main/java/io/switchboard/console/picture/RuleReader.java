package io.switchboard.console.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.switchboard.console.picture.Wiring.Case;
import io.switchboard.console.picture.Wiring.Target;
import io.switchboard.delivery.durable.Switches;
import io.switchboard.delivery.table.RouteNames;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** Reads the rules of the switchboard, also in the old form with a choice. */
class RuleReader {

	private static final String DURABLE = "durable:";

	private final CamelContext camel;

	private final Switches switches;

	RuleReader(CamelContext camel, Switches switches) {
		this.camel = camel;
		this.switches = switches;
	}

	/** Adds the rules in a step of the switchboard. */
	void cases(ProcessorDefinition<?> step, List<Case> cases) {
		if (step instanceof FilterDefinition rule) {
			add(rule.getId(), RouteSteps.expression(rule), rule.getOutputs(), cases);
		}
		else if (step instanceof ChoiceDefinition choice) {
			choice.getWhenClauses()
				.forEach((when) -> add(when.getId(), RouteSteps.expression(when), when.getOutputs(), cases));
			if (choice.getOtherwise() != null) {
				add("otherwise", "", choice.getOtherwise().getOutputs(), cases);
			}
		}
		else {
			add(step.getId(), "", List.of(step), cases);
		}
	}

	private void add(@Nullable String id, String condition, List<ProcessorDefinition<?>> steps, List<Case> cases) {
		List<Target> targets = new ArrayList<>();
		steps.forEach((step) -> targets(step, List.of(), targets));
		if (!targets.isEmpty()) {
			List<List<Condition>> ways = condition.isEmpty() ? List.of(List.of()) : Condition.ways(condition);
			cases.add(new Case((id != null) ? id : "always", title(ways), eventNames(ways), contextKinds(ways),
					(ways.size() == 1) ? beside(ways.get(0), targets) : List.of(), ways.stream().anyMatch(this::isOn),
					targets));
		}
	}

	/**
	 * The event in words. With several groups of conditions, the events of all of them.
	 */
	private static String title(List<List<Condition>> ways) {
		if (ways.size() > 1) {
			return ways.stream().map((way) -> String.join(", ", texts(way))).collect(Collectors.joining(" or "));
		}
		return ways.get(0)
			.stream()
			.filter((each) -> !each.eventNames().isEmpty())
			.map(Condition::text)
			.collect(Collectors.collectingAndThen(Collectors.joining(", "),
					(event) -> event.isEmpty() ? "any event" : event));
	}

	private static List<String> beside(List<Condition> way, List<Target> targets) {
		String own = (targets.size() == 1) ? targets.get(0).route() + " is on" : "";
		return texts(way.stream().filter((each) -> each.eventNames().isEmpty()).toList()).stream()
			.map((text) -> text.equals(own) ? "switched on" : text)
			.toList();
	}

	private static Set<String> eventNames(List<List<Condition>> ways) {
		return asked(ways, Condition::eventNames);
	}

	private static Set<String> contextKinds(List<List<Condition>> ways) {
		return asked(ways, (each) -> (each.contextKind() != null) ? Set.of(each.contextKind()) : Set.of());
	}

	/**
	 * The words in all groups of a condition, together; empty if one group has none.
	 */
	private static Set<String> asked(List<List<Condition>> ways, Function<Condition, Set<String>> words) {
		List<Set<String>> asked = ways.stream()
			.map((way) -> way.stream().map(words).filter((each) -> !each.isEmpty()).findFirst().orElse(Set.of()))
			.toList();
		return asked.stream().anyMatch(Set::isEmpty) ? Set.of()
				: asked.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
	}

	private void targets(ProcessorDefinition<?> step, List<Condition> conditions, List<Target> targets) {
		if (step instanceof SendDefinition<?> send) {
			String route = RouteSteps.target(send.getEndpointUri()).substring(DURABLE.length());
			if (!route.equals(RouteNames.UNROUTED)) {
				targets.add(new Target(route, texts(conditions), isOn(conditions)));
			}
			return;
		}
		List<Condition> all = new ArrayList<>(conditions);
		String expression = RouteSteps.expression(step);
		if (!expression.isEmpty()) {
			all.addAll(Condition.ways(expression).get(0));
		}
		step.getOutputs().forEach((each) -> targets(each, all, targets));
	}

	private static List<String> texts(List<Condition> conditions) {
		return conditions.stream().map(Condition::text).toList();
	}

	/** Whether the settings switch the rule on. Its other conditions do not count. */
	private boolean isOn(List<Condition> conditions) {
		Exchange nothing = new DefaultExchange(this.camel);
		this.switches.facts().forEach(nothing::setVariable);
		return conditions.stream()
			.filter(Condition::isOfSettings)
			.allMatch(
					(each) -> this.camel.resolveLanguage("simple").createPredicate(each.expression()).matches(nothing));
	}

}
