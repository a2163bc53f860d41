package io.switchboard.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.switchboard.inbox.EventJson;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.PlatformTime;
import io.switchboard.webhook.Hooks.Hook;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of the body of a hook. The fields {@code id}, {@code event_name} and
 * {@code event_time} are ours, so that nobody can imitate VoIPstudio. The sender's fields
 * of these names become {@code hook_id}, and so on. All other fields stay as they were
 * spelt. A body that cannot be read stays as it is, and the inbox puts it into
 * quarantine.
 */
final class HookEvent implements Processor {

	private static final Set<String> OURS = Set.of("id", "event_name", "event_time");

	/** The exchange's property with the hook. */
	static final String HOOK = "SwitchboardHook";

	/**
	 * The exchange's property with what the sender says to tell requests apart, or null.
	 */
	static final String KEY = "SwitchboardHookKey";

	private static final JsonFactory JSON = new JsonFactoryBuilder()
		.enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
		.build();

	private static final int LONGEST_ID = 150;

	@Override
	public void process(Exchange exchange) {
		if (exchange.getProperty(Admission.UNFIT) != null) {
			return;
		}
		Hook hook = exchange.getProperty(HOOK, Hook.class);
		byte[] body = exchange.getMessage().getBody(byte[].class);
		ByteArrayOutputStream fields = new ByteArrayOutputStream(body.length + LONGEST_ID);
		try (JsonParser parser = EventJson.parser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return;
			}
			String id = copy(parser, hook.id(), fields);
			if (parser.nextToken() == null && EventJson.isText(parser, body)) {
				exchange.getMessage().setBody(event(exchange, hook, id, fields.toByteArray()));
			}
		}
		catch (IOException ex) {
			// no JSON: the inbox says so
		}
	}

	/** Copies all fields, and finds the one by which a repeat is known. */
	private static @Nullable String copy(JsonParser parser, String wanted, ByteArrayOutputStream fields)
			throws IOException {
		String id = null;
		try (JsonGenerator copy = JSON.createGenerator(fields)) {
			copy.writeStartObject();
			while (parser.nextToken() != JsonToken.END_OBJECT) {
				String name = parser.currentName();
				copy.writeFieldName(OURS.contains(name) ? "hook_" + name : name);
				JsonToken value = parser.nextToken();
				if (name.equals(wanted)) {
					// the last one counts, as everywhere
					id = value.isStructStart() ? null : EventJson.text(parser, value);
				}
				copyValue(parser, value, copy);
			}
			copy.writeEndObject();
		}
		return id;
	}

	private static void copyValue(JsonParser parser, JsonToken first, JsonGenerator copy) throws IOException {
		JsonToken token = first;
		int depth = 0;
		while (true) {
			if (token.isNumeric()) {
				// as it is spelt, because the number may be too large for our types
				copy.writeNumber(parser.getText());
			}
			else {
				copy.copyCurrentEvent(parser);
			}
			depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
			if (depth == 0) {
				return;
			}
			token = parser.nextToken();
		}
	}

	private static byte[] event(Exchange exchange, Hook hook, @Nullable String id, byte[] fields) throws IOException {
		String name = EventNames.HOOK + hook.name();
		ByteArrayOutputStream event = new ByteArrayOutputStream(fields.length + LONGEST_ID);
		try (JsonGenerator head = JSON.createGenerator(event)) {
			head.writeStartObject();
			head.writeStringField("id", name + "." + id(exchange, id));
			head.writeStringField("event_name", name);
			head.writeStringField("event_time",
					PlatformTime.format(Instant.ofEpochMilli(exchange.getClock().getCreated())));
			head.writeEndObject();
		}
		byte[] ours = event.toByteArray();
		event.reset();
		event.write(ours, 0, ours.length - 1);
		boolean alone = fields.length == "{}".length();
		event.write(alone ? '}' : ',');
		event.write(fields, 1, alone ? 0 : fields.length - 1);
		return event.toByteArray();
	}

	/** By a field of the body, else by a header; else each request is another. */
	private static String id(Exchange exchange, @Nullable String field) {
		String header = exchange.getProperty(KEY, String.class);
		String said = (field != null && !field.isBlank()) ? field : (header != null) ? header : "";
		if (said.isBlank()) {
			return UUID.randomUUID().toString();
		}
		return (said.length() <= LONGEST_ID) ? said
				: UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8)).toString();
	}

}
