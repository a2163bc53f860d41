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
 * A route's circuit breaker. It opens after some failures in a row. After a pause it
 * tries one delivery, and closes if that succeeds.
 */
class Breaker {

	private static final Logger log = LoggerFactory.getLogger(Gate.class);

	private static final Duration TRIAL = Duration.ofMillis(100);

	/**
	 * How long a delivery that has not failed yet waits for a trial at most, see
	 * {@link #unclear}.
	 */
	private static final Duration FRESH_TRIAL = Duration.ofMillis(200);

	private final String route;

	private final ChannelOptions options;

	private final CircuitBreaker breaker;

	private volatile long trialAt = System.nanoTime();

	private volatile long freshTrialAt = System.nanoTime();

	/** Whether the delivery itself may have caused the last failure. */
	private volatile boolean unclear;

	/** When it opened, if it has not closed since. */
	private volatile @Nullable Instant failingSince;

	Breaker(String route, ChannelOptions options) {
		this.route = route;
		this.options = options;
		// even if failures do not count, it opens when the destination refuses the
		// sign-in
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
	 * How long it stays open the first, second … time in a row; the last one repeats.
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
	 * Lets a delivery in if one may start now.
	 * @param fresh whether it is one that has not failed yet
	 * @return how long to wait before asking again; zero if it was let in
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
	 * Lets one delivery in now, however long the breaker is open.
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

	/** The attempt says nothing about the destination. */
	void leave() {
		this.breaker.releasePermission();
	}

	/** The destination took the delivery. */
	void succeeded() {
		this.breaker.onSuccess(0, TimeUnit.NANOSECONDS);
	}

	/** The destination is away. */
	void failed(Throwable failure) {
		this.unclear = false;
		count(failure);
	}

	/**
	 * The destination is away, or it cannot take this delivery: an answer 500 may mean
	 * either. Only another delivery can tell. So the breaker counts the failure, and
	 * opens. While it is open, each delivery that has not failed yet is tried, one at a
	 * time and several in a second. The first that succeeds closes it. So a bad delivery
	 * holds up only itself.
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

	/** Opens at once, whatever the number of failures. */
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

	/** Whether it tries one delivery at a time, to see if the destination is back. */
	boolean isTrying() {
		return this.breaker.getState() != CircuitBreaker.State.CLOSED;
	}

	/** When it opened; null while it is closed. */
	@Nullable Instant failingSince() {
		return this.failingSince;
	}

	/** When it tries the next delivery while it is open, by {@link System#nanoTime}. */
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
