package io.switchboard.delivery.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.Delivery;

/** The metrics of attempts: how many, how they ended, and how long they took. */
class AttemptMeters {

	private static final Duration[] BOUNDS = { Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1),
			Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1) };

	/** A delivery may wait for hours while its destination is away. */
	private static final Duration[] LATE_BOUNDS = { Duration.ofSeconds(1), Duration.ofSeconds(5),
			Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
			Duration.ofHours(1), Duration.ofHours(6) };

	private final MeterRegistry meters;

	private final Map<String, OfRoute> routes = new ConcurrentHashMap<>();

	AttemptMeters(MeterRegistry meters) {
		this.meters = meters;
	}

	/** Each counter starts at 0, so that its first count is seen as an increase. */
	void begin(String route) {
		this.routes.computeIfAbsent(route, (name) -> new OfRoute(this.meters, name));
	}

	void fault(String route) {
		of(route).faults.increment();
	}

	void ended(Attempt attempt, long nanos, Instant now) {
		Delivery delivery = attempt.delivery();
		OfRoute route = of(delivery.route());
		route.timer(attempt.outcome()).record(Duration.ofNanos(nanos));
		if (attempt instanceof Attempt.Failed && attempt.nextAttemptAt() == null) {
			route.dead.increment();
		}
		if (attempt.outcome().equals("delivered")) {
			route.latest.set(now.getEpochSecond());
			if (delivery.redeliveries() == 0 && !delivery.past()) {
				route.late.record(Duration.between(delivery.event().receivedAt(), now));
			}
		}
	}

	private OfRoute of(String route) {
		return this.routes.computeIfAbsent(route, (name) -> new OfRoute(this.meters, name));
	}

	private static final class OfRoute {

		private final Map<String, Timer> timers = new ConcurrentHashMap<>();

		private final AtomicLong latest = new AtomicLong();

		private final MeterRegistry meters;

		private final String route;

		private final Counter faults;

		private final Counter dead;

		private final Timer late;

		private OfRoute(MeterRegistry meters, String route) {
			this.meters = meters;
			this.route = route;
			this.faults = Counter.builder("switchboard.delivery.faults")
				.description("Dead letters by a fault in the route that no retry corrects")
				.tag("route", route)
				.register(meters);
			this.dead = Counter.builder("switchboard.delivery.dead")
				.description("Deliveries that became dead letters")
				.tag("route", route)
				.register(meters);
			this.late = Timer.builder("switchboard.delivery.latency")
				.description("From the event's arrival until it was delivered; without redeliveries and backfills")
				.tag("route", route)
				.serviceLevelObjectives(LATE_BOUNDS)
				.register(meters);
			Gauge.builder("switchboard.delivery.last.success", this.latest, AtomicLong::get)
				.description("When this node delivered last, in seconds since 1970; 0 if it has not since its start")
				.baseUnit("timestamp_seconds")
				.tag("route", route)
				.register(meters);
			timer("delivered");
			timer("failed");
		}

		private Timer timer(String outcome) {
			return this.timers.computeIfAbsent(outcome,
					(each) -> Timer.builder("switchboard.delivery.attempts")
						.description("How long attempts took, by how they ended")
						.tag("route", this.route)
						.tag("outcome", each)
						.serviceLevelObjectives(BOUNDS)
						.register(this.meters));
		}

	}

}
