package io.switchboard.routes.hours;

import java.util.List;

/** Whether the text of a calendar is whole, and no larger than a start can read. */
final class WholeCalendar {

	/** As for a calendar of an address. */
	private static final int LARGEST = 5_000_000;

	private WholeCalendar() {
	}

	/**
	 * A file that is being copied, or was cut, would have fewer holidays.
	 * @throws IllegalArgumentException with a sentence
	 */
	static void check(String text) {
		if (text.length() > LARGEST) {
			throw new IllegalArgumentException("the calendar has more than 5 MB");
		}
		for (String part : List.of("VCALENDAR", "VEVENT")) {
			if (count("BEGIN:" + part, text) != count("END:" + part, text)) {
				throw new IllegalArgumentException(
						"the calendar is only a part of one: an END:%s is missing".formatted(part));
			}
		}
	}

	private static long count(String line, String text) {
		return text.lines().filter((each) -> each.stripTrailing().equalsIgnoreCase(line)).count();
	}

}
