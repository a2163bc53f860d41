package io.switchboard.destinations;

import java.util.Map;
import java.util.Set;

/** What the call log's route in Java gives its statement. */
public final class CallLogColumns {

	private CallLogColumns() {
	}

	/** The names of all that it gives. */
	public static Set<String> all() {
		return CallLogEntry.of(Map.of("call_id", 1), true).keySet();
	}

}
