package io.switchboard.routes.hours;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.TimeZone;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateStart;
import biweekly.property.RawProperty;
import biweekly.util.DateTimeComponents;
import org.jspecify.annotations.Nullable;

/** By which clock the times of a calendar are. */
final class CalendarClock {

	private CalendarClock() {
	}

	/**
	 * The zone of times that name none. Google and Apple write it into a field of their
	 * own; else it is that of the place.
	 */
	static ZoneId place(ICalendar calendar, ZoneId zone) {
		RawProperty own = calendar.getExperimentalProperty("X-WR-TIMEZONE");
		try {
			return (own != null && own.getValue() != null) ? ZoneId.of(own.getValue().strip()) : zone;
		}
		catch (DateTimeException ex) {
			return zone;
		}
	}

	/** Null for a time that names no zone. */
	static @Nullable TimeZone zone(ICalendar calendar, DateStart start) {
		TimezoneAssignment zone = calendar.getTimezoneInfo().getTimezone(start);
		if (zone != null) {
			return zone.getTimeZone();
		}
		DateTimeComponents written = start.getValue().getRawComponents();
		return (written != null && !written.isUtc()) ? null : TimeZone.getTimeZone("UTC");
	}

	/** The clock by which an event comes again. A time without a zone is read as here. */
	static TimeZone of(ICalendar calendar, VEvent event) {
		TimeZone own = event.getDateStart().getValue().hasTime() ? zone(calendar, event.getDateStart()) : null;
		return (own != null) ? own : TimeZone.getDefault();
	}

	static long wall(TimeZone clock, long time) {
		return time + clock.getOffset(time);
	}

	/** A time that names no zone is that of the place. */
	static Instant there(Instant here, ZoneId zone) {
		return LocalDateTime.ofInstant(here, ZoneId.systemDefault()).atZone(zone).toInstant();
	}

}
