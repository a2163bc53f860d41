package io.switchboard.routes.oncall;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import io.switchboard.routes.hours.WeekHours;
import org.jspecify.annotations.Nullable;

/** A week as the clock on the wall shows it. */
final class Week {

	private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

	private static final int DAYS = 7;

	private Week() {
	}

	/** The first time that none of these holds, in words; null if there is none. */
	static @Nullable String hole(List<WeekHours> hours) {
		TreeSet<LocalDateTime> borders = new TreeSet<>();
		for (int day = 0; day <= DAYS; day++) {
			borders.addAll(borders(hours, MONDAY.plusDays(day)));
		}
		LocalDateTime begin = null;
		for (LocalDateTime border : borders) {
			boolean held = hours.stream().anyMatch((each) -> each.holds(border));
			if (!held && begin == null) {
				begin = border;
			}
			else if (held && begin != null) {
				return "from %s to %s".formatted(words(begin), words(border));
			}
		}
		return (begin != null) ? "from %s on".formatted(words(begin)) : null;
	}

	/** Where hours of a day begin or end, and midnight. */
	static List<LocalDateTime> borders(List<WeekHours> hours, LocalDate day) {
		TreeSet<LocalDateTime> borders = new TreeSet<>(List.of(day.atStartOfDay()));
		for (WeekHours each : hours) {
			for (WeekHours.Span span : each.of(day.getDayOfWeek())) {
				borders.add(day.atTime(span.from()));
				borders.add(span.to().equals(LocalTime.MAX) ? day.plusDays(1).atStartOfDay() : day.atTime(span.to()));
			}
		}
		return List.copyOf(borders);
	}

	private static String words(LocalDateTime time) {
		DayOfWeek day = time.getDayOfWeek();
		return "%s %s".formatted(day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toLowerCase(Locale.ROOT),
				time.toLocalTime());
	}

}
