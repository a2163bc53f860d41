package io.switchboard.routes.check.route;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.spare.SpareContext;
import org.apache.camel.CamelContext;
import org.apache.camel.model.InterceptDefinition;
import org.apache.camel.model.InterceptSendToEndpointDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.SamplingDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.TransactedDefinition;
import org.apache.camel.saga.CamelSagaService;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whether failures are left to {@code durable:}, which tries again and keeps dead
 * letters.
 */
final class FailureCheck {

	private static final String MEND = "Leave it out: durable: tries again, and keeps dead letters.";

	private static final String MEANT = " If it is meant, say why in its description.";

	private FailureCheck() {
	}

	/**
	 * Steps that promise more than they keep, and what holds for all routes of a class.
	 */
	static void check(SpareContext spare, Findings findings) {
		for (RouteDefinition route : spare.written()) {
			for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
				Told told = (step.getDescriptionText() == null) ? told(spare.camel(), route, step) : null;
				if (told != null && !UnreachedSteps.isDisabled(spare.camel(), step)) {
					findings.add(Place.of(route, step, told.word()), told);
				}
			}
		}
	}

	private static @Nullable Told told(CamelContext camel, RouteDefinition route, ProcessorDefinition<?> step) {
		if (step instanceof TransactedDefinition) {
			return new Told(Rule.FAILURE, "transacted",
					"transacted takes nothing back: each statement is committed by itself, and stays if a later step fails",
					"Leave it out. Write what belongs together in one statement; a retry finds its row by event_key."
							+ MEANT);
		}
		if (step instanceof SagaDefinition saga && saga.getSagaService() == null
				&& camel.getRegistry().findByType(CamelSagaService.class).isEmpty()) {
			return new Told(Rule.COMPONENT, "saga", "saga needs a coordinator, and there is none",
					"Leave it out: durable: tries again. Or name a bean of the type CamelSagaService by sagaService.");
		}
		if (step instanceof SamplingDefinition) {
			return new Told(Rule.FAILURE, "sample",
					"sample lets few events pass, and the deliveries of the others count as delivered",
					"Write gather: below from: durable: to get several events as one." + MEANT);
		}
		if (isCut(step)) {
			return new Told(Rule.FAILURE, "timeout",
					"what has not ended by this timeout is cut off, and the delivery counts as delivered",
					"Leave it out: each attempt has a timeout, and is tried again." + MEANT);
		}
		boolean intercepts = step instanceof InterceptDefinition || step instanceof InterceptSendToEndpointDefinition;
		return (!Wording.isInJava(route) || !intercepts) ? null
				: new Told(Rule.FAILURE, step.getShortName() + "(",
						"%s changes what all routes of this class do, and may keep an event from its destination"
							.formatted(step.getShortName()),
						"Write its steps into the routes." + MEANT);
	}

	private static boolean isCut(ProcessorDefinition<?> step) {
		String timeout = (step instanceof MulticastDefinition multicast) ? multicast.getTimeout()
				: (step instanceof RecipientListDefinition<?> list) ? list.getTimeout()
						: (step instanceof SplitDefinition split) ? split.getTimeout() : null;
		return timeout != null && !timeout.strip().matches("0*");
	}

	/** Settings for a whole file, or for all files. */
	static void check(YamlFile file, Findings findings) {
		if (file.root() instanceof SequenceNode entries) {
			for (Node entry : entries.getValue()) {
				if (entry instanceof MappingNode mapping) {
					mapping.getValue().forEach((each) -> top(file, each, findings));
				}
			}
		}
	}

	private static void top(YamlFile file, NodeTuple entry, Findings findings) {
		Place place = Place.of(file.path(), entry.getKeyNode());
		String key = YamlFile.text(entry.getKeyNode());
		if (key.equals("errorHandler")) {
			findings.add(place, Rule.LOADING,
					"an errorHandler would hold for all routes, and hide failures from durable:", MEND);
		}
		else if (key.startsWith("intercept") && YamlFile.child(entry.getValueNode(), "description") == null) {
			findings
				.add(place, Rule.FAILURE,
						"%s changes what all routes of this file do, and may keep an event from its destination"
							.formatted(key),
						"Write its steps into the routes. If it is meant, say why in its description.");
		}
		else if (key.equals("route") && entry.getValueNode() instanceof MappingNode route) {
			route.getValue()
				.stream()
				.filter((each) -> YamlFile.text(each.getKeyNode()).matches("errorHandler(Ref)?"))
				.forEach((each) -> findings.add(Place.of(file.path(), each.getKeyNode()), Rule.FAILURE,
						"an errorHandler may hide failures from durable:", MEND));
		}
	}

}
