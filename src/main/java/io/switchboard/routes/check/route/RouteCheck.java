package io.switchboard.routes.check.route;

import java.util.Objects;
import java.util.Set;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.PolicyDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TransactedDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Whether a route has an id, does something, and leaves it to {@code durable:} to try
 * again; and whether the beans exist that a step in Java names.
 */
final class RouteCheck {

	private final CamelContext camel;

	private final Set<String> beans;

	private final Findings findings;

	RouteCheck(CamelContext camel, Set<String> beans, Findings findings) {
		this.camel = camel;
		this.beans = beans;
		this.findings = findings;
	}

	void check(RouteDefinition route) {
		if (!Wording.isInFile(route)) {
			return;
		}
		String channel = Destinations.target(route.getInput().getEndpointUri());
		if (channel.startsWith("durable:") && !route.hasCustomIdAssigned()) {
			this.findings.add(Place.of(route, route.getInput(), channel), Rule.NAME, "the route has no id",
					Wording.isInJava(route) ? "Write .routeId(\"%s\").".formatted(channel.replaceFirst("durable:", ""))
							: "Write id: %s.".formatted(channel.replaceFirst("durable:", "")));
		}
		if (Wording.isInJava(route)) {
			java(route);
		}
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			if (step instanceof OnExceptionDefinition handler && handler.getDescriptionText() == null
					&& repeats(handler.getRedeliveryPolicyType())) {
				repeats(Place.of(route, step, "redeliver"));
			}
		}
	}

	private void java(RouteDefinition route) {
		// what is done in a transaction stands below it
		if (route.getOutputs()
			.stream()
			.allMatch((each) -> each.isAbstract() && !(each instanceof TransactedDefinition)
					&& !(each instanceof PolicyDefinition))) {
			this.findings.add(Place.of(route, route.getInput(), "from("), Rule.EFFECT,
					"this route does nothing with an event", "Add the step that sends or writes.");
		}
		if (route.getErrorHandlerFactory() instanceof DefaultErrorHandlerDefinition handler
				&& repeats(handler.getRedeliveryPolicy())) {
			repeats(Place.of(route, route, "maximumRedeliveries"));
		}
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			String ref = (step instanceof BeanDefinition bean) ? bean.getRef()
					: (step instanceof ProcessDefinition process) ? process.getRef() : null;
			if (ref != null && ref.matches("#?(?:bean:)?[A-Za-z][\\w-]*")) {
				String name = ref.replaceFirst("^#?(?:bean:)?", "");
				if (!this.beans.contains(name) && this.camel.getRegistry().lookupByName(name) == null) {
					this.findings.add(Place.of(route, step, name), Rule.BEAN, "there is no bean %s".formatted(name),
							Wording.meantOr(name, this.beans, "Add the jar that has it to lib/."));
				}
			}
		}
	}

	private static boolean repeats(@Nullable RedeliveryPolicyDefinition policy) {
		return policy != null && !Objects.toString(policy.getMaximumRedeliveries(), "0").equals("0");
	}

	private void repeats(Place place) {
		this.findings.add(place, Rule.FAILURE,
				"redeliveries within one attempt hold up the call, and are lost with the process",
				"Leave them out: durable: tries again, after the times of backoff.");
	}

}
