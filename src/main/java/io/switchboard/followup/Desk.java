package io.switchboard.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Says which team calls back, and when it is there. */
@FunctionalInterface
interface Desk {

	/**
	 * Finds the team.
	 * @param fields the fields of an event, of which VoIPstudio's decide
	 */
	Found of(Map<String, Object> fields);

	/**
	 * A team.
	 *
	 * @param team a name for people, at most 100 characters; perhaps empty
	 * @param hours when it is there
	 * @param due how long a caller may wait for this team, in these hours; null for the
	 * setting
	 */
	record Found(String team, Hours hours, @Nullable Duration due) {

		Found(String team, Hours hours) {
			this(team, hours, null);
		}

		/** When the allowed wait of a caller ends. */
		Instant dueAfter(Instant from, Duration setting) {
			return this.hours.after(from, (this.due != null) ? this.due : setting);
		}

	}

	/** Counts open hours. */
	@FunctionalInterface
	interface Hours {

		/** When a number of open hours will have passed, from a time on. */
		Instant after(Instant from, Duration open);

	}

}
