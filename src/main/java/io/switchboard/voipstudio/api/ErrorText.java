package io.switchboard.voipstudio.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.text.Readable;

/**
 * Writes an error of the API as one sentence. The error is {@code {"message",
 * "errors":[{"field","message"}]}}, or a page that is not JSON.
 */
final class ErrorText {

	private static final int MAX_LENGTH = 300;

	private ErrorText() {
	}

	static String of(int status, byte[] body, ObjectMapper json) {
		StringBuilder text = new StringBuilder().append(status);
		try {
			JsonNode error = json.readTree(body);
			if (error != null && error.isObject()) {
				add(text, " ", error.path("message").asText(""));
				String separator = ": ";
				for (JsonNode each : error.path("errors")) {
					String field = each.path("field").asText("");
					String message = each.isTextual() ? each.asText() : each.path("message").asText("");
					add(text, separator, field.isEmpty() ? message : field + ": " + message);
					separator = "; ";
				}
				return cut(text.toString());
			}
		}
		catch (IOException ex) {
			// a page that is not JSON
		}
		String page = new String(body, StandardCharsets.UTF_8).replaceAll("(?s)<(style|script|head).*?</\\1>", " ")
			.replaceAll("<[^>]*>", " ")
			.replaceAll("\\s+", " ")
			.strip();
		add(text, ", no JSON: ", page);
		return cut(text.toString());
	}

	private static void add(StringBuilder text, String separator, String more) {
		if (!more.isBlank()) {
			text.append(separator).append(more.strip());
		}
	}

	private static String cut(String text) {
		return Readable.cut(Readable.line(text), MAX_LENGTH + 1);
	}

}
