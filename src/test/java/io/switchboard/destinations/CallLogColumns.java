package io.switchboard.destinations;

import java.util.Map;
import java.util.Set;

/** The columns that the call log's route in Java sets. */
public final class CallLogColumns {

	private CallLogColumns() {
	}

	/** The names of these columns. */
	public static Set<String> all() {
		return CallLogEntry.of(Map.of("call_id", 1), true).keySet();
	}

}
