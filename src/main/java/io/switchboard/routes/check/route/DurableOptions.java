package io.switchboard.routes.check.route;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

import io.switchboard.delivery.durable.Gather;
import io.switchboard.delivery.queue.DeliverySettings;
import io.switchboard.text.Rate;
import io.switchboard.text.WrittenTime;
import org.jspecify.annotations.Nullable;

/** Whether the options of {@code from: durable:} have valid values. */
final class DurableOptions {

	private DurableOptions() {
	}

	/** Says what the value should be; null if it is valid. */
	static @Nullable String wrong(String name, String value) {
		return switch (name) {
			case "maxAttempts" -> number(value, 1, Integer.MAX_VALUE) ? null : "It is a number from 1.";
			case "maxWaits", "breakerFailures" -> number(value, 0, Integer.MAX_VALUE) ? null : "It is a number from 0.";
			case "concurrency" -> number(value, 1, 64) ? null : "It is a number from 1 to 64.";
			case "ordered" -> value.matches("true|false") ? null : "It is true or false.";
			case "timeout" -> time(value, "It is a time such as 60s, 5m or 1h, a year at most.");
			case "backoff" -> times(value);
			case "gather" -> isWindow(value) ? null
					: WrittenTime.isBare(value) ? WrittenTime.unit(value) : "It is a time from 1s to 7d, such as 10m.";
			case "rate" -> isRate(value) ? null : "It is a rate such as 10/s, 600/m or 5000/h.";
			default -> null;
		};
	}

	/** Says what is wrong beside the other options; null if nothing is. */
	static @Nullable String wrongBeside(String name, Set<String> others, boolean gathers) {
		return switch (name) {
			case "rate" -> gathers ? "Leave it out with gather, because each event would count." : null;
			case "schedule" -> others.contains("gather")
					? "Leave it out with gather, because a schedule files one event at a time." : null;
			case "gatherBy" -> others.contains("gather") ? null : "It needs gather too, such as gather: 10m.";
			default -> null;
		};
	}

	private static boolean number(String value, int least, int most) {
		try {
			int number = Integer.parseInt(value.strip());
			return number >= least && number <= most;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	private static @Nullable String times(String value) {
		return Arrays.stream(value.split(",", -1))
			.map((each) -> time(each, "It is one time or several, such as 10s,1m,5m, each a year at most."))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String time(String value, String mend) {
		if (WrittenTime.isBare(value)) {
			return WrittenTime.unit(value);
		}
		try {
			DeliverySettings.requireSane("", WrittenTime.parse(value));
			return null;
		}
		catch (IllegalArgumentException ex) {
			return mend;
		}
	}

	/** An empty value counts as none. */
	private static boolean isWindow(String value) {
		try {
			return value.isBlank() || !Gather.window(value).isZero();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean isRate(String value) {
		try {
			Rate.parse(value);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
