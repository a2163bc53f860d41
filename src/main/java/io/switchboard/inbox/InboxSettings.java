package io.switchboard.inbox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept, for how long, and what counts as the same event.
 *
 * @param retention how long an event is kept once its deliveries are done; a number alone
 * means days; 0 for ever
 * @param maxEvents how many events are kept at most, the newest; 0 for no bound
 * @param dedupe what makes an event one that was accepted before
 */
@Validated
@ConfigurationProperties("inbox")
record InboxSettings(
		@Within(least = "0d",
				most = "36525d") @DefaultValue("90d") @NotNull @DurationUnit(ChronoUnit.DAYS) Duration retention,
		@Within(least = "0", most = "1000000000000") @DefaultValue("0") @Min(0) long maxEvents,
		@DefaultValue("id") @NotNull Dedupe dedupe) {

	private static final Duration CENTURY = Duration.ofDays(36_525);

	InboxSettings {
		if (retention.isNegative() || retention.compareTo(CENTURY) > 0) {
			throw new IllegalArgumentException(
					"inbox.retention=%s must be from 0 (for ever) to 36525 days".formatted(retention));
		}
	}

	/** Whether anything is ever deleted. */
	boolean forgets() {
		return !this.retention.isZero() || this.maxEvents > 0;
	}

	/** What makes two events one. */
	enum Dedupe {

		/** The same id. */
		ID,
		/**
		 * The same id; or the same call, event name, state and second under another id.
		 */
		CONTENT

	}

}
