package io.switchboard.console.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.switchboard.inbox.Event;
import io.switchboard.text.Readable;

/**
 * A body for people to read: JSON with a line for each field, else its text.
 *
 * @param text the text, perhaps cut
 * @param kind {@code JSON}, {@code text}, or {@code bytes that are not text}
 * @param bytes how long it was
 * @param cut whether it was longer
 */
record BodyText(String text, String kind, int bytes, boolean cut) {

	private static final int MOST = 100_000;

	private static final ObjectMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	static BodyText of(Event event) {
		byte[] body = event.body();
		try {
			return cut(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body)), "JSON", body);
		}
		catch (IOException | RuntimeException ex) {
			// not JSON, or with a huge number: shown as text
		}
		try {
			return cut(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString(), "text", body);
		}
		catch (CharacterCodingException ex) {
			return cut(visible(new String(body, StandardCharsets.ISO_8859_1)), "bytes that are not UTF-8 text", body);
		}
	}

	/** Shows each byte without a printable sign by its number. */
	private static String visible(String bytes) {
		StringBuilder text = new StringBuilder();
		for (char c : bytes.substring(0, Math.min(bytes.length(), MOST)).toCharArray()) {
			boolean sign = (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t';
			text.append(sign ? String.valueOf(c) : "\\x%02x".formatted((int) c));
		}
		return text.toString();
	}

	private static BodyText cut(String text, String kind, byte[] body) {
		boolean cut = text.length() > MOST;
		String shown = Readable.numbered(cut ? text.substring(0, MOST) : text);
		return new BodyText(shown, kind, body.length, cut);
	}

}
