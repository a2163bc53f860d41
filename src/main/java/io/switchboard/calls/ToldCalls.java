package io.switchboard.calls;

import java.io.IOException;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The processor of the kamelet {@code call-told-action}: says whether
 * {@code call.settled} has told of the call already, in place of VoIPstudio's own event.
 * That event then came too late. If it changes the outcome, a correction tells of it. It
 * also says whether somebody has answered the call since.
 */
@Component("toldCalls")
class ToldCalls implements Processor {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final EventFeed events;

	private final CallRules rules;

	ToldCalls(EventFeed events, CallRules rules) {
		this.events = events;
		this.rules = rules;
	}

	@Override
	public void process(Exchange exchange) {
		Long root = exchange.getVariable("root_call_id", Long.class);
		String id = exchange.getVariable("event_id", String.class);
		boolean missed = false;
		boolean ended = false;
		List<Event> all = (root != null) ? this.events.ofCalls(List.of(root), CallEvents.MAX_EVENTS) : List.of();
		long own = all.stream().filter((event) -> event.id().equals(id)).mapToLong(Event::seq).findFirst().orElse(0);
		for (Event event : all) {
			if (EventNames.SETTLED.equals(event.eventName())) {
				JsonNode fields = fields(event);
				boolean before = event.seq() < own;
				missed = missed || isQueueMissed(event, fields) && (before || isFalse(fields, "told_missed"));
				ended = ended || before || !fields.hasNonNull("corrects") && isFalse(fields, "told_ended");
			}
		}
		boolean answered = root != null && isAnsweredAfter(root, all, id);
		exchange.getMessage().setBody(Map.of("missed", missed, "ended", ended, "answered", answered));
	}

	/** One leg may be missed after another was answered: that miss is news. */
	private boolean isAnsweredAfter(long root, List<Event> all, @Nullable String id) {
		Event own = all.stream().filter((event) -> event.id().equals(id)).findFirst().orElse(null);
		CallLegs legs = CallLegs.find(root, all, this.rules);
		if (own == null || legs == null) {
			return false;
		}
		boolean whole = EventNames.SETTLED.equals(own.eventName());
		Instant at = own.order().at();
		return legs.legs()
			.stream()
			.map(legs::answeredAt)
			.anyMatch((answered) -> answered != null && (whole || answered.isAfter(at)));
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
		return (exchange) -> exchange.getMessage().setBody(Map.of("missed", false, "ended", false, "answered", false));
	}

}
