package io.switchboard.routes.hours;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.TimeZone;

import biweekly.component.VEvent;
import biweekly.property.RecurrenceRule;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;

/**
 * The end of a series, the {@code UNTIL} of its rule. By the standard it is a day for a
 * series of days, and a moment for any other. Programs mix them, and mean that the last
 * day still counts. The end of that day is right for both, in every zone.
 */
final class SeriesEnd {

	private SeriesEnd() {
	}

	/**
	 * Moves an end that is a day, or that of a series of days, to the end of that day.
	 */
	static void correct(VEvent event, TimeZone zone) {
		RecurrenceRule rule = event.getRecurrenceRule();
		ICalDate until = (rule != null && rule.getValue() != null) ? rule.getValue().getUntil() : null;
		DateTimeComponents written = (until != null) ? until.getRawComponents() : null;
		boolean time = event.getDateStart().getValue().hasTime();
		if (rule == null || until == null || written == null || (time && until.hasTime())) {
			return;
		}
		LocalDate day = LeftOut.day(written);
		rule.setValue(new Recurrence.Builder(rule.getValue()).until(new ICalDate(endOf(day, zone), true)).build());
	}

	private static Date endOf(LocalDate day, TimeZone zone) {
		long midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
		return new Date(midnight - zone.getOffset(midnight) - 1000);
	}

}
