package io.switchboard.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

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
	 */
	record Found(String team, Hours hours) {
	}

	/** Counts open hours. */
	@FunctionalInterface
	interface Hours {

		/** When somebody was there for so long, from a time on. */
		Instant after(Instant from, Duration open);

	}

}
