package io.switchboard.delivery.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import io.switchboard.answers.Answered;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.failure.RetryAfter;
import io.switchboard.failure.RetryLater;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one delivery through its route and decides what follows: this is the one policy on
 * failure.
 */
class AttemptRunner implements DeliveryRunner {

	private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

	private final Clock clock;

	private final Runs runs;

	private final Ownership ownership;

	/** Takes each attempt to acknowledge it; false if it came too late. */
	private final Predicate<Attempt> sink;

	private final AttemptMeters meters;

	private volatile boolean stopping;

	AttemptRunner(Clock clock, Runs runs, Ownership ownership, Predicate<Attempt> sink, AttemptMeters meters) {
		this.clock = clock;
		this.runs = runs;
		this.ownership = ownership;
		this.sink = sink;
		this.meters = meters;
	}

	/** From now on, failures count as caused by the stop, not by the route. */
	void stop() {
		this.stopping = true;
	}

	@Override
	public boolean run(Channel channel, ChannelConsumer consumer, Delivery delivery) {
		try (LoggedIds ids = LoggedIds.of(delivery.route(), delivery.id(), delivery.event())) {
			return runHere(channel, consumer, delivery);
		}
	}

	private boolean runHere(Channel channel, ChannelConsumer consumer, Delivery delivery) {
		Gate gate = channel.gate();
		Instant startedAt = this.clock.instant();
		long start = System.nanoTime();
		Runs.Run run = this.runs.begin(delivery, channel, consumer.options().timeout());
		Set<String> decision = Set.of();
		Answered answered = new Answered();
		RouteFailure failure = null;
		Gathers gathers = null;
		try {
			decision = consumer.run(delivery, answered);
		}
		catch (Gathers ex) {
			gathers = ex;
		}
		catch (RouteFailure ex) {
			failure = ex;
		}
		catch (Throwable ex) {
			failure = new RouteFailure(null, ex);
		}
		boolean overdue = run.end();
		if (gathers != null) {
			gate.left();
			end(channel, attempt(gathers, delivery, startedAt, (System.nanoTime() - start) / 1_000_000),
					System.nanoTime() - start);
			return !run.isAbandoned();
		}
		if (overdue && failure != null) {
			failure = failure.overdue(consumer.options().timeout());
		}
		// the steps that it has done are kept, so that they are not done again
		if (failure != null && failure.done().isEmpty() && isStopping(consumer)) {
			gate.left();
			channel.release(delivery);
			log.info("delivery {} to {} was interrupted by the stop: it runs again", delivery.id(), delivery.route());
			return !run.isAbandoned();
		}
		if (failure != null && !this.ownership.stands(delivery.term())) {
			gate.left();
			channel.release(delivery);
			log.info("delivery {} to {} was given up: another node may run it", delivery.id(), delivery.route());
			return !run.isAbandoned();
		}
		try {
			long nanos = System.nanoTime() - start;
			pass(gate, delivery, failure);
			Attempt attempt = attempt(gate, consumer,
					delivery.ranBy(consumer.revision(), answered.all(), answered.copies().all()), startedAt,
					nanos / 1_000_000, decision, answered.skipped(), failure);
			end(channel, attempt, nanos);
		}
		catch (RuntimeException | Error ex) {
			log.error("delivery {} was run but not acknowledged: it runs again at the next start", delivery.id(), ex);
		}
		return !run.isAbandoned();
	}

	/** Whether a failure may be caused only by the stop of Camel. */
	private boolean isStopping(ChannelConsumer consumer) {
		return this.stopping || consumer.isStopping();
	}

	/** Tells the gate what this attempt says about the destination. */
	private void pass(Gate gate, Delivery delivery, @Nullable RouteFailure failure) {
		if (failure == null) {
			gate.succeeded();
			return;
		}
		switch (failure.verdict()) {
			case NEVER, NOT_YET, REFUSED -> gate.left();
			case FAULT -> gate.faulty("a fault that no retry corrects (%s)".formatted(failure.sentence()));
			case SHUT_OUT -> gate.shutOut("%s (%s)".formatted(failure.shutOut(), failure.sentence()));
			case UNCLEAR -> {
				// a delivery that failed before says nothing new by failing again, unless
				// it is the trial
				if (delivery.attempts() > 0 && !gate.isTrying()) {
					gate.left();
				}
				else {
					gate.unclear(failure);
				}
			}
			case AWAY -> {
				Instant now = this.clock.instant();
				gate.failed(failure, RetryAfter.of(failure, now), now);
			}
		}
	}

	private void end(Channel channel, Attempt attempt, long nanos) {
		this.meters.ended(attempt, nanos, this.clock.instant());
		if (!this.sink.test(attempt)) {
			log.warn("delivery {} was run but not acknowledged before the stop: it runs again",
					attempt.delivery().id());
		}
		else if (attempt instanceof Attempt.Decided) {
			channel.advance(attempt.delivery());
		}
	}

	/** A delivery that joined the window of another is done with that. */
	private static Attempt attempt(Gathers gathers, Delivery delivery, Instant startedAt, long durationMs) {
		Instant until = gathers.until();
		return (until != null)
				? new Attempt.Gathers(delivery, startedAt, durationMs, String.valueOf(gathers.getMessage()), until)
				: new Attempt.Succeeded(delivery, startedAt, durationMs);
	}

	private Attempt attempt(Gate gate, ChannelConsumer consumer, Delivery delivery, Instant startedAt, long durationMs,
			Set<String> decision, @Nullable String skipped, @Nullable RouteFailure failure) {
		if (failure == null && consumer.isSwitchboard()) {
			return new Attempt.Decided(delivery, startedAt, durationMs, decision);
		}
		if (failure == null) {
			return (skipped != null) ? new Attempt.Skipped(delivery, startedAt, durationMs, skipped)
					: new Attempt.Succeeded(delivery, startedAt, durationMs);
		}
		RetryLater later = failure.retryLater();
		if (later != null) {
			return later(consumer.options(), delivery, startedAt, durationMs, later, failure.done());
		}
		if (failure.verdict() == Verdict.SHUT_OUT) {
			gate.tell("delivery %d of event %s: %s (%s), the route waits".formatted(delivery.id(),
					delivery.event().id(), failure.shutOut(), failure.kind()));
			return new Attempt.ShutOut(delivery, startedAt, durationMs, failure.sentence(), failure.done(),
					trial(gate));
		}
		if (failure.verdict() == Verdict.FAULT) {
			this.meters.fault(delivery.route());
			log.error("route {} has a fault that no retry corrects ({}): delivery {} of event {} is dead",
					delivery.route(), failure.kind(), delivery.id(), delivery.event().id());
			return new Attempt.Failed(delivery, startedAt, durationMs, failure.sentence(), failure.done(), null);
		}
		int counted = delivery.attempts() - delivery.uncounted() + 1;
		Instant next = failure.verdict().isPermanent() ? null : next(consumer.options(), counted, failure);
		boolean away = failure.verdict() == Verdict.AWAY || failure.verdict() == Verdict.UNCLEAR;
		String how = "attempt %d of %d failed (%s), %s".formatted(counted, consumer.options().maxAttempts(),
				failure.kind(), (next != null) ? "next at " + next.truncatedTo(ChronoUnit.SECONDS) : "dead");
		if (away && next != null) {
			gate.tell("delivery %d of event %s: %s".formatted(delivery.id(), delivery.event().id(), how));
		}
		else {
			log.warn("delivery {} of event {} to {}: {}", delivery.id(), delivery.event().id(), delivery.route(), how);
		}
		return new Attempt.Failed(delivery, startedAt, durationMs, failure.sentence(), failure.done(), next);
	}

	/** The delivery is due when the route tries one again. */
	private Instant trial(Gate gate) {
		Instant now = this.clock.instant();
		return Objects.requireNonNullElse(gate.closedUntil(now), now);
	}

	/**
	 * A server that asks for a second each time must not use up all attempts within
	 * seconds.
	 */
	private @Nullable Instant next(ChannelOptions options, int counted, RouteFailure failure) {
		Instant now = this.clock.instant();
		Instant next = options.nextAttempt(counted, now, ThreadLocalRandom.current().nextDouble());
		Instant retryAfter = RetryAfter.of(failure, now);
		return (next != null && retryAfter != null && retryAfter.isAfter(next)) ? retryAfter : next;
	}

	private Attempt later(ChannelOptions options, Delivery delivery, Instant startedAt, long durationMs,
			RetryLater later, Set<String> done) {
		String reason = new RouteFailure(null, later).sentence();
		if (delivery.waits() >= options.maxWaits()) {
			log.warn("delivery {} of event {} to {} waited {} times without success: it is a dead letter",
					delivery.id(), delivery.event().id(), delivery.route(), delivery.waits());
			return new Attempt.Failed(delivery, startedAt, durationMs, "waited without success, %d of %d times: %s"
				.formatted(delivery.waits(), options.maxWaits(), reason), done, null);
		}
		Duration delay = Objects.requireNonNullElse(later.delay(), options.backoff().get(0));
		return new Attempt.Later(delivery, startedAt, durationMs, reason, done, this.clock.instant().plus(delay));
	}

}
