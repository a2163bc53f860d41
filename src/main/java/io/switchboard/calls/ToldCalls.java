package io.switchboard.calls;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.declared.Offline;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventFeed;
import io.switchboard.voipstudio.CallOutcome;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/**
 * The processor of the kamelet {@code call-told-action}: says whether
 * {@code call.settled} has told of the call already, in place of VoIPstudio's own event.
 * That event then came too late.
 */
@Component("toldCalls")
class ToldCalls implements Processor {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final EventFeed events;

	ToldCalls(EventFeed events) {
		this.events = events;
	}

	@Override
	public void process(Exchange exchange) {
		Long root = exchange.getVariable("root_call_id", Long.class);
		boolean missed = false;
		boolean ended = false;
		for (Event event : (root != null) ? this.events.ofCalls(List.of(root), CallEvents.MAX_EVENTS)
				: List.<Event>of()) {
			if (EventNames.SETTLED.equals(event.eventName())) {
				JsonNode fields = fields(event);
				missed = missed || isQueueMissed(event, fields) && isFalse(fields, "told_missed");
				ended = ended || isFalse(fields, "told_ended");
			}
		}
		exchange.getMessage().setBody(Map.of("missed", missed, "ended", ended));
	}

	private static boolean isQueueMissed(Event event, JsonNode fields) {
		String outcome = fields.path("outcome").asText();
		return event.contextKind() == ContextKind.QUEUE && (outcome.equals(CallOutcome.ABANDONED.toString())
				|| outcome.equals(CallOutcome.VOICEMAIL.toString()));
	}

	private static boolean isFalse(JsonNode fields, String name) {
		return fields.path(name).isBoolean() && !fields.path(name).asBoolean();
	}

	private static JsonNode fields(Event event) {
		try {
			return JSON.readTree(event.body());
		}
		catch (IOException ex) {
			return JSON.missingNode();
		}
	}

	/**
	 * For a dry run, in which no call is settled.
	 * @return reads nothing
	 */
	@Offline("toldCalls")
	static Processor nothing() {
		return (exchange) -> exchange.getMessage().setBody(Map.of("missed", false, "ended", false));
	}

}
