package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import org.jspecify.annotations.Nullable;

/**
 * Compares effects with the expected ones. Only the expected keys of a map are compared,
 * but a list as a whole. {@code {contains: text}} is true for any text with that part. A
 * text that is JSON may be expected as a map.
 */
final class Mismatch {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final int AROUND = 2;

	private final List<String> found = new ArrayList<>();

	/** The differences as sentences, perhaps line by line; empty if there are none. */
	static List<String> between(String where, @Nullable Object expected, @Nullable Object actual) {
		Mismatch mismatch = new Mismatch();
		mismatch.compare(where, expected, actual);
		return mismatch.found;
	}

	private void compare(String where, @Nullable Object expected, @Nullable Object actual) {
		if (expected instanceof Map<?, ?> map) {
			if (map.keySet().equals(java.util.Set.of("contains"))) {
				contains(where, map.get("contains"), actual);
			}
			else {
				fields(where, map, actual);
			}
		}
		else if (expected instanceof List<?> list && structure(actual) instanceof List<?> other) {
			lists(where, list, other);
		}
		else if (!Objects.equals(text(expected), text(actual))) {
			differs(where, text(expected), text(actual));
		}
	}

	private void contains(String where, @Nullable Object parts, @Nullable Object actual) {
		for (Object part : (parts instanceof List<?> list) ? list : List.of(String.valueOf(parts))) {
			if (!String.valueOf(actual).contains(String.valueOf(part))) {
				this.found.add("%s does not contain %s, but is: %s".formatted(where, part, actual));
			}
		}
	}

	private void fields(String where, Map<?, ?> expected, @Nullable Object actual) {
		if (structure(actual) instanceof Map<?, ?> map) {
			expected.forEach((key, value) -> compare(where + "." + key, value, map.get(key)));
		}
		else {
			differs(where, String.valueOf(expected), text(actual));
		}
	}

	private void lists(String where, List<?> expected, List<?> actual) {
		if (expected.size() != actual.size()) {
			this.found
				.add("%s: %d expected, but there are %d: %s".formatted(where, expected.size(), actual.size(), actual));
			return;
		}
		for (int i = 0; i < expected.size(); i++) {
			compare("%s[%d]".formatted(where, i), expected.get(i), actual.get(i));
		}
	}

	private static @Nullable Object structure(@Nullable Object actual) {
		if (actual instanceof String text && text.strip().matches("(?s)[{\\[].*")) {
			try {
				return JSON.readValue(text, Object.class);
			}
			catch (JsonProcessingException ex) {
				return text;
			}
		}
		return actual;
	}

	private void differs(String where, @Nullable String expected, @Nullable String actual) {
		if (expected != null && actual != null && expected.contains("\n")) {
			List<String> lines = expected.lines().toList();
			List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("expected", "actual", lines,
					DiffUtils.diff(lines, actual.lines().toList()), AROUND);
			if (!diff.isEmpty()) {
				this.found.add("%s differs:\n    %s".formatted(where, String.join("\n    ", diff)));
				return;
			}
		}
		this.found.add("%s: expected %s, but is %s".formatted(where, expected, actual));
	}

	/** A number is the same as its digits. */
	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString().replace("\r\n", "\n").stripTrailing() : null;
	}

}
