package io.switchboard.console.pages.calls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** An event's body as people read it. */
final class EventBody {

	private static final ObjectMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private EventBody() {
	}

	/** One line for each field; the text as it came if it is not JSON. */
	static String pretty(byte[] body) {
		try {
			return JSON.writeValueAsString(JSON.readTree(body));
		}
		catch (IOException | RuntimeException ex) {
			return new String(body, StandardCharsets.UTF_8);
		}
	}

}
