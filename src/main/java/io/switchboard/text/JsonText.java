package io.switchboard.text;

import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Writes JSON for another system. Half of a surrogate pair cannot be read there, and
 * becomes U+FFFD.
 */
public final class JsonText {

	private static final ObjectMapper JSON = new ObjectMapper();

	private JsonText() {
	}

	/**
	 * Writes a value.
	 * @param value of maps, lists, texts, numbers, or a tree of JSON
	 * @return JSON that can be written as UTF-8
	 */
	public static String of(Object value) {
		try {
			return UrlText.whole(JSON.writeValueAsString(value));
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
