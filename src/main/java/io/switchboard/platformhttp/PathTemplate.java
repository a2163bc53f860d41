package io.switchboard.platformhttp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code /webhooks/voipstudio/{key}}. With a prefix match it also covers
 * the paths below.
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

	/** No regular expression, because each request is matched here. */
	private static String[] split(String path) {
		List<String> segments = new ArrayList<>(4);
		int from = 0;
		for (int i = 0; i <= path.length(); i++) {
			if (i == path.length() || path.charAt(i) == '/') {
				if (i > from) {
					segments.add(path.substring(from, i));
				}
				from = i + 1;
			}
		}
		return segments.toArray(String[]::new);
	}

}
