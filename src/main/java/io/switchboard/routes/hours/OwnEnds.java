package io.switchboard.routes.hours;

import java.util.Date;
import java.util.Map;
import java.util.TreeMap;

import biweekly.component.VEvent;
import biweekly.property.RecurrenceDates;
import biweekly.util.Period;

/**
 * Single ones of a series that say themselves how long they are
 * ({@code RDATE;VALUE=PERIOD}).
 */
final class OwnEnds {

	private OwnEnds() {
	}

	/** The end of each, by its begin. */
	static Map<Date, Date> of(VEvent series) {
		Map<Date, Date> ends = new TreeMap<>();
		for (RecurrenceDates dates : series.getRecurrenceDates()) {
			for (Period period : dates.getPeriods()) {
				Date end = (period.getEndDate() != null) ? period.getEndDate()
						: new Date(period.getStartDate().getTime() + period.getDuration().toMillis());
				ends.put(new Date(period.getStartDate().getTime()), end);
			}
		}
		return ends;
	}

}
