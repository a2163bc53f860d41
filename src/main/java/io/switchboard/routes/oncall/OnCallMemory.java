package io.switchboard.routes.oncall;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The changes by hand, and the facts that deliveries got. */
interface OnCallMemory {

	/** Without changes, and without storing: for dry runs. */
	OnCallMemory NONE = new OnCallMemory() {
		@Override
		public @Nullable String takenOver(String rota, Instant at) {
			return null;
		}

		@Override
		public Map<String, Object> keep(String eventKey, String rota, Map<String, Object> facts) {
			return facts;
		}
	};

	/** Who has taken over; null if nobody has. */
	@Nullable String takenOver(String rota, Instant at);

	/** Stores the facts of a delivery. If it had some before, those are returned. */
	Map<String, Object> keep(String eventKey, String rota, Map<String, Object> facts);

}
