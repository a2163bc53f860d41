package io.switchboard.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

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

	private final Clock clock;

	private final Runs runs;

	private final Ownership ownership;

	/** Takes each attempt for marking; false if it came too late. */
	private final Predicate<Attempt> marks;

	private final MeterRegistry meters;

	private volatile boolean stopping;

	AttemptRunner(Clock clock, Runs runs, Ownership ownership, Predicate<Attempt> marks, MeterRegistry meters) {
		this.clock = clock;
		this.runs = runs;
		this.ownership = ownership;
		this.marks = marks;
		this.meters = meters;
	}

	/** From now on a failure is the stop's, not the route's. */
	void stop() {
		this.stopping = true;
	}

	@Override
	public boolean run(Channel channel, DurableConsumer consumer, Delivery delivery) {
		Gate gate = channel.gate();
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
			gate.left();
			log.info("delivery {} to {} was interrupted by the stop: it runs again", delivery.id(), delivery.route());
			return false;
		}
		if (failure != null && !this.ownership.stands(delivery.term())) {
			gate.left();
			channel.giveBack(delivery);
			log.info("delivery {} to {} was given up: another node may run it", delivery.id(), delivery.route());
			return !run.isAbandoned();
		}
		try {
			long nanos = System.nanoTime() - start;
			Attempt attempt = attempt(consumer, delivery, startedAt, nanos / 1_000_000, decision, failure);
			pass(gate, failure);
			end(channel, attempt, nanos);
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

	/** Tells the gate what this says about the destination. */
	private void pass(Gate gate, @Nullable RouteFailure failure) {
		if (failure == null) {
			gate.succeeded();
		}
		else if (failure.isPermanent() || failure.retryLater() != null) {
			gate.left();
		}
		else {
			gate.failed(failure, RetryAfter.of(failure, this.clock.instant()), this.clock.instant());
		}
	}

	private void end(Channel channel, Attempt attempt, long nanos) {
		this.meters
			.timer("switchboard.delivery.attempts", "route", attempt.delivery().route(), "outcome", attempt.outcome())
			.record(nanos, TimeUnit.NANOSECONDS);
		if (!this.marks.test(attempt)) {
			log.warn("delivery {} was run but not marked before the stop: it runs again", attempt.delivery().id());
		}
		else if (attempt instanceof Attempt.Decided) {
			channel.advance(attempt.delivery());
		}
	}

	private Attempt attempt(DurableConsumer consumer, Delivery delivery, Instant startedAt, long durationMs,
			Set<String> decision, @Nullable RouteFailure failure) {
		if (failure == null) {
			return consumer.isSwitchboard() ? new Attempt.Decided(delivery, startedAt, durationMs, decision)
					: new Attempt.Succeeded(delivery, startedAt, durationMs);
		}
		RetryLater later = failure.retryLater();
		if (later != null) {
			return later(consumer.options(), delivery, startedAt, durationMs, later);
		}
		int counted = delivery.attempts() - delivery.uncounted() + 1;
		Instant next = failure.isPermanent() ? null : next(consumer.options(), counted, failure);
		log.warn("delivery {} of event {} to {}: attempt {} of {} failed ({}), {}", delivery.id(),
				delivery.event().id(), delivery.route(), counted, consumer.options().maxAttempts(), failure.kind(),
				(next != null) ? "next at " + next.truncatedTo(ChronoUnit.SECONDS) : "dead");
		return new Attempt.Failed(delivery, startedAt, durationMs, failure.sentence(), next);
	}

	private @Nullable Instant next(ChannelOptions options, int counted, RouteFailure failure) {
		Instant now = this.clock.instant();
		Instant next = options.nextAttempt(counted, now, ThreadLocalRandom.current().nextDouble());
		Instant retryAfter = RetryAfter.of(failure, now);
		return (next != null && retryAfter != null) ? retryAfter : next;
	}

	private Attempt later(ChannelOptions options, Delivery delivery, Instant startedAt, long durationMs,
			RetryLater later) {
		String reason = new RouteFailure(null, later).sentence();
		if (delivery.waits() >= options.maxWaits()) {
			log.warn("delivery {} of event {} to {} waited {} times in vain, dead", delivery.id(),
					delivery.event().id(), delivery.route(), delivery.waits());
			return new Attempt.Failed(delivery, startedAt, durationMs,
					"waited in vain, %d of %d times: %s".formatted(delivery.waits(), options.maxWaits(), reason), null);
		}
		Duration delay = Objects.requireNonNullElse(later.delay(), options.backoff().get(0));
		return new Attempt.Later(delivery, startedAt, durationMs, reason, this.clock.instant().plus(delay));
	}

}
