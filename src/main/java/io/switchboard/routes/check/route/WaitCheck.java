package io.switchboard.routes.check.route;

import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.spare.SpareContext;
import io.switchboard.routes.values.Values;
import io.switchboard.text.WrittenTime;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.LoopDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Whether a step ends, and does so within the time of an attempt. A delivery that waits
 * longer fails each time; one that never ends keeps a thread.
 */
final class WaitCheck {

	private static final String TIMEOUT = "delivery.timeout";

	private static final String LATER = "Wait with throwException: RetryLater, or give the route a longer timeout.";

	private final Destinations destinations;

	private final Findings findings;

	private @Nullable Duration usual;

	/** That of the route that has most time. */
	private @Nullable Duration longest;

	WaitCheck(Destinations destinations, @Nullable String timeout, Findings findings) {
		this.destinations = destinations;
		this.findings = findings;
		this.usual = time(timeout);
		this.longest = this.usual;
	}

	void check(SpareContext spare) {
		for (RouteDefinition route : spare.routes()) {
			Duration own = own(route);
			if (own != null && this.longest != null && own.compareTo(this.longest) > 0) {
				this.longest = own;
			}
		}
		spare.written().forEach(this::check);
	}

	private void check(RouteDefinition route) {
		Duration limit = limit(route);
		List<ProcessorDefinition<?>> steps = Destinations.steps(route.getOutputs());
		Map<ProcessorDefinition<?>, Long> rounds = new IdentityHashMap<>();
		for (ProcessorDefinition<?> step : steps) {
			if (step instanceof LoopDefinition loop) {
				tell(route, loop, loop(loop));
				long times = number(loop, 1);
				Destinations.steps(loop.getOutputs())
					.forEach((each) -> rounds.merge(each, times, (a, b) -> a * Math.max(b, 1)));
			}
			else if (step instanceof DynamicRouterDefinition<?> router) {
				tell(route, router, router(router));
			}
			else if (step instanceof PollEnrichDefinition poll) {
				tell(route, poll, poll(poll, limit));
			}
			else if (step instanceof ThrottleDefinition throttle) {
				tell(route, throttle, throttle(throttle, limit));
			}
		}
		for (ProcessorDefinition<?> step : steps) {
			if (step instanceof DelayDefinition delay) {
				tell(route, delay, delay(delay, rounds.getOrDefault(delay, 1L), limit));
			}
		}
	}

	private void tell(RouteDefinition route, ProcessorDefinition<?> step, @Nullable Told told) {
		if (told != null && !UnreachedSteps.isDisabled(this.destinations.camel(), step)) {
			this.findings.add(Place.of(route, step, told.word()), told);
		}
	}

	private @Nullable Told loop(LoopDefinition loop) {
		String count = value(loop);
		if ("true".equals(this.destinations.resolved(Objects.toString(loop.getDoWhile(), "false")))) {
			return (count == null || count.matches("(?i)false|")) ? null
					: new Told(Rule.ENDLESS, count, "this loop never ends: its condition is always true",
							"Write a condition that becomes false, or a number without doWhile.");
		}
		if (count == null || count.matches("[1-9]\\d{0,8}")) {
			return null;
		}
		return count.matches("-?\\d{1,9}")
				? new Told(Rule.UNREACHED, count, "the steps of this loop never run: it has %s rounds".formatted(count),
						"Write how many rounds it has, or remove it.")
				: new Told(Rule.SHAPE, count, "loop cannot be '%s'".formatted(count),
						"It is a whole number; for a condition write doWhile: true too.");
	}

	private @Nullable Told router(DynamicRouterDefinition<?> router) {
		String value = value(router);
		return (value == null || value.isEmpty()) ? null
				: new Told(Rule.ENDLESS, value,
						"this never ends: dynamicRouter asks again after each step, and the answer is always %s"
							.formatted(value),
						"Write to: or toD:; dynamicRouter ends once its expression is null.");
	}

	private @Nullable Told poll(PollEnrichDefinition poll, @Nullable Duration limit) {
		String written = this.destinations.resolved(Objects.toString(poll.getTimeout(), "-1")).strip();
		if (!written.matches("-?\\d{1,15}") || limit == null) {
			return null;
		}
		long millis = Long.parseLong(written);
		return (millis >= 0 && millis <= limit.toMillis()) ? null
				: new Told(Rule.WAIT, "timeout",
						"pollEnrich waits %s, and an attempt ends after %s"
							.formatted((millis < 0) ? "until something comes" : text(millis), text(limit.toMillis())),
						"Write timeout: 5000 (milliseconds), and what is to be done if nothing came.");
	}

	private @Nullable Told throttle(ThrottleDefinition throttle, @Nullable Duration limit) {
		String most = value(throttle);
		if (most != null && !most.matches("[1-9]\\d{0,8}")) {
			return new Told(Rule.SHAPE, most, "throttle cannot be '%s'".formatted(most),
					"It is a whole number from 1. Better write rate: below from: durable:, which holds for all nodes.");
		}
		String period = this.destinations.resolved(Objects.toString(throttle.getTimePeriodMillis(), "1000")).strip();
		boolean tooLong = limit != null && period.matches("\\d{1,15}") && Long.parseLong(period) > limit.toMillis()
				&& !"true".equals(throttle.getRejectExecution());
		return !tooLong ? null
				: new Told(Rule.WAIT, "timePeriodMillis",
						"a delivery may wait %s here, and an attempt ends after %s"
							.formatted(text(Long.parseLong(period)), text(limit.toMillis())),
						"Write rate: below from: durable: instead, such as 10/m; it holds for all nodes.");
	}

	private @Nullable Told delay(DelayDefinition delay, long rounds, @Nullable Duration limit) {
		String written = value(delay);
		if (written == null) {
			return null;
		}
		if (!written.matches("\\d{1,12}")) {
			return new Told(Rule.SHAPE, written, "delay cannot be '%s'".formatted(written),
					"It is a number of milliseconds, such as 5000.");
		}
		long millis = Long.parseLong(written) * Math.min(Math.max(rounds, 1), 1_000_000);
		return (limit == null || millis <= limit.toMillis()) ? null
				: new Told(Rule.ENDLESS, written,
						"this delay takes %s%s, and an attempt ends after %s: no delivery gets past it".formatted(
								text(millis), (rounds > 1) ? " in %d rounds".formatted(rounds) : "",
								text(limit.toMillis())),
						LATER);
	}

	private @Nullable String value(ExpressionNode step) {
		return Constants.of(step.getExpression(), this.destinations);
	}

	private long number(LoopDefinition loop, long otherwise) {
		String count = value(loop);
		return (count != null && count.matches("\\d{1,6}")) ? Long.parseLong(count) : otherwise;
	}

	/**
	 * That of another route is the time of the delivery that uses it; a route that reads
	 * from elsewhere has none.
	 */
	private @Nullable Duration limit(RouteDefinition route) {
		String from = Destinations.target(this.destinations.resolved(route.getInput().getEndpointUri()));
		return from.startsWith("durable:") ? own(route)
				: (from.startsWith("direct:") || from.equals("kamelet:source")) ? this.longest : null;
	}

	private @Nullable Duration own(RouteDefinition route) {
		String uri = route.getInput().getEndpointUri();
		if (!uri.startsWith("durable:")) {
			return null;
		}
		Map<String, String> options = new HashMap<>();
		try {
			options.putAll(uri.contains("?") ? Values.parameters(uri.substring(uri.indexOf('?') + 1)) : Map.of());
		}
		catch (URISyntaxException ex) {
			return null;
		}
		String own = this.destinations.resolved(options.getOrDefault("timeout", ""));
		return own.isBlank() ? this.usual : time(own);
	}

	private static @Nullable Duration time(@Nullable String text) {
		try {
			return (text != null) ? WrittenTime.parse(text) : null;
		}
		catch (IllegalArgumentException ex) {
			// told elsewhere
			return null;
		}
	}

	private static String text(long millis) {
		return (millis % 1000 == 0) ? (millis / 1000) + " s" : millis + " ms";
	}

}
