package io.switchboard.delivery.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.delivery.table.DeliveryTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The metrics of each route. The store is asked only when somebody reads them: every ten
 * seconds at most, and less often where that takes long.
 */
@Component
class RouteMeters {

	private static final Logger log = LoggerFactory.getLogger(RouteMeters.class);

	private static final Duration FRESH = Duration.ofSeconds(10);

	/** Reading the store may take a tenth of the time. */
	private static final int SHARE = 10;

	private final RouteControl control;

	private final DeliveryTable table;

	private final MultiGauge deliveries;

	private final MultiGauge oldest;

	private final MultiGauge paused;

	private final MultiGauge open;

	private final MultiGauge problem;

	private final Clock clock = Clock.systemUTC();

	private Map<String, RouteState> states = Map.of();

	private Map<String, Instant> since = Map.of();

	private Set<String> registered = Set.of();

	private boolean reachable = true;

	private long freshUntil = System.nanoTime();

	RouteMeters(RouteControl control, DeliveryTable table, MeterRegistry meters) {
		this.control = control;
		this.table = table;
		this.deliveries = MultiGauge.builder("switchboard.deliveries")
			.description("Deliveries that are not done: pending, retrying, dead")
			.register(meters);
		this.oldest = MultiGauge.builder("switchboard.delivery.oldest.age")
			.description(
					"How long ago the event came in whose delivery waits longest; without redeliveries and backfills")
			.baseUnit("seconds")
			.register(meters);
		this.paused = MultiGauge.builder("switchboard.route.paused")
			.description("1 while an operator holds the route back")
			.register(meters);
		this.open = MultiGauge.builder("switchboard.route.breaker.open")
			.description("1 while this node's circuit breaker is not closed: the destination is away")
			.register(meters);
		this.problem = MultiGauge.builder("switchboard.route.problem")
			.description(
					"1 while somebody should look: the destination refuses the sign-in, a setting must be corrected, or the route has a fault")
			.register(meters);
		Gauge.builder("switchboard.store.reachable", () -> isReachable() ? 1 : 0)
			.description("1 if the store answered when it was asked for these metrics")
			.register(meters);
	}

	/** Registers every route before the first reading. */
	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		look();
	}

	private synchronized boolean isReachable() {
		look();
		return this.reachable;
	}

	private synchronized double ofState(String route, ToDoubleFunction<RouteState> value) {
		look();
		RouteState state = this.states.get(route);
		return (state != null) ? value.applyAsDouble(state) : 0;
	}

	private synchronized double age(String route) {
		look();
		Instant since = this.since.get(route);
		return (since != null) ? Math.max(0, Duration.between(since, this.clock.instant()).toMillis() / 1000.0) : 0;
	}

	private synchronized void look() {
		long start = System.nanoTime();
		if (start - this.freshUntil < 0) {
			return;
		}
		try {
			Map<String, RouteState> states = new HashMap<>();
			this.control.routes().forEach((state) -> states.put(state.id(), state));
			this.since = this.table.counts().oldest();
			this.states = states;
			this.reachable = true;
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("the store does not answer", ex);
			this.reachable = false;
		}
		long end = System.nanoTime();
		this.freshUntil = end + Math.max(FRESH.toNanos(), SHARE * (end - start));
		if (!this.states.keySet().equals(this.registered)) {
			this.registered = this.states.keySet();
			register(new TreeSet<>(this.registered));
		}
	}

	private void register(Set<String> routes) {
		this.deliveries
			.register(routes.stream()
				.flatMap((route) -> List.of(ofStatus(route, "pending", RouteState::pending),
						ofStatus(route, "retrying", RouteState::retrying), ofStatus(route, "dead", RouteState::dead))
					.stream())
				.toList(), true);
		this.oldest.register(routes.stream().map((route) -> Row.of(tags(route), () -> age(route))).toList(), true);
		register(this.paused, routes, (state) -> state.state().equals("paused") ? 1 : 0);
		register(this.open, routes, (state) -> state.breaker().equals("closed") ? 0 : 1);
		register(this.problem, routes, (state) -> (state.problem() != null) ? 1 : 0);
	}

	private void register(MultiGauge gauge, Set<String> routes, ToDoubleFunction<RouteState> value) {
		gauge.register(routes.stream().map((route) -> Row.of(tags(route), () -> ofState(route, value))).toList(), true);
	}

	private Row<?> ofStatus(String route, String status, ToDoubleFunction<RouteState> value) {
		return Row.of(tags(route).and("status", status), () -> ofState(route, value));
	}

	private static Tags tags(String route) {
		return Tags.of("route", route);
	}

}
