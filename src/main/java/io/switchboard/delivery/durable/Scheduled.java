package io.switchboard.delivery.durable;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * The event of a schedule: it goes to the route that has the schedule, and no rule is
 * asked.
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
	 * The route whose schedule an event is of.
	 * @param event any event
	 * @return the route's id, which may be one that is not there; null if it is another
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
