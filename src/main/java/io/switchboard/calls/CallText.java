package io.switchboard.calls;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.store.StorableText;
import org.jspecify.annotations.Nullable;

/** Prepares texts of the platform for both databases, and for the search. */
final class CallText {

	private static final int MAX = 100;

	private CallText() {
	}

	/**
	 * At most 100 characters, without those that PostgreSQL refuses; null for a blank
	 * text.
	 */
	static @Nullable String clean(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		int end = (text.codePointCount(0, text.length()) > MAX) ? text.offsetByCodePoints(0, MAX) : text.length();
		return StorableText.of(text.substring(0, end)).strip();
	}

	/** To compare with a word; empty for null. */
	static String word(@Nullable String text) {
		return Objects.requireNonNullElse(text, "").strip().toLowerCase(Locale.ROOT);
	}

	/** All names of a call, to search in without regard to case. */
	static String names(Call call) {
		return Stream.of(call.srcName(), call.dstName(), call.answeredBy(), call.queue())
			.filter(Objects::nonNull)
			.distinct()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.joining("\n"));
	}

	/** The pattern of SQL's like, with \ for escape, that finds it within names. */
	static String pattern(String name) {
		String clean = Objects.requireNonNullElse(clean(name), "").toLowerCase(Locale.ROOT);
		return "%" + clean.replaceAll("[\\\\%_]", "\\\\$0") + "%";
	}

}
