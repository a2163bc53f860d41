package io.switchboard.inbox;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event as they are read: those by which the switchboard decides, and
 * all others.
 */
final class ReadFields {

	/** A longer number is not kept: it may be of any size. */
	private static final int MAX_NUMBER = 100;

	private static final int MAX_FIELDS = 200;

	@Nullable String id;

	@Nullable String eventName;

	@Nullable String context;

	@Nullable String callId;

	@Nullable String rootCallId;

	@Nullable String eventTime;

	@Nullable String state;

	@Nullable String finalLeg;

	@Nullable String src;

	@Nullable String dst;

	@Nullable String fromNo;

	@Nullable String toNo;

	private final Map<String, Object> all = new LinkedHashMap<>(32);

	boolean isFlat = true;

	void keep(String name, JsonParser parser, JsonToken value) throws IOException {
		if (value.isNumeric() && parser.getTextLength() > MAX_NUMBER) {
			this.isFlat = false;
		}
		else {
			this.all.put(name, scalar(parser, value));
		}
	}

	/** The types that Jackson gives to what it reads into a map. */
	private static @Nullable Object scalar(JsonParser parser, JsonToken value) throws IOException {
		return switch (value) {
			case VALUE_NULL -> null;
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
			default -> parser.getText();
		};
	}

	/** Large or nested fields are not kept in memory; they are read again. */
	@Nullable Map<String, Object> kept() {
		return (this.isFlat && this.all.size() <= MAX_FIELDS) ? Collections.unmodifiableMap(this.all) : null;
	}

	void set(String name, @Nullable String value) {
		switch (name) {
			case "id" -> this.id = value;
			case "event_name" -> this.eventName = value;
			case "context" -> this.context = value;
			case "call_id" -> this.callId = value;
			case "root_call_id" -> this.rootCallId = value;
			case "event_time" -> this.eventTime = value;
			case "state" -> this.state = value;
			case "final" -> this.finalLeg = value;
			case "src" -> this.src = value;
			case "dst" -> this.dst = value;
			case "from_no" -> this.fromNo = value;
			case "to_no" -> this.toNo = value;
			default -> {
			}
		}
	}

}
