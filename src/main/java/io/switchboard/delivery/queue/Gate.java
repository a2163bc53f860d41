package io.switchboard.delivery.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.switchboard.failure.SignInRefused;
import io.switchboard.text.Rate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a route from starting deliveries though it has places free: an operator's
 * pause, a destination that asked for time, the circuit breaker, the rate.
 * <p>
 * Meanwhile deliveries wait, and burn no attempts.
 */
class Gate {

	/** Nothing here ends it: somebody has to. */
	static final Duration UNTIL_WOKEN = Duration.ofDays(1);

	private static final Logger log = LoggerFactory.getLogger(Gate.class);

	private static final Duration TRIAL = Duration.ofMillis(100);

	/**
	 * How long what has not failed yet waits for a trial, at most, see {@link #unclear}.
	 */
	private static final Duration FRESH_TRIAL = Duration.ofMillis(200);

	/** So much of the rate may come at once. */
	private static final Duration BURST = Duration.ofMillis(100);

	private final String route;

	private final CircuitBreaker breaker;

	private final ChannelOptions options;

	/** What the rate is measured by. */
	private final TimeMeter time;

	private @Nullable Bucket bucket;

	private int nodes;

	private volatile boolean paused;

	private volatile long busyUntil = System.nanoTime();

	private volatile long trialAt = System.nanoTime();

	private volatile long freshTrialAt = System.nanoTime();

	/** Whether the last failure may have been the delivery's own. */
	private volatile boolean unclear;

	/** What somebody should look at, or null. */
	private volatile @Nullable String problem;

	Gate(String route, ChannelOptions options) {
		this(route, options, TimeMeter.SYSTEM_MILLISECONDS);
	}

	Gate(String route, ChannelOptions options, TimeMeter time) {
		this.route = route;
		this.options = options;
		this.time = time;
		// where no failures are counted it is shut all the same when nobody is let in
		this.breaker = breaker(Math.max(1, options.breakerFailures()));
	}

	/** For a route that came back, as another perhaps. */
	Gate with(ChannelOptions options) {
		if (options.equals(this.options)) {
			return this;
		}
		Gate gate = new Gate(this.route, options, this.time);
		gate.paused = this.paused;
		return gate;
	}

	private CircuitBreaker breaker(int failures) {
		CircuitBreaker breaker = CircuitBreaker.of(this.route,
				CircuitBreakerConfig.custom()
					.slidingWindowSize(failures)
					.minimumNumberOfCalls(failures)
					.failureRateThreshold(100)
					.permittedNumberOfCallsInHalfOpenState(1)
					.waitIntervalFunctionInOpenState((opened) -> pause(opened).toMillis())
					.build());
		breaker.getEventPublisher()
			.onStateTransition((event) -> log.warn("route {}: circuit breaker {}", this.route,
					state(event.getStateTransition().getToState())));
		return breaker;
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
	 * @param nodes how many nodes share the rate
	 * @param fresh whether it is one that has not failed yet
	 * @return how long to wait before asking again; zero if it entered
	 */
	Duration enter(int nodes, boolean fresh) {
		if (this.paused) {
			return UNTIL_WOKEN;
		}
		long busy = this.busyUntil - System.nanoTime();
		if (busy > 0) {
			return Duration.ofNanos(busy);
		}
		boolean soon = fresh && this.unclear;
		if (soon && this.breaker.getState() == CircuitBreaker.State.OPEN
				&& System.nanoTime() - this.freshTrialAt >= 0) {
			this.breaker.transitionToHalfOpenState();
		}
		if (!this.breaker.tryAcquirePermission()) {
			return atLeast(TRIAL, Duration.ofNanos((soon ? this.freshTrialAt : this.trialAt) - System.nanoTime()));
		}
		Rate rate = this.options.rate();
		long nanos = (rate != null) ? bucket(rate, nodes).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill() : 0;
		if (nanos > 0) {
			this.breaker.releasePermission();
		}
		return Duration.ofNanos(nanos);
	}

	private static Duration atLeast(Duration least, Duration duration) {
		return (duration.compareTo(least) > 0) ? duration : least;
	}

	/** Each node has its share of the rate, for the calls are shared out evenly. */
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

	/** The destination did what it was asked. */
	void succeeded() {
		this.problem = null;
		this.breaker.onSuccess(0, TimeUnit.NANOSECONDS);
	}

	/** The destination is away. */
	void failed(Throwable failure, @Nullable Instant retryAfter, Instant now) {
		this.unclear = false;
		count(failure);
		if (retryAfter != null && retryAfter.isAfter(now)) {
			this.busyUntil = System.nanoTime() + Duration.between(now, retryAfter).toNanos();
			log.warn("route {}: the destination asks to be left alone until {}", this.route, retryAfter);
		}
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

	/** Says nothing about the destination. */
	void left() {
		this.breaker.releasePermission();
	}

	/** The destination lets nobody in: one delivery is tried now and then. */
	synchronized void shutOut(String problem) {
		this.problem = problem;
		this.unclear = false;
		if (this.breaker.getState() != CircuitBreaker.State.OPEN) {
			this.breaker.onError(0, TimeUnit.NANOSECONDS, new SignInRefused(problem));
		}
		if (this.breaker.getState() != CircuitBreaker.State.OPEN) {
			this.breaker.transitionToOpenState();
		}
	}

	/** The route has a fault, whatever its destination does. */
	void faulty(String problem) {
		this.problem = problem;
		left();
	}

	/** What somebody should look at, or null; gone once a delivery has passed. */
	@Nullable String problem() {
		return this.problem;
	}

	/** Whether one delivery at a time is tried, to see if the destination is back. */
	boolean isTrying() {
		return this.breaker.getState() != CircuitBreaker.State.CLOSED;
	}

	void pause(boolean paused) {
		this.paused = paused;
	}

	boolean isPaused() {
		return this.paused;
	}

	/** The circuit breaker's state, {@code closed}, {@code open} or {@code half-open}. */
	String breakerState() {
		return state(this.breaker.getState());
	}

	/** Until when nothing starts by itself, or null if things may start now. */
	@Nullable Instant closedUntil(Instant now) {
		boolean open = this.breaker.getState() == CircuitBreaker.State.OPEN;
		long nanos = Math.max(this.busyUntil, open ? this.trialAt : this.busyUntil) - System.nanoTime();
		return (nanos > 0) ? now.plusNanos(nanos) : null;
	}

	private static String state(CircuitBreaker.State state) {
		return switch (state) {
			case OPEN, FORCED_OPEN -> "open";
			case HALF_OPEN -> "half-open";
			default -> "closed";
		};
	}

}
