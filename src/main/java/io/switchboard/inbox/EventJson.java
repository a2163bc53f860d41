package io.switchboard.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import io.switchboard.voipstudio.WholeNumber;
import org.jspecify.annotations.Nullable;

/** Reads the body of an event, with the same bounds for every reader. */
public final class EventJson {

	private static final int MAX_DEPTH = 500;

	private static final JsonFactory JSON = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
		.build();

	private EventJson() {
	}

	/**
	 * Reads a body.
	 * @param body in UTF-8, -16 or -32
	 * @return a parser at its beginning
	 * @throws IOException if it is not one of them
	 */
	public static JsonParser parser(byte[] body) throws IOException {
		return JSON.createParser(body);
	}

	/**
	 * Refuses invalid UTF-8 that Jackson would accept: overlong forms, half characters,
	 * and values beyond Unicode.
	 * @param parser that has read the body
	 * @param body all of it
	 * @return whether it is text
	 */
	public static boolean isText(JsonParser parser, byte[] body) {
		return !(parser instanceof UTF8StreamJsonParser) || isUtf8(body);
	}

	private static boolean isUtf8(byte[] body) {
		for (byte b : body) {
			if (b < 0) {
				try {
					StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
					return true;
				}
				catch (CharacterCodingException ex) {
					return false;
				}
			}
		}
		return true;
	}

	/**
	 * A value as text: a whole number in any spelling without a fraction.
	 * @param parser at the value
	 * @param value which is no object and no list
	 * @return null for null
	 * @throws IOException if it cannot be read
	 */
	public static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
		if (value == JsonToken.VALUE_NULL) {
			return null;
		}
		String text = parser.getText();
		Long whole = (value == JsonToken.VALUE_NUMBER_FLOAT) ? WholeNumber.of(text) : null;
		return (whole != null) ? whole.toString() : text;
	}

}
