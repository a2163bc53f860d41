package io.switchboard.routes.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The opening hours of a place: the hours of a week by its clock, without holidays.
 *
 * @param zone of the place
 * @param week the hours
 * @param holidays those that are known by now
 */
record Hours(ZoneId zone, WeekHours week, Supplier<Holidays> holidays) {

	/** Longer than any holiday. */
	private static final int DAYS = 400;

	private static final int MOST_SPANS = 1000;

	boolean isOpen(Instant time) {
		ZonedDateTime local = time.atZone(this.zone);
		return this.week.holds(local.toLocalDateTime()) && !this.holidays.get().holds(local);
	}

	/** When it opens next; null while it is open, and if that is not within a year. */
	@Nullable Instant opensAt(Instant time) {
		if (isOpen(time) || this.week.isNever()) {
			return null;
		}
		Holidays known = this.holidays.get();
		LocalDate first = LocalDate.ofInstant(time, this.zone);
		for (int i = 0; i <= DAYS; i++) {
			LocalDate day = first.plusDays(i);
			TreeSet<Instant> candidates = new TreeSet<>();
			candidates.addAll(borders(day));
			known.times()
				.stream()
				.map(Holidays.Closed::to)
				.filter((end) -> LocalDate.ofInstant(end, this.zone).equals(day))
				.forEach(candidates::add);
			for (Instant candidate : candidates) {
				if (candidate.isAfter(time) && isOpen(candidate)) {
					return candidate;
				}
			}
		}
		return null;
	}

	/**
	 * When it closes next; itself while it is closed; null if that is not within a year.
	 */
	@Nullable Instant closesAt(Instant time) {
		if (!isOpen(time)) {
			return time;
		}
		Holidays known = this.holidays.get();
		LocalDate first = LocalDate.ofInstant(time, this.zone);
		for (int i = 0; i <= DAYS; i++) {
			LocalDate day = first.plusDays(i);
			TreeSet<Instant> candidates = new TreeSet<>();
			candidates.add(day.atStartOfDay(this.zone).toInstant());
			candidates.addAll(borders(day));
			known.times()
				.stream()
				.map(Holidays.Closed::from)
				.filter((begin) -> LocalDate.ofInstant(begin, this.zone).equals(day))
				.forEach(candidates::add);
			for (Instant candidate : candidates) {
				if (candidate.isAfter(time) && !isOpen(candidate)) {
					return candidate;
				}
			}
		}
		return null;
	}

	/**
	 * When a number of open hours will have passed.
	 * @return the end of that time; if it never opens, or not within a year, the same
	 * span by the clock
	 */
	Instant after(Instant time, Duration open) {
		Instant from = time;
		Duration left = open;
		for (int span = 0; span < MOST_SPANS; span++) {
			Instant opens = isOpen(from) ? from : opensAt(from);
			Instant closes = (opens != null) ? closesAt(opens) : null;
			if (opens == null) {
				return time.plus(open);
			}
			if (closes == null || !opens.plus(left).isAfter(closes)) {
				return opens.plus(left);
			}
			left = left.minus(Duration.between(opens, closes));
			from = closes;
		}
		return from.plus(left);
	}

	/**
	 * When it may open or close on a day: also where the clock is put back over a border.
	 */
	private List<Instant> borders(LocalDate day) {
		return this.week.of(day.getDayOfWeek())
			.stream()
			.flatMap((span) -> Stream.of(span.from(), span.to()))
			.flatMap((border) -> WeekHours.instants(day.atTime(border), this.zone).stream())
			.toList();
	}

}
