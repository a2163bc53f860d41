package io.switchboard.routes.hours;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TimeZone;
import java.util.TreeMap;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.Range;
import biweekly.property.RecurrenceId;
import biweekly.util.ICalDate;

/**
 * Changes of a series that hold for one of its events and all later ones
 * ({@code RANGE=THISANDFUTURE}). Each is an event of its own with the UID of the series.
 * The rule of the series still says when it comes; the change says by how much later or
 * earlier, and for how long.
 */
final class LaterOnes {

	private static final long DAY = 86_400_000L;

	/** By the UID: the event that has the rule. */
	private final Map<String, VEvent> series = new HashMap<>();

	private final Map<VEvent, ICalendar> calendars = new IdentityHashMap<>();

	/** By the UID, and by what the rule says for the first one that is changed. */
	private final Map<String, NavigableMap<Long, VEvent>> changes = new HashMap<>();

	/** All of a text. */
	static LaterOnes of(List<ICalendar> calendars) {
		LaterOnes all = new LaterOnes();
		calendars.forEach((calendar) -> calendar.getEvents().forEach((event) -> all.addSeries(calendar, event)));
		calendars.forEach((calendar) -> calendar.getEvents().forEach(all::addChange));
		return all;
	}

	private void addSeries(ICalendar calendar, VEvent event) {
		this.calendars.put(event, calendar);
		if (event.getUid() != null && event.getRecurrenceId() == null && hasStart(event)) {
			this.series.putIfAbsent(event.getUid().getValue(), event);
		}
	}

	private void addChange(VEvent event) {
		VEvent series = (event.getUid() != null) ? this.series.get(event.getUid().getValue()) : null;
		if (!isChange(event) || series == null || !hasStart(event)) {
			return;
		}
		if (series.getDateStart().getValue().hasTime() != event.getDateStart().getValue().hasTime()) {
			throw new IllegalArgumentException("an event changes its series from then on (RANGE=THISANDFUTURE), "
					+ "and one of them has times and the other whole days; write two series");
		}
		this.changes.computeIfAbsent(event.getUid().getValue(), (uid) -> new TreeMap<>())
			.put(first(event, series), event);
	}

	private static boolean hasStart(VEvent event) {
		return event.getDateStart() != null && event.getDateStart().getValue() != null;
	}

	/** Whether it changes more than one of a series. */
	static boolean isChange(VEvent event) {
		RecurrenceId instead = event.getRecurrenceId();
		if (instead == null || instead.getValue() == null || instead.getRange() == null) {
			return false;
		}
		if (instead.getRange() != Range.THIS_AND_FUTURE) {
			throw new IllegalArgumentException(
					"an event changes those of its series before it (RANGE=%s), which is not known; write two series"
						.formatted(instead.getRange().getValue()));
		}
		return true;
	}

	/** The event whose rule says when this one comes; itself, unless it is a change. */
	VEvent series(VEvent event) {
		return isCounted(event) ? this.series.get(event.getUid().getValue()) : event;
	}

	/** The calendar that an event is in. */
	ICalendar calendar(VEvent event) {
		return this.calendars.get(event);
	}

	private boolean isCounted(VEvent event) {
		return isChange(event) && event.getUid() != null
				&& this.changes.getOrDefault(event.getUid().getValue(), new TreeMap<>()).containsValue(event);
	}

	/** Whether the event of a series at a moment is as this event says. */
	boolean isOf(VEvent event, Date moment) {
		if (event.getUid() == null || (event.getRecurrenceId() != null && !isCounted(event))) {
			return true;
		}
		NavigableMap<Long, VEvent> changes = this.changes.getOrDefault(event.getUid().getValue(), new TreeMap<>());
		Map.Entry<Long, VEvent> last = changes.floorEntry(moment.getTime());
		return (last != null) ? last.getValue() == event : !isCounted(event);
	}

	/** When the event of a series at a moment comes, by the clock of its place. */
	Date moved(VEvent event, Date moment, TimeZone clock) {
		if (!isCounted(event)) {
			return moment;
		}
		long by = CalendarClock.wall(clock, event.getDateStart().getValue().getTime())
				- CalendarClock.wall(clock, first(event, series(event)));
		long wall = CalendarClock.wall(clock, moment.getTime()) + by;
		return new Date(wall - clock.getOffset(wall - clock.getOffset(moment.getTime())));
	}

	/**
	 * Some programs write a day although the series has times, or the other way round.
	 */
	private long first(VEvent event, VEvent series) {
		ICalDate written = event.getRecurrenceId().getValue();
		boolean times = series.getDateStart().getValue().hasTime();
		if (written.hasTime() == times || written.getRawComponents() == null) {
			return written.getTime();
		}
		LocalDate day = LeftOut.day(written.getRawComponents());
		TimeZone clock = CalendarClock.of(calendar(series), series);
		long begin = times ? Math.floorMod(CalendarClock.wall(clock, series.getDateStart().getValue().getTime()), DAY)
				: 0;
		long wall = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() + begin;
		return wall - clock.getOffset(wall - clock.getOffset(wall));
	}

}
