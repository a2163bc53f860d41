package io.switchboard.delivery.queue;

import java.time.Duration;
import java.time.Instant;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.switchboard.failure.SignInRefused;
import io.switchboard.text.Rate;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Holds back a route that has free places. The reasons are a pause by an operator, a
 * destination that asked for time, an open circuit breaker, and a rate that is used up.
 * Deliveries wait meanwhile, and use up no attempts.
 */
class Gate {

	/** This waits until somebody resumes the route. */
	static final Duration UNTIL_WOKEN = Duration.ofDays(1);

	private static final Logger log = LoggerFactory.getLogger(Gate.class);

	/** How much of the rate may start at once. */
	private static final Duration BURST = Duration.ofMillis(100);

	private final String route;

	private final Breaker breaker;

	private final ChannelOptions options;

	/** The clock by which the rate is measured. */
	private final TimeMeter time;

	private @Nullable Bucket bucket;

	private int nodes;

	/** Logs a failing destination as one problem, however many deliveries fail. */
	private RepeatedFailure outage;

	private volatile boolean paused;

	private volatile long busyUntil = System.nanoTime();

	/** A problem that somebody should look at, or null. */
	private volatile @Nullable String problem;

	Gate(String route, ChannelOptions options) {
		this(route, options, TimeMeter.SYSTEM_MILLISECONDS);
	}

	Gate(String route, ChannelOptions options, TimeMeter time) {
		this.route = route;
		this.options = options;
		this.time = time;
		this.breaker = new Breaker(route, options);
		this.outage = new RepeatedFailure(log, Level.WARN, "route %s: its destination fails".formatted(route),
				time::currentTimeNanos);
	}

	/** Starts anew for a route that came back, perhaps with other options. */
	Gate with(ChannelOptions options) {
		if (options.equals(this.options)) {
			return this;
		}
		Gate gate = new Gate(this.route, options, this.time);
		gate.paused = this.paused;
		gate.outage = this.outage;
		return gate;
	}

	/**
	 * Lets a delivery in if one may start now.
	 * @param nodes how many nodes share the rate
	 * @param fresh whether it is one that has not failed yet
	 * @return how long to wait before asking again; zero if it was let in
	 */
	Duration enter(int nodes, boolean fresh) {
		if (this.paused) {
			return UNTIL_WOKEN;
		}
		long busy = this.busyUntil - System.nanoTime();
		if (busy > 0) {
			return Duration.ofNanos(busy);
		}
		Duration wait = this.breaker.enter(fresh);
		Rate rate = this.options.rate();
		if (!wait.isZero() || rate == null) {
			return wait;
		}
		long nanos = bucket(rate, nodes).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
		if (nanos > 0) {
			this.breaker.leave();
		}
		return Duration.ofNanos(nanos);
	}

	/**
	 * Lets one delivery in now, whatever the destination asked for.
	 * @return false if the route does not wait for its destination
	 */
	boolean tryNow() {
		boolean busy = this.busyUntil - System.nanoTime() > 0;
		this.busyUntil = System.nanoTime();
		return this.breaker.tryNow() || busy;
	}

	/**
	 * Somebody has changed or resumed the route, and the cause of a failure may be gone.
	 * An open breaker lets one delivery in. A destination that asked for time gets it.
	 */
	void tryAnew() {
		this.breaker.tryNow();
	}

	/**
	 * Each node has an equal share of the rate, because each has an equal share of the
	 * calls.
	 */
	private Bucket bucket(Rate rate, int nodes) {
		Bucket current = this.bucket;
		if (current == null || this.nodes != nodes) {
			Duration period = rate.period().multipliedBy(nodes);
			long burst = Math.max(1, rate.number() * BURST.toMillis() / period.toMillis());
			current = Bucket.builder()
				.withCustomTimePrecision(this.time)
				.addLimit((limit) -> limit.capacity(burst).refillGreedy(rate.number(), period))
				.build();
			this.bucket = current;
			this.nodes = nodes;
		}
		return current;
	}

	/** The destination took the delivery. */
	void succeeded() {
		this.problem = null;
		this.outage.works();
		this.breaker.succeeded();
	}

	/** The destination is away. */
	void failed(Throwable failure, @Nullable Instant retryAfter, Instant now) {
		this.breaker.failed(failure);
		if (retryAfter != null && retryAfter.isAfter(now)) {
			this.busyUntil = System.nanoTime() + Duration.between(now, retryAfter).toNanos();
			log.debug("route {}: the destination asked us to wait until {}", this.route, retryAfter);
		}
	}

	/** The destination is away, or it cannot take this delivery. */
	void unclear(Throwable failure) {
		this.breaker.unclear(failure);
	}

	/** This attempt says nothing about the destination. */
	void left() {
		this.breaker.leave();
	}

	/** Somebody must correct a setting. One delivery is tried now and then. */
	void shutOut(String problem) {
		this.problem = problem;
		this.breaker.open(new SignInRefused(problem));
	}

	/** The route itself has a fault. */
	void faulty(String problem) {
		this.problem = problem;
		left();
	}

	/**
	 * A problem that somebody should look at, or null. It is over once a delivery
	 * succeeds.
	 */
	@Nullable String problem() {
		return this.problem;
	}

	/** Logs that the destination failed an attempt. */
	void tell(String attempt) {
		this.outage.happened(1, attempt);
	}

	/** Whether it tries one delivery at a time, to see if the destination is back. */
	boolean isTrying() {
		return this.breaker.isTrying();
	}

	void pause(boolean paused) {
		if (this.paused && !paused) {
			tryAnew();
		}
		this.paused = paused;
	}

	boolean isPaused() {
		return this.paused;
	}

	/** The circuit breaker's state, {@code closed}, {@code open} or {@code half-open}. */
	String breakerState() {
		return this.breaker.state();
	}

	/** Since when its destination fails, or null. */
	@Nullable Instant failingSince() {
		return this.breaker.failingSince();
	}

	/**
	 * The time before which no delivery starts by itself, or null if one may start now.
	 */
	@Nullable Instant closedUntil(Instant now) {
		long until = this.breaker.isOpen() ? Math.max(this.busyUntil, this.breaker.trialAt()) : this.busyUntil;
		long nanos = until - System.nanoTime();
		return (nanos > 0) ? now.plusNanos(nanos) : null;
	}

}
