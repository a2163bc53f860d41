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
 * The same holds for an event made from the call's record. VoIPstudio's event then came
 * too late. If it changes the outcome, a correction tells of it. It also says whether
 * somebody has answered the call since.
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

	/**
	 * What is known of an event's call.
	 *
	 * @param missed the event that has told that nobody in a queue took it, or null
	 * @param ended the event that has told of its end, or null
	 * @param taken the leg that somebody took after the event, or null
	 * @param takenAt when, or null
	 */
	record Told(@Nullable String missed, @Nullable String ended, @Nullable Leg taken, @Nullable Instant takenAt) {
	}

	@Override
	public void process(Exchange exchange) {
		Told told = of(exchange.getVariable("root_call_id", Long.class),
				exchange.getVariable("event_id", String.class));
		exchange.getMessage()
			.setBody(Map.of("missed", told.missed() != null, "ended", told.ended() != null, "answered",
					told.taken() != null));
	}

	Told of(@Nullable Long root, @Nullable String id) {
		String missed = null;
		String ended = null;
		List<Event> all = (root != null) ? this.events.ofCalls(List.of(root), CallEvents.MAX_EVENTS) : List.of();
		long own = all.stream().filter((event) -> event.id().equals(id)).mapToLong(Event::seq).findFirst().orElse(0);
		for (Event event : all) {
			if (EventNames.SETTLED.equals(event.eventName())) {
				JsonNode fields = fields(event);
				boolean before = event.seq() < own;
				if (missed == null && isQueueMissed(event, fields) && (before || isFalse(fields, "told_missed"))) {
					missed = event.id();
				}
				if (ended == null && (before || !fields.hasNonNull("corrects") && isFalse(fields, "told_ended"))) {
					ended = event.id();
				}
			}
			else if (event.seq() < own && event.id().startsWith(Event.RECONCILED)
					&& fields(event).path("final").asBoolean()) {
				ended = (ended != null) ? ended : event.id();
				boolean queue = event.contextKind() == ContextKind.QUEUE && EventNames.MISSED.equals(event.eventName());
				missed = (missed == null && queue) ? event.id() : missed;
			}
		}
		CallLegs legs = (root != null) ? CallLegs.find(root, all, this.rules) : null;
		Leg taken = (legs != null) ? takenAfter(legs, all, id) : null;
		return new Told(missed, ended, taken, (taken != null) ? legs.answeredAt(taken) : null);
	}

	/** One leg may be missed after another was answered: that miss is news. */
	private static @Nullable Leg takenAfter(CallLegs legs, List<Event> all, @Nullable String id) {
		Event own = all.stream().filter((event) -> event.id().equals(id)).findFirst().orElse(null);
		if (own == null) {
			return null;
		}
		boolean whole = EventNames.SETTLED.equals(own.eventName());
		Instant at = own.order().at();
		return legs.legs().stream().filter((leg) -> {
			Instant answered = legs.answeredAt(leg);
			return answered != null && (whole || answered.isAfter(at));
		}).findFirst().orElse(null);
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
