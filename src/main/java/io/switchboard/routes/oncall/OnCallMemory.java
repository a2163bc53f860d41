package io.switchboard.routes.oncall;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What people changed, and what deliveries were told. */
interface OnCallMemory {

	/** Nothing was changed, and nothing is kept: for who tries routes. */
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

	/** Keeps what a delivery is told; if it was told before, that is returned. */
	Map<String, Object> keep(String eventKey, String rota, Map<String, Object> facts);

}
