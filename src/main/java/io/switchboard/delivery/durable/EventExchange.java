package io.switchboard.delivery.durable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.inbox.Event;
import io.switchboard.text.Readable;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.WholeNumber;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What a route gets: VoIPstudio's fields as the body, our own facts as variables, no
 * headers.
 */
@Component
class EventExchange {

	private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {
	};

	private final ObjectMapper json = new ObjectMapper();

	private final boolean finalWhenAbsent;

	private final Map<String, Object> switches;

	EventExchange(@Value("${voipstudio.final-when-absent}") boolean finalWhenAbsent, Switches switches) {
		this.finalWhenAbsent = finalWhenAbsent;
		this.switches = switches.facts();
	}

	void fill(Exchange exchange, Delivery delivery) {
		Event event = delivery.event();
		Map<String, Object> fields = fields(event);
		exchange.getMessage().setBody(fields);
		RuleFacts.of(event.eventName(), event.contextKind(), isFinal(event, fields.get("final")))
			.forEach(exchange::setVariable);
		this.switches.forEach(exchange::setVariable);
		exchange.setVariable("call_id", event.callId());
		exchange.setVariable("root_call_id", event.rootCallId());
		exchange.setVariable("direction", (fields.get("destination") instanceof String text) ? text : null);
		exchange.setVariable("caller", line(PhoneNumber.shown(firstText(fields, "src", "from_no")), "withheld number"));
		exchange.setVariable("called", called(fields));
		exchange.setVariable("outside_number", outsideNumber(fields));
		exchange.setVariable("received_at", event.receivedAt().toString());
		exchange.setVariable("attempt", delivery.attempts() + 1);
		exchange.setVariable("redelivery", delivery.redeliveries());
		exchange.setVariable("event_order", delivery.order());
		exchange.setVariable("event_id", event.id());
		exchange.setVariable("event_key", delivery.eventKey());
	}

	/** For people: the first of the fields that says anything. */
	private static String line(@Nullable String text, String otherwise) {
		String line = (text != null) ? Readable.line(text) : "";
		return line.isEmpty() ? otherwise : line;
	}

	private static @Nullable String firstText(Map<String, Object> fields, String... names) {
		for (String name : names) {
			Object value = fields.get(name);
			Long whole = (value instanceof Double) ? WholeNumber.of(value) : null;
			if (value != null && !value.toString().isBlank()) {
				return (whole != null) ? whole.toString() : value.toString();
			}
		}
		return null;
	}

	private static String called(Map<String, Object> fields) {
		String name = line(firstText(fields, "dst_name"), "");
		return name.isEmpty() ? line(PhoneNumber.shown(firstText(fields, "dst", "to_no")), "unknown") : name;
	}

	/**
	 * Who is not one of us: who was called by us, else who calls or sends. Nobody, where
	 * the number is withheld.
	 */
	private static @Nullable String outsideNumber(Map<String, Object> fields) {
		return PhoneNumber.shown("out".equals(fields.get("destination")) ? firstText(fields, "dst")
				: firstText(fields, "src", "from_no"));
	}

	/** A map of its own for each route: what one does to it, no other sees. */
	private Map<String, Object> fields(Event event) {
		Map<String, Object> known = event.fields();
		if (known != null) {
			return new LinkedHashMap<>(known);
		}
		try {
			return this.json.readValue(event.body(), FIELDS);
		}
		catch (IOException ex) {
			throw new PermanentFailure("the body of event " + event.id() + " cannot be read as JSON");
		}
	}

	/**
	 * What says nothing of it ends the call, but for a missed one where that is set so.
	 */
	private boolean isFinal(Event event, Object value) {
		if (value instanceof Boolean answer) {
			return answer;
		}
		return (value instanceof String text && !text.isBlank()) ? !text.strip().equalsIgnoreCase("false")
				: this.finalWhenAbsent || !"call.missed".equals(event.eventName());
	}

}
