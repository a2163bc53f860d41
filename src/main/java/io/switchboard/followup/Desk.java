package io.switchboard.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Who is to call back, and when they are there. */
@FunctionalInterface
interface Desk {

	/**
	 * Finds it.
	 * @param fields an event's: those of VoIPstudio decide
	 */
	Found of(Map<String, Object> fields);

	/**
	 * Who it is.
	 *
	 * @param team a name for people, at most 100 characters; perhaps empty
	 * @param hours when they are there
	 * @param due how long a caller may wait for this team, in these hours; null where the
	 * setting counts
	 */
	record Found(String team, Hours hours, @Nullable Duration due) {

		Found(String team, Hours hours) {
			this(team, hours, null);
		}

		/** When a caller has waited for so long as they may. */
		Instant dueAfter(Instant from, Duration setting) {
			return this.hours.after(from, (this.due != null) ? this.due : setting);
		}

	}

	/** Counts open hours. */
	@FunctionalInterface
	interface Hours {

		/** When somebody was there for so long, from a time on. */
		Instant after(Instant from, Duration open);

	}

}
