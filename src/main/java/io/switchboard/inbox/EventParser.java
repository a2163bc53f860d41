package io.switchboard.inbox;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.switchboard.store.StorableText;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.Flag;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.WholeNumber;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields by which the switchboard decides, in one pass over the bytes. A body
 * that it cannot read goes to quarantine.
 */
final class EventParser {

	private static final int MAX_ID = 200;

	private static final int MAX_WORD = 100;

	NewEvent parse(byte[] body, Instant receivedAt) {
		ReadFields fields = new ReadFields();
		try (JsonParser parser = EventJson.parser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return quarantined(fields, body, receivedAt,
						(parser.currentToken() == JsonToken.START_ARRAY)
								? "not a JSON object, but a list: each event is a request of its own"
								: (parser.currentToken() != null) ? "not a JSON object" : "nothing but white space");
			}
			readObject(parser, fields);
			if (parser.nextToken() != null) {
				return quarantined(fields, body, receivedAt, "more text after the JSON object");
			}
			if (!EventJson.isText(parser, body)) {
				return quarantined(fields, body, receivedAt, "not JSON: its bytes are not UTF-8");
			}
		}
		catch (StreamConstraintsException ex) {
			return quarantined(fields, body, receivedAt, "JSON beyond the parser's limits: " + firstSentence(ex));
		}
		catch (JsonProcessingException ex) {
			return quarantined(fields, body, receivedAt, NotJson.reason(body, ex));
		}
		catch (IOException ex) {
			return quarantined(fields, body, receivedAt, "not JSON: not readable as UTF-8, -16 or -32 text");
		}
		String unfit = unfit(fields.id);
		return (unfit != null) ? quarantined(fields, body, receivedAt, unfit)
				: event(fields, fields.id, body, receivedAt, EventStatus.ACCEPTED, null);
	}

	private static void readObject(JsonParser parser, ReadFields fields) throws IOException {
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (value.isStructStart()) {
				readThrough(parser);
				fields.set(name, null);
				fields.isFlat = false;
			}
			else {
				// duplicate keys: the last one counts, as it does when the body is read
				// for the routes
				fields.set(name, EventJson.text(parser, value));
				fields.keep(name, parser, value);
			}
		}
	}

	/**
	 * Decodes every string, as skipChildren does not. So nothing that is accepted here
	 * fails to parse later.
	 */
	private static void readThrough(JsonParser parser) throws IOException {
		for (int depth = 1; depth > 0;) {
			JsonToken token = parser.nextToken();
			if (token.isStructStart()) {
				depth++;
			}
			else if (token.isStructEnd()) {
				depth--;
			}
			else {
				parser.getText();
			}
		}
	}

	private static @Nullable String unfit(@Nullable String id) {
		if (id == null || id.isBlank()) {
			return "no id";
		}
		if (id.length() > MAX_ID) {
			return "its id is longer than %d characters".formatted(MAX_ID);
		}
		boolean unfit = id.chars().anyMatch((c) -> Character.isISOControl(c) || Character.isSurrogate((char) c));
		return unfit ? "its id has characters that no id can have" : null;
	}

	/** A body that is not an event, whatever it looks like. */
	static NewEvent quarantined(byte[] body, Instant receivedAt, String reason) {
		return quarantined(new ReadFields(), body, receivedAt, reason);
	}

	private static NewEvent quarantined(ReadFields fields, byte[] body, Instant receivedAt, String reason) {
		return event(fields, "quarantined." + UUID.randomUUID(), body, receivedAt, EventStatus.QUARANTINED, reason);
	}

	private static NewEvent event(ReadFields fields, String id, byte[] body, Instant receivedAt, EventStatus status,
			@Nullable String reason) {
		Long callId = WholeNumber.of(fields.callId);
		Long rootCallId = WholeNumber.of(fields.rootCallId);
		Event event = new Event(0, id, word(fields.eventName), word(fields.context), ContextKind.of(fields.context),
				callId, (rootCallId != null) ? rootCallId : callId, word(fields.eventTime), receivedAt, status, reason,
				body, (status == EventStatus.ACCEPTED) ? fields.kept() : null, null);
		// an earlier leg may say the same as the last one
		boolean last = !Boolean.FALSE.equals(Flag.of(fields.finalLeg));
		String contentKey = (status == EventStatus.ACCEPTED && last)
				? ContentKey.of(callId, fields.eventName, fields.state, fields.eventTime) : null;
		return new NewEvent(event, digits(fields.src, fields.fromNo), digits(fields.dst, fields.toNo), contentKey);
	}

	/** The field of a call, else that of a text message. */
	private static @Nullable String digits(@Nullable String call, @Nullable String sms) {
		String digits = PhoneNumber.digits(call);
		return (digits != null) ? digits : PhoneNumber.digits(sms);
	}

	/** Indexed values are cut to be short. The body has them whole. */
	private static @Nullable String word(@Nullable String text) {
		return StorableText.of(text, MAX_WORD);
	}

	private static String firstSentence(Exception ex) {
		return String.valueOf(ex.getMessage()).lines().findFirst().orElse("");
	}

}
