package io.switchboard.delivery.queue;

import java.util.List;

import io.switchboard.inbox.Event;
import io.switchboard.telemetry.Traces;
import org.slf4j.MDC;

/**
 * Adds the ids of a delivery to every log line while it runs, as fields with the names of
 * the API.
 */
final class LoggedIds implements AutoCloseable {

	private static final List<String> NAMES = List.of("route", "delivery_id", "event_id", "root_call_id");

	private final Traces.Logged trace;

	private LoggedIds(Traces.Logged trace) {
		this.trace = trace;
	}

	static LoggedIds of(String route, long delivery, Event event) {
		MDC.put("route", route);
		MDC.put("delivery_id", Long.toString(delivery));
		MDC.put("event_id", event.id());
		if (event.rootCallId() != null) {
			MDC.put("root_call_id", event.rootCallId().toString());
		}
		return new LoggedIds(Traces.logged(event.trace()));
	}

	@Override
	public void close() {
		NAMES.forEach(MDC::remove);
		this.trace.close();
	}

}
