package io.switchboard.delivery.durable;

import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import org.jspecify.annotations.Nullable;

/**
 * The event of a schedule: it goes to the route that has the schedule, and no rule is
 * asked.
 */
public final class Scheduled {

	/** Its {@code event_name}. */
	public static final String EVENT_NAME = "schedule.due";

	/** The field that names the route. */
	public static final String ROUTE = "schedule";

	private static final ObjectMapper JSON = new ObjectMapper();

	private Scheduled() {
	}

	/** The route whose schedule an event is of, or null if it is another event. */
	static @Nullable String route(Event event) {
		if (!EVENT_NAME.equals(event.eventName())) {
			return null;
		}
		try {
			Map<?, ?> fields = (event.fields() != null) ? event.fields() : JSON.readValue(event.body(), Map.class);
			return (fields.get(ROUTE) instanceof String route) ? route : null;
		}
		catch (java.io.IOException ex) {
			return null;
		}
	}

}
