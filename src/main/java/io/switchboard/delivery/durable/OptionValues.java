package io.switchboard.delivery.durable;

import java.time.Duration;

import io.switchboard.delivery.queue.DeliverySettings;
import io.switchboard.text.Rate;
import io.switchboard.text.WrittenTime;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;

/** Reads the options of a channel. Names the channel and the option that is wrong. */
final class OptionValues {

	private final String name;

	/** Reads options of the channel with this name. */
	OptionValues(String name) {
		this.name = name;
	}

	@Nullable Rate rate(@Nullable String rate) {
		try {
			return (rate != null) ? Rate.parse(rate) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("durable:%s: rate=%s".formatted(this.name, ex.getMessage()), ex);
		}
	}

	Duration duration(String option, String text) {
		try {
			Duration duration = WrittenTime.parse(text);
			DeliverySettings.requireSane(option, duration);
			return duration;
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"durable:%s: %s=%s is not a time such as 10s, 5m or 1h".formatted(this.name, option, text), ex);
		}
	}

	void requireSchedule(@Nullable String schedule) {
		try {
			if (schedule != null) {
				CronExpression.parse(schedule);
			}
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"durable:%s: schedule=%s is not a cron expression of six fields, such as 0 0 8 * * MON-FRI: %s"
						.formatted(this.name, schedule, ex.getMessage()),
					ex);
		}
	}

	Gather gather(String window, @Nullable String by, CamelContext camel) {
		try {
			return Gather.of(window, by, camel);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"durable:%s: gather=%s must be a time from 1s to 7d, and gatherBy=%s a variable or a Simple expression: %s"
						.formatted(this.name, window, by, ex.getMessage()),
					ex);
		}
	}

	void require(boolean condition, String option, @Nullable Object value, String must) {
		if (!condition) {
			throw new IllegalArgumentException(
					"durable:%s: %s=%s must be %s".formatted(this.name, option, value, must));
		}
	}

}
