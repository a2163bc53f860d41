package io.switchboard.simulator.wire;

import java.time.Duration;
import java.util.Map;

/**
 * One webhook request that the platform makes: usually one for each occurrence; with
 * faults, none, several, later, or cut short.
 *
 * @param after how long after the scenario began, before any scaling
 * @param event its event, with the fields before any flavour was applied
 * @param body the bytes that are sent, in the wanted flavour
 */
public record Transmission(Duration after, Map<String, Object> event, byte[] body) {

	/** The same transmission at another time. */
	Transmission at(Duration after) {
		return new Transmission(after, this.event, this.body);
	}

	/** The same transmission with a shortened body. */
	Transmission cut() {
		return new Transmission(this.after, this.event, FaultyLine.cut(this.body));
	}

}
