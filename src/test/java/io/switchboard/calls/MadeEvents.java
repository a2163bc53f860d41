package io.switchboard.calls;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.simulator.scenario.PlayedScenarios;

/**
 * Events of one call, made without a store.
 *
 * @param begin when scenarios are played
 * @param received when each event came in
 */
record MadeEvents(Instant begin, Instant received) {

	static final long ROOT = 5_000_000_000L;

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final AtomicInteger IDS = new AtomicInteger();

	/**
	 * An event of a leg of the call {@link #ROOT}; {@code more} is JSON behind a comma.
	 */
	Event event(String name, int second, long leg, String context, Boolean last, String more) {
		return StoredEvents
			.parse("""
					{"id":"a.%d","event_name":"%s","event_time":"2026-04-28 08:46:%02d","call_id":%d,"root_call_id":%d,\
					"context":"%s"%s%s}"""
				.formatted(IDS.incrementAndGet(), name, second, leg, ROOT, context,
						(last != null) ? ",\"final\":" + last : "", more)
				.getBytes(StandardCharsets.UTF_8), this.received);
	}

	List<Event> played(String scenario) {
		return PlayedScenarios.events(scenario, this.begin).stream().map((event) -> {
			try {
				return StoredEvents.parse(JSON.writeValueAsBytes(event), this.received);
			}
			catch (JsonProcessingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
	}

}
