package io.switchboard.console.pages;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Times as people read them, in {@code display.time-zone}. */
@Component
class Times {

	private final ZoneId zone;

	private final DateTimeFormatter time;

	private final DateTimeFormatter shortTime;

	private final Clock clock = Clock.systemUTC();

	Times(@Value("${display.time-zone}") ZoneId zone, @Value("${display.locale}") Locale locale) {
		this.zone = zone;
		this.time = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", locale).withZone(zone);
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

	/**
	 * What a person wrote: date and time in our zone, as a browser's field has them; or
	 * in UTC with a Z.
	 */
	Instant instant(String text) {
		try {
			return text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text).atZone(this.zone).toInstant();
		}
		catch (DateTimeException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "a time is written such as 2026-01-31T08:00");
		}
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
