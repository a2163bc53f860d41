package io.switchboard.delivery.durable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.EventFacts;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.FinalRule;
import io.switchboard.voipstudio.Flag;
import io.switchboard.voipstudio.RuleFacts;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What a route gets: VoIPstudio's fields as the body, our own facts as variables, no
 * headers.
 */
@Component
public class EventExchange {

	private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {
	};

	private final ObjectMapper json = new ObjectMapper();

	private final FinalRule finalRule;

	private final Map<String, Object> switches;

	/**
	 * Makes one.
	 * @param finalRule what {@code final} means
	 * @param switches what settings switch on and off
	 */
	public EventExchange(FinalRule finalRule, Switches switches) {
		this.finalRule = finalRule;
		this.switches = switches.facts();
	}

	/**
	 * Fills an exchange as the route of the delivery gets it.
	 * @param exchange a new one
	 * @param delivery which event, and for whom
	 */
	public void fill(Exchange exchange, Delivery delivery) {
		Event event = delivery.event();
		Map<String, Object> fields = fields(event);
		exchange.getMessage().setBody(fields);
		EventFacts facts = new EventFacts(fields);
		kind(event, fields).forEach(exchange::setVariable);
		this.switches.forEach(exchange::setVariable);
		exchange.setVariable("call_id", event.callId());
		exchange.setVariable("root_call_id", event.rootCallId());
		exchange.setVariable("direction", facts.direction());
		exchange.setVariable("caller", facts.caller());
		exchange.setVariable("called", facts.called());
		exchange.setVariable("outside_number", facts.outsideNumber());
		exchange.setVariable("received_at", event.receivedAt().toString());
		exchange.setVariable("attempt", delivery.attempts() + 1);
		exchange.setVariable("redelivery", delivery.redeliveries());
		exchange.setVariable("event_order", delivery.order());
		exchange.setVariable("event_id", event.id());
		exchange.setVariable("event_key", delivery.eventKey());
		FolderFacts more = exchange.getContext().getRegistry().lookupByNameAndType(FolderFacts.BEAN, FolderFacts.class);
		if (more != null) {
			more.fill(exchange, fields);
		}
	}

	private Map<String, @Nullable Object> kind(Event event, Map<String, Object> fields) {
		Map<String, @Nullable Object> facts = RuleFacts.of(event.eventName(), event.contextKind(),
				this.finalRule.isFinal(event.eventName(), fields.get("final")));
		return EventNames.SETTLED.equals(event.eventName()) ? RuleFacts.settled(facts, fields.get("outcome"),
				Boolean.TRUE.equals(Flag.of(fields.get("told_missed"))),
				Boolean.TRUE.equals(Flag.of(fields.get("told_ended")))) : facts;
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

}
