package io.switchboard.voipstudio.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.text.Rate;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.stereotype.Component;

/**
 * Decides whether the API may be asked now. It holds requests back while the API asks for
 * a pause, when the hour's budget is used up, and while the circuit breaker is open. Each
 * node has its own.
 */
@Component
class ApiGate {

	private static final Logger log = LoggerFactory.getLogger(ApiGate.class);

	/** A server's request for a pause counts for no longer than this. */
	private static final Duration MAX_QUIET = Duration.ofHours(1);

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN, "VoIPstudio's API fails");

	private final ApiSettings settings;

	private final @Nullable Bucket budget;

	private final @Nullable CircuitBreaker breaker;

	private volatile long quietUntil = System.nanoTime();

	ApiGate(ApiSettings settings, MeterRegistry meters) {
		this.settings = settings;
		this.budget = settings.budget().isBlank() ? null : bucket(Rate.parse(settings.budget()));
		this.breaker = (settings.breakerFailures() > 0) ? breaker(settings) : null;
		if (this.budget != null) {
			Gauge.builder("switchboard.voipstudio.budget", this.budget, Bucket::getAvailableTokens)
				.description("How many requests to VoIPstudio's API may be made now")
				.register(meters);
		}
	}

	private static Bucket bucket(Rate rate) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(rate.number()).refillGreedy(rate.number(), rate.period()))
			.build();
	}

	private static CircuitBreaker breaker(ApiSettings settings) {
		CircuitBreaker breaker = CircuitBreaker.of("voipstudio-api",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(settings.breakerFailures())
					.minimumNumberOfCalls(settings.breakerFailures())
					.failureRateThreshold(100)
					.permittedNumberOfCallsInHalfOpenState(1)
					.waitDurationInOpenState(settings.breakerPause())
					.build());
		breaker.getEventPublisher()
			.onStateTransition((event) -> log.debug("VoIPstudio API: circuit breaker {}",
					event.getStateTransition().getToState()));
		return breaker;
	}

	/**
	 * Lets a request in, or throws the reason why not. Who was let in must leave.
	 * @throws ApiFailure if nothing may be asked now
	 */
	void enter(ApiRequest request) throws ApiFailure {
		if (this.settings.token().isEmpty()) {
			throw new ApiFailure(request.name(), 0,
					"there is no API key; set voipstudio.api.token (VOIPSTUDIO_API_TOKEN)", null);
		}
		long quiet = this.quietUntil - System.nanoTime();
		if (quiet > 0) {
			throw new ApiFailure(request.name(), 429, "it asked us to wait", Duration.ofNanos(quiet));
		}
		spend(request);
		if (this.breaker != null && !this.breaker.tryAcquirePermission()) {
			throw new ApiFailure(request.name(), 503, "it fails, and is not asked for a while (circuit breaker)",
					this.settings.breakerPause());
		}
	}

	private void spend(ApiRequest request) throws ApiFailure {
		if (this.budget == null) {
			return;
		}
		long needed = request.isUrgent() ? 1 : this.settings.reserve() + 1;
		long nanos = this.budget.estimateAbilityToConsume(needed).getNanosToWaitForRefill();
		if (nanos > 0) {
			throw new ApiFailure(request.name(), 429,
					"API budget of %s used up%s (voipstudio.api.budget)".formatted(this.settings.budget(),
							request.isUrgent() ? "" : "; the rest is reserved for live calls"),
					Duration.ofNanos(nanos));
		}
		this.budget.tryConsume(1);
	}

	/** It answered, whatever it said. */
	void answered() {
		this.outage.works();
		if (this.breaker != null) {
			this.breaker.onSuccess(0, TimeUnit.NANOSECONDS);
		}
	}

	/** It gave no answer, or failed. */
	void failed(Throwable failure) {
		this.outage.happened(1, VoipstudioApi.sentence(failure));
		if (this.breaker != null) {
			this.breaker.onError(0, TimeUnit.NANOSECONDS, failure);
		}
	}

	/** The API is busy: that is not a failure, and its answer says when to ask again. */
	void busy(@Nullable Duration retryAfter) {
		if (this.breaker != null) {
			this.breaker.releasePermission();
		}
		if (retryAfter != null) {
			Duration quiet = (retryAfter.compareTo(MAX_QUIET) > 0) ? MAX_QUIET : retryAfter;
			this.quietUntil = System.nanoTime() + quiet.toNanos();
			this.outage.happened(1, "it asks us to wait %d s".formatted(quiet.toSeconds()));
		}
	}

}
