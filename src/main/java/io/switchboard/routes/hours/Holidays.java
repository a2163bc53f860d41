package io.switchboard.routes.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The holidays.
 *
 * @param days whole days, wherever one is
 * @param times parts of days
 */
record Holidays(Set<LocalDate> days, List<Closed> times) {

	static final Holidays NONE = new Holidays(Set.of(), List.of());

	/** From one moment on, up to but not including another. */
	record Closed(Instant from, Instant to) {
	}

	/**
	 * Reads the events of an iCalendar.
	 * @param text the file's
	 * @param zone of times that name none
	 * @param today so far events that come again are known
	 * @throws IllegalArgumentException if it is none, or has no event, with a sentence
	 */
	static Holidays parse(String text, ZoneId zone, LocalDate today) {
		Set<LocalDate> days = new HashSet<>();
		List<Closed> times = new ArrayList<>();
		for (CalendarEvent event : CalendarEvent.read(text, zone, today)) {
			days.addAll(event.days());
			event.times().forEach((time) -> times.add(new Closed(time.from(), time.to())));
		}
		return new Holidays(days, times);
	}

	static Holidays all(Collection<Holidays> several) {
		Set<LocalDate> days = new HashSet<>();
		List<Closed> times = new ArrayList<>();
		several.forEach((each) -> {
			days.addAll(each.days);
			times.addAll(each.times);
		});
		return new Holidays(days, times);
	}

	boolean holds(ZonedDateTime time) {
		Instant instant = time.toInstant();
		return this.days.contains(time.toLocalDate()) || this.times.stream()
			.anyMatch((each) -> !instant.isBefore(each.from()) && instant.isBefore(each.to()));
	}

}
