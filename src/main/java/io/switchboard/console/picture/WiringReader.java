package io.switchboard.console.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.switchboard.console.picture.Wiring.Case;
import io.switchboard.console.picture.Wiring.Destination;
import io.switchboard.console.picture.Wiring.Plug;
import io.switchboard.console.picture.Wiring.Target;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reads what goes where from the routes as they run. */
@Component
public class WiringReader {

	private static final String SWITCHBOARD = "durable:switchboard";

	private static final String DURABLE = "durable:";

	private final CamelContext camel;

	WiringReader(CamelContext camel) {
		this.camel = camel;
	}

	/**
	 * What goes where, now.
	 * @return never null
	 */
	public Wiring read() {
		List<Case> cases = new ArrayList<>();
		List<Destination> routes = new ArrayList<>();
		for (RouteDefinition route : model().getRouteDefinitions()) {
			String channel = RouteSteps.target(route.getInput().getEndpointUri());
			if (channel.equals(SWITCHBOARD)) {
				route.getOutputs().forEach((step) -> cases(step, cases));
			}
			else if (channel.startsWith(DURABLE)) {
				routes
					.add(new Destination(route.getId(), route.getDescriptionText(), RouteSteps.of(route.getOutputs())));
			}
		}
		routes.sort(Comparator.comparing(Destination::id));
		Set<String> used = new TreeSet<>();
		routes.forEach((route) -> used.addAll(route.kamelets()));
		return new Wiring(cases, routes,
				used.stream().map((name) -> new Plug(name, Systems.of(name, model()))).toList());
	}

	/**
	 * Its definition.
	 * @param id a route's id
	 * @return null if no route of that name runs
	 */
	public @Nullable RouteDefinition definition(String id) {
		return model().getRouteDefinition(id);
	}

	private Model model() {
		return this.camel.getCamelContextExtension().getContextPlugin(Model.class);
	}

	private void cases(ProcessorDefinition<?> step, List<Case> cases) {
		if (step instanceof ChoiceDefinition choice) {
			choice.getWhenClauses()
				.forEach((when) -> add(when.getId(), Condition.all(RouteSteps.expression(when)), when.getOutputs(),
						cases));
			if (choice.getOtherwise() != null) {
				add("otherwise", List.of(), choice.getOtherwise().getOutputs(), cases);
			}
		}
		else {
			add((step.getId() != null) ? step.getId() : "always", List.of(), List.of(step), cases);
		}
	}

	private void add(String id, List<Condition> conditions, List<ProcessorDefinition<?>> steps, List<Case> cases) {
		List<Target> targets = new ArrayList<>();
		steps.forEach((step) -> targets(step, List.of(), targets));
		cases.add(new Case(id, first(conditions, Condition::eventName), first(conditions, Condition::contextKind),
				texts(conditions), isOn(conditions), targets));
	}

	private static @Nullable String first(List<Condition> conditions, Function<Condition, @Nullable String> word) {
		return conditions.stream().map(word).filter((found) -> found != null).findFirst().orElse(null);
	}

	private void targets(ProcessorDefinition<?> step, List<Condition> conditions, List<Target> targets) {
		if (step instanceof SendDefinition<?> send) {
			targets.add(new Target(RouteSteps.target(send.getEndpointUri()).substring(DURABLE.length()),
					texts(conditions), isOn(conditions)));
			return;
		}
		List<Condition> all = new ArrayList<>(conditions);
		String expression = RouteSteps.expression(step);
		if (!expression.isEmpty()) {
			all.addAll(Condition.all(expression));
		}
		step.getOutputs().forEach((each) -> targets(each, all, targets));
	}

	private static List<String> texts(List<Condition> conditions) {
		return conditions.stream().filter((each) -> each.eventName() == null).map(Condition::text).toList();
	}

	/** As far as settings have a say. */
	private boolean isOn(List<Condition> conditions) {
		Exchange nothing = new DefaultExchange(this.camel);
		return conditions.stream()
			.filter(Condition::isOfSettings)
			.allMatch(
					(each) -> this.camel.resolveLanguage("simple").createPredicate(each.expression()).matches(nothing));
	}

}
