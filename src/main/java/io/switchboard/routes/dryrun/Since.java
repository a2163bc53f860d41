package io.switchboard.routes.dryrun;

import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.StorableTime;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/** Reads the time from which on events are tried. */
public final class Since {

	/** The default. */
	public static final String USUAL = "7d";

	private Since() {
	}

	/**
	 * Reads it.
	 * @param text how long ago, such as {@code 12h}, or a time such as
	 * {@code 2026-11-19T08:00:00Z}; null for {@link #USUAL}
	 * @param now what time it is
	 * @return the time that is meant
	 * @throws IllegalArgumentException if it is none, with a sentence that begins with
	 * the text
	 */
	public static Instant of(@Nullable String text, Instant now) {
		String said = (text != null && !text.isBlank()) ? text.strip() : USUAL;
		try {
			if (said.matches("[+-]?\\d+")) {
				// it would be milliseconds
				throw new IllegalArgumentException();
			}
			return known(
					said.contains("T") ? Instant.parse(said) : now.minus(positive(DurationStyle.SIMPLE.parse(said))));
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"%s is not a time such as 30m, 12h, 7d or 2026-11-19T08:00:00Z".formatted(said), ex);
		}
	}

	/** Whether a time has a year that every store can hold. */
	private static Instant known(Instant time) {
		if (!StorableTime.isStorable(time)) {
			throw new IllegalArgumentException();
		}
		return time;
	}

	private static Duration positive(Duration duration) {
		if (duration.isNegative() || duration.isZero()) {
			throw new IllegalArgumentException();
		}
		return duration;
	}

}
