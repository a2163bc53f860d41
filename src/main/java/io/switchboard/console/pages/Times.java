package io.switchboard.console.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

import io.switchboard.console.query.Given;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Times as people read them, in {@code display.time-zone}. */
@Component
public class Times {

	private final ZoneId zone;

	private final DateTimeFormatter time;

	private final DateTimeFormatter shortTime;

	private final DateTimeFormatter day;

	private final DateTimeFormatter clockTime;

	private final DateTimeFormatter exactTime;

	private final Clock clock = Clock.systemUTC();

	Times(@Value("${display.time-zone}") ZoneId zone, @Value("${display.locale}") Locale locale) {
		this.zone = zone;
		this.time = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", locale).withZone(zone);
		this.day = DateTimeFormatter.ofPattern("d MMM", locale).withZone(zone);
		this.clockTime = DateTimeFormatter.ofPattern("HH:mm:ss", locale).withZone(zone);
		this.exactTime = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", locale).withZone(zone);
		this.shortTime = DateTimeFormatter.ofPattern("EEE HH:mm", locale).withZone(zone);
	}

	/** Date and time to the second; empty for null. */
	public String full(@Nullable Instant instant) {
		return (instant != null) ? this.time.format(instant) : "";
	}

	/** Day of the week, hour and minute; empty for null. */
	public String brief(@Nullable Instant instant) {
		return (instant != null) ? this.shortTime.format(instant) : "";
	}

	/** Day and month; empty for null. */
	public String day(@Nullable Instant instant) {
		return (instant != null) ? this.day.format(instant) : "";
	}

	/** Hour, minute and second; empty for null. */
	public String clock(@Nullable Instant instant) {
		return (instant != null) ? this.clockTime.format(instant) : "";
	}

	/** Hour, minute, second and milliseconds; empty for null. */
	public String exact(@Nullable Instant instant) {
		return (instant != null) ? this.exactTime.format(instant) : "";
	}

	/** A span such as {@code 1:05}; empty for null. */
	public String span(@Nullable Long seconds) {
		if (seconds == null) {
			return "";
		}
		String minutes = (seconds < 3600) ? String.valueOf(seconds / 60)
				: "%d:%02d".formatted(seconds / 3600, seconds / 60 % 60);
		return "%s:%02d".formatted(minutes, seconds % 60);
	}

	/** How long ago, such as {@code 3 min}; a script keeps it up to date in the page. */
	public String ago(@Nullable Instant instant) {
		return (instant != null) ? words(Duration.between(instant, this.clock.instant())) : "";
	}

	/** How long until then, such as {@code in 3 min}; {@code now} for what is due. */
	public String until(@Nullable Instant instant) {
		if (instant == null) {
			return "";
		}
		Duration left = Duration.between(this.clock.instant(), instant);
		return (left.toSeconds() > 0) ? "in " + words(left) : "now";
	}

	/** Whether it is still to come; false for null. */
	public boolean isAhead(@Nullable Instant instant) {
		return instant != null && instant.isAfter(this.clock.instant());
	}

	/**
	 * How people write times here: as a browser's field has them, in our zone; or in UTC
	 * with a Z.
	 * @param names what a page calls a filter, where that is not the filter's own name
	 * @return for who reads what a page was given
	 */
	public Given.Spelling spelling(Map<String, String> names) {
		return new Given.Spelling(this::instant, "2026-01-31T08:00", names);
	}

	private Instant instant(String text) {
		return text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text).atZone(this.zone).toInstant();
	}

	/** The zone that all of them are in. */
	public String zone() {
		return this.zone.getId();
	}

	/** Of what is negative, 0 s; the script has the same steps. */
	static String words(Duration duration) {
		long seconds = Math.max(0, duration.toSeconds());
		if (seconds < 60) {
			return seconds + " s";
		}
		if (seconds < 60 * 60) {
			return seconds / 60 + " min";
		}
		return (seconds < 48 * 60 * 60) ? seconds / 3600 + " h" : seconds / 86_400 + " days";
	}

}
