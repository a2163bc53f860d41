package io.switchboard.routes.check.route;

import java.util.Set;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * Checks each step of a route: what it names, its beans, its times, and whether it is
 * ever reached.
 */
class StepCheck {

	private final CamelContext camel;

	private final Set<String> beans;

	private final Findings findings;

	private final UnreachedSteps unreached;

	StepCheck(CamelContext camel, Set<String> beans, Findings findings) {
		this.camel = camel;
		this.beans = beans;
		this.findings = findings;
		this.unreached = new UnreachedSteps(camel, findings);
	}

	void check(RouteDefinition route) {
		if (route.getResource() == null) {
			return;
		}
		this.unreached.check(route);
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			this.unreached.check(route, step);
			StepTimes.told(this.camel, step).forEach((told) -> tell(route, step, told));
			StepBeans.told(this.camel, this.beans, step).forEach((told) -> tell(route, step, told));
			StepNames.told(this.camel, step).forEach((told) -> tell(route, step, told));
		}
	}

	private void tell(RouteDefinition route, ProcessorDefinition<?> step, Told told) {
		this.findings.add(Place.of(route, step, told.word()), told);
	}

}
