package io.switchboard.routes.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.util.DateTimeComponents;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import org.jspecify.annotations.Nullable;

/**
 * When nobody is there although it would be time.
 *
 * @param days whole days, wherever one is
 * @param times parts of days
 */
record Holidays(Set<LocalDate> days, List<Closed> times) {

	static final Holidays NONE = new Holidays(Set.of(), List.of());

	/** Of an event that comes again, so far into the past and the future. */
	private static final Period BEFORE = Period.ofYears(2);

	private static final Period AFTER = Period.ofYears(10);

	private static final int MOST = 5000;

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
		List<ICalendar> calendars = Biweekly.parse(text).all();
		if (calendars.isEmpty()) {
			throw new IllegalArgumentException("this is no iCalendar: it has no BEGIN:VCALENDAR");
		}
		Set<LocalDate> days = new HashSet<>();
		List<Closed> times = new ArrayList<>();
		int events = 0;
		for (ICalendar calendar : calendars) {
			for (VEvent event : calendar.getEvents()) {
				DateStart start = event.getDateStart();
				if (start == null || start.getValue() == null) {
					continue;
				}
				events++;
				if (event.getStatus() != null && event.getStatus().isCancelled()) {
					continue;
				}
				if (start.getValue().hasTime()) {
					times(event, zone(calendar, start), zone, today, times);
				}
				else {
					days(event, today, days);
				}
			}
		}
		if (events == 0) {
			throw new IllegalArgumentException("the calendar has no event that begins at a time");
		}
		return new Holidays(days, times);
	}

	/** Null for a time that names no zone. */
	private static @Nullable TimeZone zone(ICalendar calendar, DateStart start) {
		TimezoneAssignment zone = calendar.getTimezoneInfo().getTimezone(start);
		if (zone != null) {
			return zone.getTimeZone();
		}
		DateTimeComponents written = start.getValue().getRawComponents();
		return (written != null && !written.isUtc()) ? null : TimeZone.getTimeZone("UTC");
	}

	/** A day without a time is read as midnight here, and told so again. */
	private static void days(VEvent event, LocalDate today, Set<LocalDate> days) {
		LocalDate first = day(event.getDateStart().getValue());
		DateEnd end = event.getDateEnd();
		long length = (end != null && end.getValue() != null) ? ChronoUnit.DAYS.between(first, day(end.getValue()))
				: (event.getDuration() != null)
						? event.getDuration().getValue().toMillis() / ChronoUnit.DAYS.getDuration().toMillis() : 1;
		for (Date date : starts(event, TimeZone.getDefault(), today)) {
			for (int i = 0; i < Math.max(1, length); i++) {
				days.add(day(date).plusDays(i));
			}
		}
	}

	private static LocalDate day(Date date) {
		return LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneId.systemDefault());
	}

	private static void times(VEvent event, @Nullable TimeZone own, ZoneId zone, LocalDate today, List<Closed> times) {
		long begin = event.getDateStart().getValue().getTime();
		DateEnd end = event.getDateEnd();
		long length = (end != null && end.getValue() != null) ? end.getValue().getTime() - begin
				: (event.getDuration() != null) ? event.getDuration().getValue().toMillis() : 0;
		for (Date date : starts(event, (own != null) ? own : TimeZone.getDefault(), today)) {
			Instant from = Instant.ofEpochMilli(date.getTime());
			if (own == null) {
				from = LocalDateTime.ofInstant(from, ZoneId.systemDefault()).atZone(zone).toInstant();
			}
			times.add(new Closed(from, from.plusMillis(length)));
		}
	}

	private static List<Date> starts(VEvent event, TimeZone zone, LocalDate today) {
		List<Date> starts = new ArrayList<>();
		if (event.getRecurrenceRule() == null && event.getRecurrenceDates().isEmpty()) {
			return List.of(event.getDateStart().getValue());
		}
		Date last = Date.from(today.plus(AFTER).atStartOfDay(zone.toZoneId()).toInstant());
		DateIterator dates = event.getDateIterator(zone);
		dates.advanceTo(Date.from(today.minus(BEFORE).atStartOfDay(zone.toZoneId()).toInstant()));
		while (dates.hasNext() && starts.size() < MOST) {
			Date date = dates.next();
			if (date.after(last)) {
				break;
			}
			starts.add(date);
		}
		return starts;
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
