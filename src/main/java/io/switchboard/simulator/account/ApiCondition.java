package io.switchboard.simulator.account;

import java.time.Duration;
import java.util.Map;

import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The faults of the simulated API: its knobs, and their effect on a request. */
@Component
@Profile({ "demo", "simulator" })
public class ApiCondition {

	private static final int UNAVAILABLE = 503;

	private static final int TOO_MANY = 429;

	private Knobs knobs;

	private @Nullable Bucket bucket;

	ApiCondition(SimulatorSettings settings) {
		this.knobs = Knobs.of(settings);
	}

	/**
	 * An answer that a knob gives in place of the real one.
	 *
	 * @param status 4xx or 5xx
	 * @param retryAfter seconds, or null
	 * @param page whether it is HTML
	 */
	public record Refusal(int status, @Nullable Integer retryAfter, boolean page) {
	}

	public synchronized Knobs knobs() {
		return this.knobs;
	}

	/** Turns the given knobs; an IllegalArgumentException says which of them is wrong. */
	public synchronized Knobs turn(Map<String, @Nullable Object> changes) {
		this.knobs = this.knobs.with(changes);
		if (changes.containsKey("rate_limit")) {
			ApiRate rate = this.knobs.rateLimit();
			this.bucket = (rate != null) ? rate.bucket() : null;
		}
		return this.knobs;
	}

	/** The refusal of the next request, or null if it is answered. */
	public synchronized @Nullable Refusal refusal() {
		if (this.knobs.down()) {
			return new Refusal(UNAVAILABLE, this.knobs.retryAfter(), true);
		}
		if (this.bucket != null) {
			long nanos = this.bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
			if (nanos > 0) {
				Integer told = this.knobs.retryAfter();
				int seconds = (int) Math.max(1, Duration.ofNanos(nanos).plusMillis(999).toSeconds());
				return new Refusal(TOO_MANY, (told != null) ? told : seconds, this.knobs.nonJsonErrors());
			}
		}
		if (this.knobs.failNext() > 0) {
			this.knobs = this.knobs.withFailNext(this.knobs.failNext() - 1);
			int status = this.knobs.failWith();
			boolean waits = status == UNAVAILABLE || status == TOO_MANY;
			return new Refusal(status, waits ? this.knobs.retryAfter() : null, this.knobs.nonJsonErrors());
		}
		return null;
	}

}
