package io.switchboard.routes.check.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.spare.SpareContext;
import org.apache.camel.Predicate;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ExpressionSubElementDefinition;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OnFallbackDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.ResequenceDefinition;
import org.apache.camel.model.RollbackDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.ScriptDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.spi.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Whether a delivery can count as delivered although its effect failed: because a handler
 * ends the failure, or because the effect runs beside the delivery. Whoever means it says
 * why in the step's description.
 */
final class HiddenFailures {

	private static final String MEANT = " If it is meant, say why in its description.";

	private static final Set<String> ALL = Set.of("java.lang.Exception", "java.lang.Throwable");

	/** Schemes whose steps leave nothing that may be missed. */
	private static final Set<String> HARMLESS = Set.of("log", "language", "freemarker", "velocity", "mock", "bean",
			"class", "validator", "xslt", "jslt", "json-validator", "dataformat", "controlbus");

	private final Set<String> lookups;

	private final Destinations destinations;

	private final Findings findings;

	private final Map<String, RouteDefinition> direct = new HashMap<>();

	/** {@code lookups}: the addresses of kamelets that only look things up. */
	HiddenFailures(SpareContext spare, Set<String> lookups, Findings findings) {
		this.lookups = lookups;
		this.destinations = new Destinations(spare.camel());
		this.findings = findings;
		spare.routes().forEach((each) -> this.direct.put(Destinations.target(each.getInput().getEndpointUri()), each));
	}

	void check(SpareContext spare) {
		spare.written().forEach(this::check);
		spare.configurations().forEach(this::check);
	}

	private void check(RouteDefinition route) {
		if (Wording.isInJava(route) && route.getErrorHandlerFactory() instanceof DeadLetterChannelDefinition) {
			this.findings.add(Place.of(route, route, "deadLetterChannel"), Rule.FAILURE,
					"a delivery that fails goes to this deadLetterChannel, and counts as delivered",
					"Leave it out: durable: tries again, and keeps dead letters.");
		}
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			if (step.getDescriptionText() == null) {
				handler(Objects.requireNonNull(route.getResource()), step);
				beside(route, step);
			}
		}
	}

	/** Handlers for the routes of all files. */
	private void check(RouteConfigurationDefinition all) {
		all.getOnExceptions()
			.stream()
			.filter((each) -> each.getDescriptionText() == null && all.getResource() != null)
			.forEach((each) -> onException(all.getResource(), each));
	}

	private void onException(Resource file, OnExceptionDefinition handler) {
		if (!ends(handler).matches("(?:false)*")) {
			boolean all = handler.getOnWhen() == null && handler.getExceptions().stream().anyMatch(ALL::contains)
					&& ends(handler).contains("true");
			told(file, handler, "onException", handler.getOutputs(), all);
		}
	}

	private void handler(Resource route, ProcessorDefinition<?> step) {
		if (step instanceof OnExceptionDefinition handler) {
			onException(route, handler);
		}
		if (step instanceof TryDefinition block && leaves(block.getOutputsWithoutCatches())) {
			block.getCatchClauses()
				.stream()
				.filter((each) -> each.getDescriptionText() == null && block.getDescriptionText() == null)
				.forEach((each) -> told(route, each, "doCatch", each.getOutputs(),
						each.getOnWhen() == null && each.getExceptions().stream().anyMatch(ALL::contains)
								&& isSure(block.getOutputsWithoutCatches())));
		}
		if (step instanceof CircuitBreakerDefinition breaker && leaves(breaker.getOutputs())) {
			OnFallbackDefinition fallback = breaker.getOnFallback();
			if (fallback != null && fallback.getDescriptionText() == null) {
				told(route, fallback, "onFallback", fallback.getOutputs(), true);
			}
		}
	}

	private void told(Resource file, OptionalIdentifiedDefinition<?> step, String name,
			List<ProcessorDefinition<?>> steps, boolean all) {
		List<ProcessorDefinition<?>> deep = Destinations.steps(steps);
		if (deep.stream()
			.anyMatch((each) -> each instanceof ThrowExceptionDefinition || each instanceof RollbackDefinition
					|| each instanceof BeanDefinition || each instanceof ProcessDefinition
					|| each instanceof ScriptDefinition)) {
			return;
		}
		boolean certain = all && !leaves(steps);
		this.findings.add(Place.of(file, step, name), certain ? Rule.HIDDEN_FAILURE : Rule.FAILURE,
				"a delivery that fails counts as delivered: %s ends the failure".formatted(name),
				"Leave it out: durable: tries again, and keeps dead letters; or end it with throwException." + MEANT);
	}

	/** What a delivery does not wait for is lost with the process, and cannot fail it. */
	private void beside(RouteDefinition route, ProcessorDefinition<?> step) {
		String what = null;
		String mend = "";
		if (step instanceof WireTapDefinition<?> && leaves(List.of(step))) {
			what = "wireTap";
			mend = "Write to: instead, or a route of its own and a rule for it.";
		}
		else if (step instanceof SendDefinition<?> send
				&& target(send.getEndpointUri()).matches("(?:seda|disruptor):.*")) {
			what = "to";
			mend = "Send to direct: instead, or write a route of its own and a rule for it.";
		}
		else if (step instanceof AggregateDefinition) {
			what = "aggregate";
			mend = "Write gather: below from: durable: instead; its window is in the store.";
		}
		else if (step instanceof ResequenceDefinition) {
			what = "resequence";
			mend = "Leave it out: the deliveries of a call run in order.";
		}
		else if (step instanceof OnCompletionDefinition && leaves(step.getOutputs())) {
			what = "onCompletion";
			mend = "Write its steps at the end of the route.";
		}
		if (what != null && target(route.getInput().getEndpointUri()).startsWith("durable:")) {
			this.findings.add(Place.of(route, step, what), Rule.FAILURE,
					"the delivery does not wait for this: what fails behind it, or is lost with the process, counts as delivered",
					mend + MEANT);
		}
		else if (ignores(step)) {
			this.findings.add(Place.of(route, step, "ignoreInvalidEndpoint"), Rule.FAILURE,
					"a destination that cannot be reached is passed over, and the delivery counts as delivered",
					"Leave ignoreInvalidEndpoint out." + MEANT);
		}
	}

	private static boolean ignores(ProcessorDefinition<?> step) {
		return step instanceof ToDynamicDefinition dynamic && "true".equals(dynamic.getIgnoreInvalidEndpoint())
				|| step instanceof RecipientListDefinition<?> list && "true".equals(list.getIgnoreInvalidEndpoints())
				|| step instanceof RoutingSlipDefinition<?> slip && "true".equals(slip.getIgnoreInvalidEndpoints());
	}

	/** Whether one of the steps may have an effect outside of the process. */
	private boolean leaves(List<ProcessorDefinition<?>> steps) {
		return Destinations.steps(steps).stream().anyMatch((step) -> {
			if (step instanceof CatchDefinition || step instanceof OnExceptionDefinition) {
				return false;
			}
			String uri = (step instanceof SendDefinition<?> send) ? send.getEndpointUri()
					: (step instanceof ToDynamicDefinition dynamic) ? dynamic.getUri()
							: (step instanceof RecipientListDefinition<?> || step instanceof RoutingSlipDefinition<?>)
									? String.valueOf(((ExpressionNode) step).getExpression().getExpression()) : null;
			return uri != null && leaves(target(uri));
		});
	}

	/** A kamelet of one's own that is an action may look something up. */
	private boolean isSure(List<ProcessorDefinition<?>> steps) {
		return leaves(steps.stream()
			.filter((step) -> !(step instanceof SendDefinition<?> send
					&& target(send.getEndpointUri()).matches("kamelet:.*-action|direct:.*")))
			.toList());
	}

	private boolean leaves(String target) {
		if (target.startsWith("direct:")) {
			// removed while it is looked at, for it may send to itself
			RouteDefinition route = this.direct.remove(target);
			boolean leaves = route != null && leaves(route.getOutputs());
			if (route != null) {
				this.direct.put(target, route);
			}
			return leaves;
		}
		return !this.lookups.contains(target) && !HARMLESS.contains(target.replaceFirst("(?s):.*", ""));
	}

	private String target(String uri) {
		return Destinations.target(this.destinations.resolved(uri));
	}

	/** The conditions as texts; a constant is {@code true} or {@code false}. */
	private static String ends(OnExceptionDefinition handler) {
		return text(handler.getHandled(), handler.getHandledPolicy())
				+ text(handler.getContinued(), handler.getContinuedPolicy());
	}

	/** YAML gives an expression, and Java a predicate. */
	private static String text(@Nullable ExpressionSubElementDefinition expression, @Nullable Predicate policy) {
		if (policy != null) {
			return policy.toString().strip();
		}
		if (expression == null || expression.getExpressionType() == null) {
			return "";
		}
		return Objects.toString(expression.getExpressionType().getExpression(), "").strip();
	}

}
