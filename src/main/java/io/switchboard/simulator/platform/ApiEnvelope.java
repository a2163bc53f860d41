package io.switchboard.simulator.platform;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The platform's envelopes. */
final class ApiEnvelope {

	private ApiEnvelope() {
	}

	/**
	 * For one record.
	 *
	 * @param data the record
	 * @param links always empty here
	 */
	record One(Map<String, @Nullable Object> data, Map<String, String> links) {

		One(Map<String, @Nullable Object> data) {
			this(data, Map.of());
		}

	}

	/**
	 * For a page of records.
	 *
	 * @param data the page
	 * @param total how many there are on all pages
	 */
	record Many(List<Map<String, @Nullable Object>> data, int total) {
	}

	/**
	 * For the simulator's own controls.
	 *
	 * @param data what was asked for
	 */
	record Control(Object data) {
	}

}
