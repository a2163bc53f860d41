package io.switchboard.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one delivery through its route, and says how that ended: the one policy on
 * failure.
 */
class AttemptRunner implements Channel.Runner {

	private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

	private final Clock clock = Clock.systemUTC();

	private final Runs runs;

	private final Marks marks;

	private final MeterRegistry meters;

	private volatile boolean stopping;

	AttemptRunner(Runs runs, Marks marks, MeterRegistry meters) {
		this.runs = runs;
		this.marks = marks;
		this.meters = meters;
	}

	/** From now on a failure is the stop's, not the route's. */
	void stop() {
		this.stopping = true;
	}

	@Override
	public boolean run(Channel channel, DurableConsumer consumer, Delivery delivery) {
		Instant startedAt = this.clock.instant();
		long start = System.nanoTime();
		Runs.Run run = this.runs.begin(delivery, channel, consumer.options().timeout());
		Set<String> decision = Set.of();
		RouteFailure failure = null;
		try {
			decision = consumer.run(delivery);
		}
		catch (RouteFailure ex) {
			failure = ex;
		}
		catch (Throwable ex) {
			failure = new RouteFailure(null, ex);
		}
		if (run.end() && failure != null) {
			failure = new RouteFailure(null, new InterruptedException(
					"took longer than its timeout of %d s".formatted(consumer.options().timeout().toSeconds())));
		}
		if (failure != null && isStopping(consumer)) {
			log.info("delivery {} to {} was interrupted by the stop: it runs again", delivery.id(), delivery.route());
			return false;
		}
		try {
			end(consumer, delivery, startedAt, System.nanoTime() - start, decision, failure);
		}
		catch (RuntimeException ex) {
			log.error("delivery {} was run but not marked: it runs again at the next start", delivery.id(), ex);
		}
		return !run.isAbandoned();
	}

	/** What fails now may fail only because Camel is being taken down. */
	private boolean isStopping(DurableConsumer consumer) {
		CamelContext context = consumer.getEndpoint().getCamelContext();
		return this.stopping || context.isStopping() || context.isStopped();
	}

	private void end(DurableConsumer consumer, Delivery delivery, Instant startedAt, long nanos, Set<String> decision,
			@Nullable RouteFailure failure) {
		this.meters
			.timer("switchboard.delivery.attempts", "route", delivery.route(), "outcome",
					(failure != null) ? "failed" : "delivered")
			.record(nanos, TimeUnit.NANOSECONDS);
		this.marks.add(attempt(consumer, delivery, startedAt, nanos / 1_000_000, decision, failure));
	}

	private Attempt attempt(DurableConsumer consumer, Delivery delivery, Instant startedAt, long durationMs,
			Set<String> decision, @Nullable RouteFailure failure) {
		if (failure == null) {
			return consumer.isSwitchboard() ? new Attempt.Decided(delivery, startedAt, durationMs, decision)
					: new Attempt.Succeeded(delivery, startedAt, durationMs);
		}
		int number = delivery.attempts() + 1;
		Instant next = failure.isPermanent() ? null : consumer.options().nextAttempt(number, this.clock.instant());
		log.warn("delivery {} of event {} to {}: attempt {} of {} failed ({}), {}", delivery.id(),
				delivery.event().id(), delivery.route(), number, consumer.options().maxAttempts(), failure.kind(),
				(next != null) ? "next at " + next.truncatedTo(ChronoUnit.SECONDS) : "dead");
		return new Attempt.Failed(delivery, startedAt, durationMs, failure.sentence(), next);
	}

}
