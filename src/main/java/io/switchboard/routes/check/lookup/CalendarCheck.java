package io.switchboard.routes.check.lookup;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.FilesOf;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.hours.Calendars;
import org.jspecify.annotations.Nullable;

/**
 * Whether each date in a calendar of the folder exists. A month 13 counts as January of
 * the next year, and an event whose beginning cannot be read does not count at all.
 */
public final class CalendarCheck {

	private static final Pattern LINE = Pattern
		.compile("(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)(?![\\w-])((?:[^:\"]++|\"[^\"]*+\")*+):(.*)");

	private static final Pattern DATE = Pattern
		.compile("(\\d{4})-?(\\d\\d)-?(\\d\\d)(?:T(\\d\\d):?(\\d\\d)(?::?(\\d\\d))?)?\\D*");

	private static final int END_OF_DAY = 24;

	private static final int LEAP_SECOND = 60;

	private CalendarCheck() {
	}

	/** Checks all calendars of a folder. */
	public static void check(Path folder, Findings findings) {
		for (String each : List.of("hours", "on-call")) {
			FilesOf.paths(folder.resolve(each), "ics").forEach((file) -> file(file, findings));
		}
	}

	private static void file(Path file, Findings findings) {
		String text = Calendars.read(file);
		Deque<String> parts = new ArrayDeque<>();
		List<String> lines = (text != null) ? text.lines().toList() : List.of();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			boolean isFolded = i + 1 < lines.size() && lines.get(i + 1).matches("[ \\t].*");
			String[] part = line.strip().toUpperCase(Locale.ROOT).split(":", 2);
			if (part[0].equals("BEGIN") && part.length > 1) {
				parts.push(part[1]);
			}
			else if (part[0].equals("END")) {
				parts.poll();
			}
			Matcher dates = LINE.matcher(line.strip());
			if (!isFolded && "VEVENT".equals(parts.peek()) && dates.matches()) {
				int column = line.indexOf(dates.group(3)) + 1;
				for (String value : dates.group(3).split("[,/]")) {
					String wrong = wrong(value.strip(), dates.group(1).equals("DTSTART"));
					if (wrong != null) {
						findings.add(new Place(file.toString(), i + 1, column), Rule.CALENDAR_DATE,
								"%s %s is no date: %s".formatted(dates.group(1), value.strip(), wrong),
								"Write one that exists, such as 20261225.");
					}
				}
			}
		}
	}

	/** What becomes of a value that is no date; null for a date. */
	private static @Nullable String wrong(String value, boolean begins) {
		Matcher date = DATE.matcher(value);
		if (!date.matches()) {
			return begins ? "the event does not count" : null;
		}
		try {
			LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
		}
		catch (DateTimeException ex) {
			return "it counts for another day";
		}
		return (number(date, 4) > END_OF_DAY || number(date, 5) >= LEAP_SECOND || number(date, 6) > LEAP_SECOND)
				? "it counts for another time" : null;
	}

	private static int number(Matcher date, int group) {
		return (date.group(group) != null) ? Integer.parseInt(date.group(group)) : 0;
	}

}
