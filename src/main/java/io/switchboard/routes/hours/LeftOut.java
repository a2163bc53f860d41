package io.switchboard.routes.hours;

import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.ExceptionDates;
import biweekly.property.RecurrenceId;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;

/**
 * Single occurrences of a series that do not come: they were moved, changed or cancelled.
 * Programs write them as a moment or as a day, whatever the series itself has.
 */
final class LeftOut {

	private final Set<Long> moments = new HashSet<>();

	/** The day of each, as it is written, in whatever zone. */
	private final Set<LocalDate> days = new HashSet<>();

	/** Of those that are written without a time. */
	private final Set<LocalDate> wholeDays = new HashSet<>();

	private LeftOut() {
	}

	/**
	 * Those that were moved, changed or cancelled, by the UID of the series. Each of them
	 * is an event of its own with that UID, perhaps in a calendar of its own.
	 */
	static Map<String, LeftOut> changed(List<ICalendar> calendars) {
		Map<String, LeftOut> changed = new HashMap<>();
		for (ICalendar calendar : calendars) {
			for (VEvent event : calendar.getEvents()) {
				RecurrenceId instead = event.getRecurrenceId();
				if (event.getUid() != null && instead != null && instead.getValue() != null
						&& !LaterOnes.isChange(event)) {
					changed.computeIfAbsent(event.getUid().getValue(), (uid) -> new LeftOut()).add(instead.getValue());
				}
			}
		}
		return changed;
	}

	/** Those of one event. */
	static LeftOut of(VEvent event, Map<String, LeftOut> changed) {
		LeftOut all = new LeftOut();
		LeftOut moved = (event.getRecurrenceId() == null && event.getUid() != null)
				? changed.get(event.getUid().getValue()) : null;
		if (moved != null) {
			all.moments.addAll(moved.moments);
			all.days.addAll(moved.days);
			all.wholeDays.addAll(moved.wholeDays);
		}
		for (ExceptionDates dates : event.getExceptionDates()) {
			dates.getValues().forEach(all::add);
		}
		return all;
	}

	private void add(ICalDate date) {
		this.moments.add(date.getTime());
		DateTimeComponents written = date.getRawComponents();
		if (written != null) {
			LocalDate day = day(written);
			this.days.add(day);
			if (!date.hasTime()) {
				this.wholeDays.add(day);
			}
		}
	}

	/** As it is written; 30 February is 2 March, as for the library. */
	static LocalDate day(DateTimeComponents written) {
		return LocalDate.of(written.getYear(), 1, 1)
			.plusMonths(written.getMonth() - 1L)
			.plusDays(written.getDate() - 1L);
	}

	/** Whether a whole day does not come. */
	boolean has(LocalDate day) {
		return this.days.contains(day);
	}

	/** Whether what begins at a moment does not come. */
	boolean has(Date moment, TimeZone zone) {
		LocalDate there = LocalDate
			.ofEpochDay(Math.floorDiv(moment.getTime() + zone.getOffset(moment.getTime()), 86_400_000L));
		return this.moments.contains(moment.getTime()) || this.wholeDays.contains(there);
	}

}
