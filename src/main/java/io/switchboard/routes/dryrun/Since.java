package io.switchboard.routes.dryrun;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/** Reads the time from which on events are tried. */
public final class Since {

	/** The default. */
	public static final String USUAL = "7d";

	private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

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
			return known(
					said.contains("T") ? Instant.parse(said) : now.minus(positive(DurationStyle.SIMPLE.parse(said))));
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"%s is no time such as 30m, 12h, 7d or 2026-11-19T08:00:00Z".formatted(said), ex);
		}
	}

	/** Whether a time has a year that every store can hold. */
	private static Instant known(Instant time) {
		if (time.isBefore(FIRST) || time.isAfter(LAST)) {
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
