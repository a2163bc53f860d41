package io.switchboard.platformhttp;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code /webhooks/voipstudio/{key}}; with a prefix match it also covers
 * what lies below.
 */
final class PathTemplate {

	private final String[] segments;

	private final boolean prefix;

	PathTemplate(String path, boolean prefix) {
		this.segments = split(path);
		this.prefix = prefix;
	}

	/** The path variables if the path fits, else null. */
	@Nullable Map<String, String> match(String path) {
		String[] actual = split(path);
		if (actual.length < this.segments.length || (actual.length > this.segments.length && !this.prefix)) {
			return null;
		}
		Map<String, String> variables = new LinkedHashMap<>();
		for (int i = 0; i < this.segments.length; i++) {
			String segment = this.segments[i];
			if (isVariable(segment)) {
				variables.put(segment.substring(1, segment.length() - 1), actual[i]);
			}
			else if (!segment.equals(actual[i])) {
				return null;
			}
		}
		return variables;
	}

	/** Literal segments go before variables, and longer paths before shorter prefixes. */
	int weight() {
		int weight = this.prefix ? 0 : 1;
		for (String segment : this.segments) {
			weight += isVariable(segment) ? 2 : 4;
		}
		return weight;
	}

	private static boolean isVariable(String segment) {
		return segment.startsWith("{") && segment.endsWith("}");
	}

	private static String[] split(String path) {
		String trimmed = path.replaceAll("^/+|/+$", "");
		return trimmed.isEmpty() ? new String[0] : trimmed.split("/+");
	}

}
