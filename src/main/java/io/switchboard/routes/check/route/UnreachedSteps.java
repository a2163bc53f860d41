package io.switchboard.routes.check.route;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.CamelContext;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RollbackDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * Tells of routes and steps that never run: switched off, or behind the end of a route.
 */
public final class UnreachedSteps {

	private final CamelContext camel;

	private final Findings findings;

	UnreachedSteps(CamelContext camel, Findings findings) {
		this.camel = camel;
		this.findings = findings;
	}

	void check(RouteDefinition route) {
		ended(route, route.getOutputs());
		stopped(route);
	}

	void check(RouteDefinition route, ProcessorDefinition<?> step) {
		blocks(step).forEach((block) -> ended(route, block));
		disabled(route, step);
	}

	private void stopped(RouteDefinition route) {
		if (is(this.camel, route.getAutoStartup(), "false")) {
			this.findings.add(Place.of(route, route, "autoStartup"), Rule.STOPPED,
					"the route does not start by itself, and what is filed for it waits",
					"Remove autoStartup; a pause by hand is made in the console.");
		}
		if (isLeftOut(this.camel, route)) {
			this.findings.add(Place.of(route, route, "precondition"), Rule.LOADING,
					"the precondition of this route is not true, so the route is not there",
					"Remove it. What a setting switches on and off is a condition of the rule, such as ${variable.crm_on}.");
		}
	}

	/** Whether Camel does not load the route, because of the settings. */
	static boolean isLeftOut(CamelContext camel, RouteDefinition route) {
		try {
			return route.getPrecondition() != null && !camel.resolveLanguage("simple")
				.createPredicate(camel.resolvePropertyPlaceholders(route.getPrecondition()))
				.matches(new DefaultExchange(camel));
		}
		catch (RuntimeException ex) {
			// told elsewhere
			return false;
		}
	}

	/** A visual editor disables a step by a click. */
	private void disabled(RouteDefinition route, ProcessorDefinition<?> step) {
		if (isDisabled(this.camel, step)) {
			tell(route, step, new Told(Rule.STOPPED, "disabled", "this step is disabled, and does nothing",
					"Remove disabled: true, or the step."));
		}
	}

	/** Whether a step is switched off. */
	public static boolean isDisabled(CamelContext camel, ProcessorDefinition<?> step) {
		return is(camel, step.getDisabled(), "true");
	}

	private static boolean is(CamelContext camel, @Nullable String value, String expected) {
		try {
			return value != null && expected.equalsIgnoreCase(camel.resolvePropertyPlaceholders(value).strip());
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private void tell(RouteDefinition route, ProcessorDefinition<?> step, Told told) {
		this.findings.add(Place.of(route, step, told.word()), told);
	}

	/** Camel gives the steps of all branches of a choice, and of a try, as one list. */
	private static List<List<ProcessorDefinition<?>>> blocks(ProcessorDefinition<?> step) {
		if (step instanceof ChoiceDefinition choice) {
			List<List<ProcessorDefinition<?>>> branches = new ArrayList<>();
			choice.getWhenClauses().forEach((when) -> branches.add(when.getOutputs()));
			if (choice.getOtherwise() != null) {
				branches.add(choice.getOtherwise().getOutputs());
			}
			return branches;
		}
		return List.of(step.getOutputs()
			.stream()
			.filter((each) -> !(each instanceof CatchDefinition) && !(each instanceof FinallyDefinition))
			.collect(Collectors.toList()));
	}

	/** Steps behind the end of a route. */
	private void ended(RouteDefinition route, List<ProcessorDefinition<?>> steps) {
		for (int i = 0; i < steps.size() - 1; i++) {
			ProcessorDefinition<?> step = steps.get(i);
			if (step instanceof StopDefinition || step instanceof ThrowExceptionDefinition
					|| step instanceof RollbackDefinition) {
				tell(route, steps.get(i + 1),
						new Told(Rule.UNREACHED, "",
								"this step is never reached: %s comes before it".formatted(Wording.name(step)),
								"Remove one of the two, or put %s below a condition.".formatted(Wording.name(step))));
				return;
			}
		}
	}

}
