package io.switchboard.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Writes foreign times, spans and names for people. An unreadable value becomes
 * {@code unknown}.
 */
public final class Formats {

	/** The word for a missing value. */
	public static final String UNKNOWN = "unknown";

	/** {@code Y-m-d H:i:s} and ISO 8601, with a zone or in UTC. */
	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.appendPattern("['T'][' ']")
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.appendPattern("[ ][XXX][XX][X]")
		.toFormatter(Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	/** Those of a year in our century: a number of seconds. */
	private static final String SECONDS = "\\d{9,10}(\\.0+)?";

	private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000);

	private final ZoneId zone;

	private final DateTimeFormatter shown;

	/**
	 * For people in one place.
	 * @param zone where they are
	 * @param locale how they write
	 */
	public Formats(ZoneId zone, Locale locale) {
		this.zone = zone;
		this.shown = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(locale).withZone(zone);
	}

	/**
	 * A time with its zone.
	 * @param text the platform's time (UTC), an ISO time, or seconds since 1970; or null
	 * @return such as {@code 28 Apr 2026, 11:00:00 (Europe/London)}
	 */
	public String time(@Nullable String text) {
		Instant time = (text != null) ? instant(text.strip()) : null;
		return (time != null) ? this.shown.format(time) + " (" + this.zone.getId() + ")" : UNKNOWN;
	}

	/**
	 * A time for machines.
	 * @param text as {@link #time} reads it, or null
	 * @return such as {@code 2026-04-28T10:00:00Z}, to the second
	 */
	public static String utc(@Nullable String text) {
		Instant time = (text != null) ? instant(text.strip()) : null;
		return (time != null) ? time.truncatedTo(ChronoUnit.SECONDS).toString() : UNKNOWN;
	}

	/**
	 * How long something took.
	 * @param seconds a number in any spelling, or null
	 * @return such as {@code 1 min 8 s}, to the second
	 */
	public static String span(@Nullable String seconds) {
		BigDecimal number = (seconds != null) ? number(seconds.strip()) : null;
		if (number == null || number.signum() < 0 || number.compareTo(MOST_SECONDS) > 0) {
			return UNKNOWN;
		}
		int whole = number.setScale(0, RoundingMode.HALF_UP).intValueExact();
		String rest = (whole % 60) + " s";
		if (whole < 60) {
			return rest;
		}
		String minutes = (whole / 60 % 60) + " min " + rest;
		return (whole < 3600) ? minutes : (whole / 3600) + " h " + minutes;
	}

	/**
	 * Text in one line.
	 * @param text foreign text, or null
	 * @return as {@link Readable#line} has it, never empty
	 */
	public static String known(@Nullable String text) {
		String line = Readable.line(text);
		return line.isEmpty() ? UNKNOWN : line;
	}

	private static @Nullable Instant instant(String text) {
		if (text.matches(SECONDS)) {
			return Instant.ofEpochSecond(new BigDecimal(text).longValue());
		}
		try {
			TemporalAccessor time = TIME.parseBest(text, Instant::from, LocalDateTime::from);
			return (time instanceof LocalDateTime local) ? local.toInstant(ZoneOffset.UTC) : (Instant) time;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable BigDecimal number(String text) {
		try {
			return (text.length() <= 30) ? new BigDecimal(text) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
