package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.switchboard.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * Compares effects with the expected ones. Only the expected keys of a map are compared,
 * but a list as a whole. {@code {contains: text}} is true for any text with that part. A
 * text that is JSON may be expected as a map.
 */
final class Mismatch {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final int AROUND = 2;

	private static final int LONGEST = 80;

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
			differs(where, text(expected), (actual instanceof Map<?, ?>) ? brief(actual) : text(actual));
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
			expected.forEach((key, value) -> {
				// a statement has all of its values, also those that are null
				if (!map.containsKey(key) && (value != null || where.endsWith("].values"))) {
					absent(where + "." + key, value, map);
				}
				else {
					compare(where + "." + key, value, map.get(key));
				}
			});
		}
		else {
			differs(where, brief(expected), (actual != null) ? brief(actual) : null);
		}
	}

	private void absent(String where, @Nullable Object expected, Map<?, ?> actual) {
		String key = where.substring(where.lastIndexOf('.') + 1);
		String near = Nearest.of(key, actual.keySet().stream().map(String::valueOf).toList())
			.map(" Did you mean %s?"::formatted)
			.orElse("");
		this.found.add("%s: expected %s, but there is none.%s".formatted(where, brief(expected), near));
	}

	private void lists(String where, List<?> expected, List<?> actual) {
		if (Stream.concat(expected.stream(), actual.stream()).allMatch(String.class::isInstance)) {
			words(where, expected, actual);
			return;
		}
		if (expected.size() != actual.size()) {
			this.found.add("%s: %d expected, but there are %d%s".formatted(where, expected.size(), actual.size(),
					actual.stream().map((each) -> "\n    - " + brief(each)).collect(Collectors.joining())));
			return;
		}
		for (int i = 0; i < expected.size(); i++) {
			compare("%s[%d]".formatted(where, i), expected.get(i), actual.get(i));
		}
	}

	/** Such as the names of routes. */
	private void words(String where, List<?> expected, List<?> actual) {
		List<Object> missing = new ArrayList<>(expected);
		actual.forEach(missing::remove);
		List<Object> further = new ArrayList<>(actual);
		expected.forEach(further::remove);
		if (!missing.isEmpty()) {
			this.found.add("%s: expected, but not there: %s".formatted(where, joined(missing)));
		}
		if (!further.isEmpty()) {
			this.found.add("%s: there, but not expected: %s".formatted(where, joined(further)));
		}
		if (missing.isEmpty() && further.isEmpty() && !expected.equals(actual)) {
			this.found
				.add("%s: expected in this order: %s, but is: %s".formatted(where, joined(expected), joined(actual)));
		}
	}

	private static String joined(List<?> words) {
		return words.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

	/** On one line, without the text that a mail repeats in HTML. */
	private static String brief(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return map.entrySet()
				.stream()
				.filter((each) -> !"html".equals(each.getKey()) || !map.containsKey("text"))
				.map((each) -> "%s: %s".formatted(each.getKey(), brief(each.getValue())))
				.collect(Collectors.joining(", ", "{", "}"));
		}
		String line = String.valueOf(value).strip().replaceAll("\\s+", " ");
		return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "…" : line;
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
