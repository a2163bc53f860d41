package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Keeps an event whose body an operator changed, beside the one that came in. It counts
 * as a duplicate. Only the delivery for which it is made sees it: no call, no count and
 * no rule does.
 */
@Component
public class EditedEvents {

	/** The id of such an event begins so; the number of the delivery follows. */
	public static final String PREFIX = "edited.";

	/** The same bound as for a webhook, see {@code webhook.max-body}. */
	private static final int LONGEST = 64 * 1024;

	private final ObjectMapper json = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final EventParser parser = new EventParser();

	private final EventTable events;

	EditedEvents(EventTable events) {
		this.events = events;
	}

	/**
	 * Reads what an operator wrote.
	 * @param delivery the number of the delivery that it is made for
	 * @param text JSON; its {@code id} is ignored, because the event gets one of its own
	 * @return the event, which is not stored
	 * @throws IllegalArgumentException if it is not a JSON object, with a sentence for
	 * the operator
	 */
	public Edited read(long delivery, String text) {
		if (text.length() > LONGEST) {
			throw new IllegalArgumentException("The body is longer than %d KB.".formatted(LONGEST / 1024));
		}
		Map<String, @Nullable Object> fields = new LinkedHashMap<>(Map.of("id", ""));
		try {
			Map<String, @Nullable Object> read = this.json.readValue(text, new TypeReference<>() {
			});
			if (read == null) {
				throw new IllegalArgumentException("The body is not a JSON object.");
			}
			fields.putAll(read);
			fields.put("id", PREFIX + delivery);
			byte[] body = this.json.writeValueAsBytes(fields);
			NewEvent event = this.parser.parse(body, Instant.now().truncatedTo(ChronoUnit.MILLIS));
			if (event.event().status() != EventStatus.ACCEPTED) {
				throw new IllegalArgumentException("The body cannot be read: %s.".formatted(event.event().reason()));
			}
			return new Edited(event);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException((ex.getLocation() == null || ex instanceof JsonMappingException)
					? "The body is not a JSON object." : "The body is not JSON: line %d, column %d."
						.formatted(ex.getLocation().getLineNr(), ex.getLocation().getColumnNr()),
					ex);
		}
	}

	/** The text of an operator, once it was read. */
	public static final class Edited {

		private final NewEvent event;

		private Edited(NewEvent event) {
			this.event = event;
		}

	}

	/**
	 * Stores it.
	 * @param connection the transaction
	 * @param edited what was read
	 * @param reason one sentence: of which event, and by whom
	 * @return the event with its number
	 * @throws SQLException if the store refuses
	 */
	public Event store(Connection connection, Edited edited, String reason) throws SQLException {
		NewEvent event = edited.event.repeats(edited.event.event().id(), reason);
		Long seq = this.events.insert(connection, List.of(event), new NothingFiled())[0];
		if (seq == null) {
			throw new SQLException("the event %s is there already".formatted(event.event().id()));
		}
		return event.event().stored(seq);
	}

}
