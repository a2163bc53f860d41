package io.switchboard.routes.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.RecurrenceRule;
import biweekly.util.Frequency;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;

/**
 * An event of an iCalendar, as often as it comes.
 *
 * @param summary what it is about; empty if it does not say
 * @param days whole days, wherever one is
 * @param times parts of days
 */
public record CalendarEvent(String summary, List<LocalDate> days, List<Time> times) {

	/** How far into the past and the future a repeating event is expanded. */
	private static final Period BEFORE = Period.ofYears(2);

	private static final Period AFTER = Period.ofYears(10);

	private static final int MOST = 5000;

	/** Of all events of a calendar; far more would hold up a start for minutes. */
	private static final int MOST_OF_ALL = 100_000;

	/** What lasts for longer is known within these years alone. */
	private static final int MOST_DAYS = 366;

	/**
	 * What comes again more often is not a holiday and no turn, and takes for ever to
	 * count.
	 */
	private static final Set<Frequency> TOO_OFTEN = Set.of(Frequency.SECONDLY, Frequency.MINUTELY);

	/**
	 * From one moment on, up to but not including another.
	 *
	 * @param from the first moment
	 * @param to the end
	 */
	public record Time(Instant from, Instant to) {
	}

	/**
	 * Reads all that are not cancelled.
	 * @param text the calendar's
	 * @param zone of times that name none
	 * @param today so far events that come again are known
	 * @return in the calendar's order
	 * @throws IllegalArgumentException if it is not an iCalendar, or has no event, with a
	 * sentence
	 */
	public static List<CalendarEvent> read(String text, ZoneId zone, LocalDate today) {
		String lines = WholeCalendar.lines(text);
		List<ICalendar> calendars = Biweekly.parse(lines).all();
		if (calendars.isEmpty()) {
			throw new IllegalArgumentException("this is not an iCalendar: it has no BEGIN:VCALENDAR");
		}
		int times = 0;
		List<CalendarEvent> all = new ArrayList<>();
		int events = 0;
		Map<String, LeftOut> changed = LeftOut.changed(calendars);
		LaterOnes later = LaterOnes.of(calendars);
		for (ICalendar calendar : calendars) {
			for (VEvent event : calendar.getEvents()) {
				DateStart start = event.getDateStart();
				if (start == null || start.getValue() == null) {
					continue;
				}
				events++;
				if (event.getStatus() == null || !event.getStatus().isCancelled()) {
					CalendarEvent read = read(event, CalendarClock.place(calendar, zone), today, changed, later);
					all.add(read);
					times += read.days().size() + read.times().size();
					if (times > MOST_OF_ALL) {
						throw new IllegalArgumentException(
								"its events come more than %,d times, with those that come again"
									.formatted(MOST_OF_ALL));
					}
				}
			}
		}
		if (events == 0) {
			throw new IllegalArgumentException("the calendar has no event that begins at a time");
		}
		return all;
	}

	private static CalendarEvent read(VEvent event, ZoneId zone, LocalDate today, Map<String, LeftOut> changed,
			LaterOnes later) {
		LeftOut without = LeftOut.of(later.series(event), changed);
		List<LocalDate> days = new ArrayList<>();
		List<Time> times = new ArrayList<>();
		if (event.getDateStart().getValue().hasTime()) {
			times(event, zone, today, without, later, times);
		}
		else {
			days(event, today, without, later, days);
		}
		String summary = (event.getSummary() != null) ? event.getSummary().getValue() : null;
		return new CalendarEvent((summary != null) ? summary.strip() : "", days, times);
	}

	/** A day without a time is read and written as midnight here. */
	private static void days(VEvent event, LocalDate today, LeftOut without, LaterOnes later, List<LocalDate> days) {
		LocalDate first = day(event.getDateStart().getValue());
		DateEnd end = event.getDateEnd();
		long length = (end != null && end.getValue() != null) ? ChronoUnit.DAYS.between(first, day(end.getValue()))
				: (event.getDuration() != null)
						? event.getDuration().getValue().toMillis() / ChronoUnit.DAYS.getDuration().toMillis() : 1;
		for (Date date : starts(later.series(event), TimeZone.getDefault(), today)) {
			if (without.has(day(date)) || !later.isOf(event, date)) {
				continue;
			}
			LocalDate day = day(later.moved(event, date, TimeZone.getDefault()));
			LocalDate after = day.plusDays(Math.max(1, length));
			if (length > MOST_DAYS) {
				day = day.isBefore(today.minus(BEFORE)) ? today.minus(BEFORE) : day;
				after = after.isAfter(today.plus(AFTER)) ? today.plus(AFTER) : after;
			}
			for (; day.isBefore(after) && days.size() < MOST; day = day.plusDays(1)) {
				days.add(day);
			}
		}
	}

	private static LocalDate day(Date date) {
		return LocalDate.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneId.systemDefault());
	}

	/**
	 * Each ends at the same time by the clock of its place. A night from 18:00 to 08:00
	 * does so even when summer time begins or ends in it.
	 */
	private static void times(VEvent event, ZoneId zone, LocalDate today, LeftOut without, LaterOnes later,
			List<Time> times) {
		VEvent series = later.series(event);
		TimeZone own = CalendarClock.zone(later.calendar(series), series.getDateStart());
		TimeZone clock = (own != null) ? own : TimeZone.getDefault();
		long begin = event.getDateStart().getValue().getTime();
		DateEnd end = event.getDateEnd();
		long length = (end != null && end.getValue() != null)
				? CalendarClock.wall(clock, end.getValue().getTime()) - CalendarClock.wall(clock, begin)
				: (event.getDuration() != null) ? event.getDuration().getValue().toMillis() : 0;
		Map<Date, Date> ends = OwnEnds.of(series);
		for (Date date : starts(series, clock, today)) {
			if (without.has(date, clock) || !later.isOf(event, date)) {
				continue;
			}
			Date begins = later.moved(event, date, clock);
			Date itsEnd = ends.get(date);
			long wall = CalendarClock.wall(clock, begins.getTime()) + ((itsEnd != null)
					? CalendarClock.wall(clock, itsEnd.getTime()) - CalendarClock.wall(clock, date.getTime()) : length);
			Instant from = Instant.ofEpochMilli(begins.getTime());
			Instant to = Instant.ofEpochMilli(wall - clock.getOffset(wall - clock.getOffset(begins.getTime())));
			times.add((own != null) ? new Time(from, to)
					: new Time(CalendarClock.there(from, zone), CalendarClock.there(to, zone)));
		}
	}

	private static List<Date> starts(VEvent event, TimeZone zone, LocalDate today) {
		List<Date> starts = new ArrayList<>();
		if (event.getRecurrenceRule() == null && event.getRecurrenceDates().isEmpty()) {
			return List.of(event.getDateStart().getValue());
		}
		RecurrenceRule rule = event.getRecurrenceRule();
		if (rule != null && rule.getValue() != null && TOO_OFTEN.contains(rule.getValue().getFrequency())) {
			throw new IllegalArgumentException("an event comes again more often than once in an hour");
		}
		SeriesEnd.correct(event, zone);
		// the zone may be one of the calendar's own, which Java does not know
		Date last = Date.from(today.plus(AFTER).atStartOfDay(ZoneOffset.UTC).toInstant());
		if (rule == null) {
			starts.add(event.getDateStart().getValue());
		}
		DateIterator dates = event.getDateIterator(zone);
		dates.advanceTo(Date.from(today.minus(BEFORE).atStartOfDay(ZoneOffset.UTC).toInstant()));
		while (dates.hasNext() && starts.size() < MOST) {
			Date date = dates.next();
			if (date.after(last)) {
				break;
			}
			starts.add(date);
		}
		Set<Long> known = starts.stream().map(Date::getTime).collect(Collectors.toSet());
		OwnEnds.of(event)
			.keySet()
			.stream()
			.filter((each) -> !known.contains(each.getTime()))
			.limit(MOST)
			.forEach(starts::add);
		return starts;
	}

}
