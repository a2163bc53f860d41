package io.switchboard.calls;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The figures of the queues on a day, in the time zone that people see.
 *
 * @param date the day on which the calls began
 * @param all all queues together
 * @param queues each queue by name
 */
public record QueueDay(LocalDate date, Counts all, List<Counts> queues) {

	/**
	 * The figures of a queue.
	 *
	 * @param queue its name; null for all of them, or where it is not known
	 * @param answered how many calls somebody took, including live ones
	 * @param abandoned how many nobody took
	 * @param ended how many are over
	 * @param inTime how many of those were answered within
	 * {@code calls.service-level-seconds}
	 */
	public record Counts(@Nullable String queue, long answered, long abandoned, long ended, long inTime) {

		/**
		 * The share of the ended calls that were answered in time.
		 * @return from 0 to 1, or null where none ended
		 */
		public @Nullable Double serviceLevel() {
			return (this.ended > 0) ? (double) this.inTime / this.ended : null;
		}

		Counts plus(Counts other) {
			return new Counts(null, this.answered + other.answered, this.abandoned + other.abandoned,
					this.ended + other.ended, this.inTime + other.inTime);
		}

	}

}
