package io.switchboard.delivery.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A route's circuit breaker. It opens after some failures in a row, tries one delivery
 * after a pause, and closes when that passes.
 */
class Breaker {

	private static final Logger log = LoggerFactory.getLogger(Gate.class);

	private static final Duration TRIAL = Duration.ofMillis(100);

	/**
	 * How long what has not failed yet waits for a trial, at most, see {@link #unclear}.
	 */
	private static final Duration FRESH_TRIAL = Duration.ofMillis(200);

	private final String route;

	private final ChannelOptions options;

	private final CircuitBreaker breaker;

	private volatile long trialAt = System.nanoTime();

	private volatile long freshTrialAt = System.nanoTime();

	/** Whether the last failure may have been the delivery's own. */
	private volatile boolean unclear;

	/** When it opened, if it has not closed since. */
	private volatile @Nullable Instant failingSince;

	Breaker(String route, ChannelOptions options) {
		this.route = route;
		this.options = options;
		// where no failures are counted it opens all the same when nobody is let in
		int failures = Math.max(1, options.breakerFailures());
		this.breaker = CircuitBreaker.of(route,
				CircuitBreakerConfig.custom()
					.slidingWindowSize(failures)
					.minimumNumberOfCalls(failures)
					.failureRateThreshold(100)
					.permittedNumberOfCallsInHalfOpenState(1)
					.waitIntervalFunctionInOpenState((opened) -> pause(opened).toMillis())
					.build());
		this.breaker.getEventPublisher().onStateTransition((event) -> turned(event.getStateTransition().getToState()));
	}

	private void turned(CircuitBreaker.State to) {
		log.debug("route {}: circuit breaker {}", this.route, state(to));
		if (to == CircuitBreaker.State.CLOSED) {
			this.failingSince = null;
		}
		else if (this.failingSince == null) {
			this.failingSince = Instant.now();
		}
	}

	/**
	 * How long it is open for the first, second … time in a row; the last one repeats.
	 */
	private Duration pause(int opened) {
		List<Duration> pauses = this.options.breakerPause();
		Duration pause = pauses.get(Math.min(opened, pauses.size()) - 1);
		long now = System.nanoTime();
		this.trialAt = now + pause.toNanos();
		this.freshTrialAt = now + Math.min(pauses.get(0).toNanos(), FRESH_TRIAL.toNanos());
		return pause;
	}

	/**
	 * Enters, if a delivery may start now.
	 * @param fresh whether it is one that has not failed yet
	 * @return how long to wait before asking again; zero if it entered
	 */
	Duration enter(boolean fresh) {
		boolean soon = fresh && this.unclear;
		if (soon && this.breaker.getState() == CircuitBreaker.State.OPEN
				&& System.nanoTime() - this.freshTrialAt >= 0) {
			this.breaker.transitionToHalfOpenState();
		}
		if (this.breaker.tryAcquirePermission()) {
			return Duration.ZERO;
		}
		Duration wait = Duration.ofNanos((soon ? this.freshTrialAt : this.trialAt) - System.nanoTime());
		return (wait.compareTo(TRIAL) > 0) ? wait : TRIAL;
	}

	/**
	 * Lets one enter now, however long it is open.
	 * @return false if it is closed
	 */
	synchronized boolean tryNow() {
		if (isOpen()) {
			this.trialAt = System.nanoTime();
			this.freshTrialAt = this.trialAt;
			this.breaker.transitionToHalfOpenState();
		}
		return isTrying();
	}

	/** What entered says nothing about the destination. */
	void leave() {
		this.breaker.releasePermission();
	}

	/** The destination did what it was asked. */
	void succeeded() {
		this.breaker.onSuccess(0, TimeUnit.NANOSECONDS);
	}

	/** The destination is away. */
	void failed(Throwable failure) {
		this.unclear = false;
		count(failure);
	}

	/**
	 * The destination is away, or this delivery is one that it cannot take: an answer 500
	 * says one as well as the other. What tells them apart is another delivery. So the
	 * breaker counts it, and opens. But then every delivery that has not failed yet is
	 * tried, one at a time and several in a second, and one that passes closes it.
	 * Whoever sends what a destination cannot take holds up nothing but that.
	 */
	void unclear(Throwable failure) {
		this.unclear = true;
		count(failure);
	}

	private void count(Throwable failure) {
		if (this.options.breakerFailures() > 0 || isTrying()) {
			this.breaker.onError(0, TimeUnit.NANOSECONDS, failure);
		}
		else {
			this.breaker.releasePermission();
		}
	}

	/** Opens at once, however few have failed. */
	synchronized void open(Throwable failure) {
		this.unclear = false;
		if (!isOpen()) {
			this.breaker.onError(0, TimeUnit.NANOSECONDS, failure);
		}
		if (!isOpen()) {
			this.breaker.transitionToOpenState();
		}
	}

	boolean isOpen() {
		return this.breaker.getState() == CircuitBreaker.State.OPEN;
	}

	/** Whether one delivery at a time is tried, to see if the destination is back. */
	boolean isTrying() {
		return this.breaker.getState() != CircuitBreaker.State.CLOSED;
	}

	/** When it opened; null while it is closed. */
	@Nullable Instant failingSince() {
		return this.failingSince;
	}

	/** When one is tried next while it is open, by {@link System#nanoTime}. */
	long trialAt() {
		return this.trialAt;
	}

	/** The word for its state, {@code closed}, {@code open} or {@code half-open}. */
	String state() {
		return state(this.breaker.getState());
	}

	private static String state(CircuitBreaker.State state) {
		return switch (state) {
			case OPEN, FORCED_OPEN -> "open";
			case HALF_OPEN -> "half-open";
			default -> "closed";
		};
	}

}
