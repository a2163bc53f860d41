package io.switchboard.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.webhook.Hooks.Hook;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes an event of what a hook was sent: {@code id}, {@code event_name} and
 * {@code event_time} are ours, so that nobody passes for VoIPstudio; what the sender
 * names so becomes {@code hook_id}, and so on. What is no JSON object stays as it is, and
 * the inbox puts it into quarantine.
 */
final class HookEvent implements Processor {

	private static final Set<String> OURS = Set.of("id", "event_name", "event_time");

	/** The exchange's property with the hook. */
	static final String HOOK = "SwitchboardHook";

	/**
	 * The exchange's property with what the sender says to tell requests apart, or null.
	 */
	static final String KEY = "SwitchboardHookKey";

	private static final ObjectMapper JSON = new ObjectMapper()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
		.withZone(ZoneOffset.UTC);

	private static final int LONGEST_ID = 150;

	@Override
	public void process(Exchange exchange) {
		Hook hook = exchange.getProperty(HOOK, Hook.class);
		byte[] body = exchange.getMessage().getBody(byte[].class);
		try {
			if (JSON.readTree(body) instanceof ObjectNode sent) {
				exchange.getMessage().setBody(JSON.writeValueAsBytes(event(exchange, hook, sent)));
			}
		}
		catch (IOException ex) {
			// no JSON: the inbox says so
		}
	}

	private static ObjectNode event(Exchange exchange, Hook hook, ObjectNode sent) {
		String name = EventNames.HOOK + hook.name();
		ObjectNode event = JSON.createObjectNode();
		event.put("id", name + "." + id(exchange, hook, sent));
		event.put("event_name", name);
		event.put("event_time", TIME.format(Instant.ofEpochMilli(exchange.getClock().getCreated())));
		for (Map.Entry<String, JsonNode> field : sent.properties()) {
			boolean ours = OURS.contains(field.getKey());
			event.set(ours ? "hook_" + field.getKey() : field.getKey(), field.getValue());
		}
		return event;
	}

	/** By a field of the body, else by a header; else each request is another. */
	private static String id(Exchange exchange, Hook hook, ObjectNode sent) {
		JsonNode field = sent.path(hook.id());
		String header = exchange.getProperty(KEY, String.class);
		String said = (field.isValueNode() && !field.isNull() && !field.asText().isBlank()) ? field.asText()
				: (header != null) ? header : "";
		if (said.isBlank()) {
			return UUID.randomUUID().toString();
		}
		return (said.length() <= LONGEST_ID) ? said
				: UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8)).toString();
	}

}
