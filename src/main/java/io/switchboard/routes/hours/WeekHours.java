package io.switchboard.routes.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of a week, as a clock on the wall shows them.
 *
 * @param spans by the day; a day on which nobody is there is missing
 */
public record WeekHours(Map<DayOfWeek, List<Span>> spans) {

	private static final Pattern PART = Pattern
		.compile("([a-z]{3})(?:-([a-z]{3}))? (\\d{2}:\\d{2})-(\\d{2}:\\d{2}|24:00)");

	/**
	 * From the first moment on, up to but not including the last.
	 *
	 * @param from the first
	 * @param to the end
	 */
	public record Span(LocalTime from, LocalTime to) {

		private boolean holds(LocalTime time) {
			return !time.isBefore(this.from) && (time.isBefore(this.to) || this.to.equals(LocalTime.MAX));
		}

	}

	/**
	 * Reads them.
	 * @param text such as {@code mon-fri 09:00-17:30, sat 10:00-14:00}; empty for never
	 * @return never null
	 * @throws IllegalArgumentException if a part is none, with a sentence
	 */
	public static WeekHours parse(String text) {
		Map<DayOfWeek, List<Span>> spans = new EnumMap<>(DayOfWeek.class);
		for (String part : text.isBlank() ? new String[0] : text.split(",")) {
			add(part.strip().toLowerCase(Locale.ROOT), spans);
		}
		return new WeekHours(spans);
	}

	private static void add(String part, Map<DayOfWeek, List<Span>> spans) {
		Matcher matcher = PART.matcher(part);
		String wrong = "is not like mon-fri 09:00-17:30, sat 10:00-14:00";
		try {
			if (matcher.matches()) {
				DayOfWeek first = day(matcher.group(1));
				DayOfWeek last = (matcher.group(2) != null) ? day(matcher.group(2)) : first;
				boolean midnight = matcher.group(4).equals("24:00");
				Span span = new Span(LocalTime.parse(matcher.group(3)),
						midnight ? LocalTime.MAX : LocalTime.parse(matcher.group(4)));
				if (span.from.isBefore(span.to)) {
					for (DayOfWeek day = first;; day = day.plus(1)) {
						spans.computeIfAbsent(day, (key) -> new ArrayList<>()).add(span);
						if (day == last) {
							return;
						}
					}
				}
				if (span.to.isBefore(span.from)) {
					wrong = "ends before it begins: write hours over midnight as two parts, "
							+ parts(matcher, first, last);
				}
			}
		}
		catch (RuntimeException ex) {
			// told below
		}
		throw new IllegalArgumentException("'%s' %s".formatted(part, wrong));
	}

	/** The same until midnight, and on the days after from midnight on. */
	private static String parts(Matcher part, DayOfWeek first, DayOfWeek last) {
		return "%s %s-24:00, %s 00:00-%s".formatted(days(first, last), part.group(3), days(first.plus(1), last.plus(1)),
				part.group(4));
	}

	private static String days(DayOfWeek first, DayOfWeek last) {
		return (first == last) ? name(first) : name(first) + "-" + name(last);
	}

	private static String name(DayOfWeek day) {
		return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
	}

	private static DayOfWeek day(String name) {
		for (DayOfWeek day : DayOfWeek.values()) {
			if (day.name().toLowerCase(Locale.ROOT).startsWith(name)) {
				return day;
			}
		}
		throw new IllegalArgumentException(name);
	}

	/**
	 * Whether a time is within them.
	 * @param time on the clock of the place
	 * @return false outside of them
	 */
	public boolean holds(LocalDateTime time) {
		return of(time.getDayOfWeek()).stream().anyMatch((span) -> span.holds(time.toLocalTime()));
	}

	/**
	 * Those of a day.
	 * @param day of the week
	 * @return in the order in which they were written; perhaps empty
	 */
	public List<Span> of(DayOfWeek day) {
		return this.spans.getOrDefault(day, List.of());
	}

	/**
	 * When a clock shows a time. If it is put forward over it, that is when it is put
	 * forward. If it is put back over it, that is twice, and what holds may change when
	 * it is put back.
	 * @param local what the clock shows
	 * @param zone of the clock
	 * @return all moments at which what holds may begin or end
	 */
	public static List<Instant> instants(LocalDateTime local, ZoneId zone) {
		ZoneOffsetTransition change = zone.getRules().getTransition(local);
		if (change == null) {
			return List.of(local.atZone(zone).toInstant());
		}
		return change.isGap() ? List.of(change.getInstant()) : List.of(local.toInstant(change.getOffsetBefore()),
				change.getInstant(), local.toInstant(change.getOffsetAfter()));
	}

	/** Whether nobody is ever there. */
	boolean isNever() {
		return this.spans.isEmpty();
	}

}
