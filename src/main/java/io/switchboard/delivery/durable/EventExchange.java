package io.switchboard.delivery.durable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.declared.Gives;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.CallOutcome;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventFacts;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.FinalRule;
import io.switchboard.voipstudio.Flag;
import io.switchboard.voipstudio.RuleFacts;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/**
 * Fills the exchange that a route gets: VoIPstudio's fields as the body, our own facts as
 * variables, no headers.
 */
@Gives({ EventExchange.GATHERED, EventExchange.GATHER_KEY })
@Component
public class EventExchange {

	private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {
	};

	private final ObjectMapper json = new ObjectMapper();

	/**
	 * The names of the variables that every route gets, without those of switches and
	 * folders.
	 */
	public static final Set<String> FACTS = Set
		.copyOf(facts(new Delivery(0, nothing(), "", 0, "", 0, 0, 0, 0, 0), Map.of(), true, false).keySet());

	/** The variables that tell of people. They belong into no log. */
	public static final List<String> PERSONAL = List.of("caller", "called", "outside_number", "on_call", "contact",
			"gathered");

	/** The variables that a gathering route gets beside the facts. */
	static final String GATHERED = "gathered";

	static final String GATHER_KEY = "gather_key";

	private final FinalRule finalRule;

	private final AnsweredRule answeredRule;

	private final Map<String, Object> switches;

	/**
	 * Makes one.
	 * @param finalRule says what {@code final} means
	 * @param answeredRule says what counts as an answer
	 * @param switches what settings switch on and off
	 */
	@Autowired
	public EventExchange(FinalRule finalRule, AnsweredRule answeredRule, Switches switches) {
		this.finalRule = finalRule;
		this.answeredRule = answeredRule;
		this.switches = switches.facts();
	}

	/**
	 * Makes one where no application runs.
	 * @param settings with all sources
	 * @return never null
	 */
	public static EventExchange of(ConfigurableEnvironment settings) {
		return new EventExchange(FinalRule.of(settings), AnsweredRule.of(settings), new Switches(settings));
	}

	/**
	 * Fills an exchange for the route of a delivery.
	 * @param exchange a new one
	 * @param delivery has the event and the route
	 */
	public void fill(Exchange exchange, Delivery delivery) {
		Event event = delivery.event();
		Map<String, Object> fields = fields(event);
		exchange.getMessage().setBody(fields);
		facts(delivery, fields, this.finalRule.isFinal(event.eventName(), fields.get("final")), this.answeredRule
			.isAnswered(event.eventName(), fields.get("connected_at"), event.context(), fields.get("destination")))
			.forEach(exchange::setVariable);
		this.switches.forEach(exchange::setVariable);
		FolderFacts more = exchange.getContext().getRegistry().lookupByNameAndType(FolderFacts.BEAN, FolderFacts.class);
		if (more != null) {
			more.fill(exchange, fields);
		}
	}

	/**
	 * Fills an exchange for a route that gathers. The body is a list of the events'
	 * fields, and {@code gathered} is a list of their variables. All other variables are
	 * those of the first.
	 * @param exchange a new one
	 * @param together the deliveries, first the one that stands for all
	 * @param key the value that they have in common
	 */
	public void fill(Exchange exchange, List<Delivery> together, String key) {
		List<Object> bodies = new ArrayList<>();
		List<Map<String, Object>> facts = new ArrayList<>();
		List<Delivery> inOrder = new ArrayList<>(together);
		inOrder.sort(Comparator.comparingLong((each) -> each.event().seq()));
		for (Delivery each : inOrder) {
			fill(exchange, each);
			bodies.add(exchange.getMessage().getBody());
			facts.add(new LinkedHashMap<>(exchange.getVariables()));
		}
		fill(exchange, together.get(0));
		exchange.getMessage().setBody(bodies);
		exchange.setVariable(GATHERED, facts);
		exchange.setVariable(GATHER_KEY, key);
	}

	/** The names that the table in routes/README.md lists, each once. */
	private static Map<String, @Nullable Object> facts(Delivery delivery, Map<String, Object> fields, boolean isFinal,
			boolean isAnswered) {
		Event event = delivery.event();
		boolean settled = EventNames.SETTLED.equals(event.eventName());
		EventFacts people = new EventFacts(fields);
		Map<String, @Nullable Object> facts = RuleFacts.of(event.eventName(), event.contextKind(), isFinal);
		if (settled) {
			RuleFacts.settled(facts, fields.get("outcome"), Boolean.TRUE.equals(Flag.of(fields.get("told_missed"))),
					Boolean.TRUE.equals(Flag.of(fields.get("told_ended"))));
		}
		facts.put(AnsweredRule.FACT,
				settled ? CallOutcome.ANSWERED.toString().equals(facts.get("call_outcome")) : isAnswered);
		facts.put("call_id", event.callId());
		facts.put("root_call_id", event.rootCallId());
		facts.put("direction", people.direction());
		facts.put("caller", people.caller());
		facts.put("called", people.called());
		facts.put("outside_number", people.outsideNumber());
		facts.put("received_at", event.receivedAt().toString());
		facts.put("attempt", delivery.attempts() + 1);
		facts.put("redelivery", delivery.redeliveries());
		facts.put("event_order", delivery.order());
		facts.put("event_id", event.id());
		facts.put("event_key", delivery.eventKey());
		return facts;
	}

	/** An event without any field. */
	private static Event nothing() {
		return new Event(0, "", null, null, ContextKind.UNKNOWN, null, null, null, Instant.EPOCH, EventStatus.ACCEPTED,
				null, new byte[0]);
	}

	/**
	 * The same event with its body read, for a caller that runs several routes with it.
	 * @param event as it was stored
	 * @return the event itself where its body is not JSON, or has parts that routes would
	 * share
	 */
	public Event read(Event event) {
		if (event.fields() != null) {
			return event;
		}
		try {
			Map<String, Object> fields = this.json.readValue(event.body(), FIELDS);
			boolean shared = fields.values().stream().anyMatch((each) -> each instanceof Map || each instanceof List);
			return shared ? event : event.read(fields);
		}
		catch (IOException ex) {
			return event;
		}
	}

	/** Makes a map for each route, so that no route sees the changes of another. */
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
