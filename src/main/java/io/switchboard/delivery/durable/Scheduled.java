package io.switchboard.delivery.durable;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * The event of a schedule. It goes to the route that has the schedule; no rule decides.
 */
public final class Scheduled {

	/** Its {@code event_name}. */
	public static final String EVENT_NAME = EventNames.SCHEDULED;

	/** The field that names the route. */
	public static final String ROUTE = "schedule";

	private static final ObjectMapper JSON = new ObjectMapper();

	private Scheduled() {
	}

	/**
	 * The route whose schedule filed an event.
	 * @param event any event
	 * @return the route's id, even if there is no such route any more; null for any other
	 * event
	 */
	public static @Nullable String route(Event event) {
		if (!EVENT_NAME.equals(event.eventName())) {
			return null;
		}
		try {
			Map<?, ?> fields = (event.fields() != null) ? event.fields() : JSON.readValue(event.body(), Map.class);
			return (fields.get(ROUTE) instanceof String route && DurableComponent.isChannel(route)) ? route : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

}
