package io.switchboard.routes.hours;

import java.util.List;
import java.util.stream.Collectors;

/** Whether the text of a calendar is whole, and no larger than a start can read. */
final class WholeCalendar {

	/** As for a calendar of an address. */
	private static final int LARGEST = 5_000_000;

	private WholeCalendar() {
	}

	/**
	 * Its lines as the standard has them: some programs begin with a byte order mark, or
	 * leave lines empty. A file that is being copied, or was cut, would have fewer
	 * holidays.
	 * @throws IllegalArgumentException with a sentence
	 */
	static String lines(String text) {
		if (text.length() > LARGEST) {
			throw new IllegalArgumentException("the calendar has more than 5 MB");
		}
		String lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines()
			.filter((each) -> !each.isBlank())
			.collect(Collectors.joining("\r\n", "", "\r\n"));
		for (String part : List.of("VCALENDAR", "VEVENT")) {
			if (count("BEGIN:" + part, lines) != count("END:" + part, lines)) {
				throw new IllegalArgumentException(
						"the calendar is only a part of one: an END:%s is missing".formatted(part));
			}
		}
		return lines;
	}

	private static long count(String line, String text) {
		return text.lines().filter((each) -> each.stripTrailing().equalsIgnoreCase(line)).count();
	}

}
