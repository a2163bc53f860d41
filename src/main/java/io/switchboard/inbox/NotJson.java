package io.switchboard.inbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import org.jspecify.annotations.Nullable;

/** Says what a body is that is no JSON, by its first bytes. */
final class NotJson {

	private static final int MOST = 500;

	private static final Pattern MULTIPART = Pattern.compile("(?i)\\s*--\\S+\\r?\\n[\\s\\S]*?Content-Disposition:.*",
			Pattern.DOTALL);

	private static final Pattern FORM = Pattern.compile("[\\w.%+*-]+=[^\\s\"{]*");

	private static final Pattern MARKUP = Pattern.compile("\\ufeff?\\s*<[!?a-zA-Z].*", Pattern.DOTALL);

	private NotJson() {
	}

	static String reason(byte[] body, JsonProcessingException failure) {
		String what = what(body);
		if (what != null) {
			return "not JSON, but " + what;
		}
		JsonLocation at = failure.getLocation();
		return "not JSON: line %d, column %d%s".formatted(at.getLineNr(), at.getColumnNr(),
				isCut(failure) ? ": it ends too early" : "");
	}

	/** Between two fields, the parser has no type of its own for it. */
	private static boolean isCut(JsonProcessingException failure) {
		return failure instanceof JsonEOFException
				|| String.valueOf(failure.getOriginalMessage()).startsWith("Unexpected end-of-input");
	}

	private static @Nullable String what(byte[] body) {
		if (begins(body, 0x1F, 0x8B)) {
			return "gzip without the header Content-Encoding: gzip";
		}
		if (begins(body, 0x28, 0xB5, 0x2F, 0xFD)) {
			return "compressed by zstd: send it as it is, or as gzip";
		}
		if (begins(body, 'P', 'K', 3, 4)) {
			return "a ZIP file";
		}
		String text = new String(body, 0, Math.min(body.length, MOST), StandardCharsets.ISO_8859_1);
		if (MULTIPART.matcher(text).matches()) {
			return "a form (multipart/form-data): send the JSON itself as the body";
		}
		if (FORM.matcher(text.strip()).matches()) {
			return "a form (application/x-www-form-urlencoded): send the JSON itself as the body";
		}
		return MARKUP.matcher(text).matches() ? "XML or HTML" : null;
	}

	private static boolean begins(byte[] body, int... bytes) {
		for (int i = 0; i < bytes.length; i++) {
			if (body.length <= i || (body[i] & 0xFF) != bytes[i]) {
				return false;
			}
		}
		return true;
	}

}
