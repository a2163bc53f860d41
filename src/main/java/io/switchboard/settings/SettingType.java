package io.switchboard.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.switchboard.text.EnumWord;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/** What a setting may be, as JSON Schema says it. */
final class SettingType {

	private static final Map<String, Object> PLACEHOLDER = pattern("\\$\\{.*\\}");

	private static final Set<String> WHOLE = Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Short");

	private static final Set<String> NUMBERS = Set.of("java.lang.Double", "java.lang.Float");

	private SettingType() {
	}

	/**
	 * By the type in Java. A text may be written without quotes, so it may look like a
	 * number.
	 */
	static Map<String, Object> of(String type) {
		if (type.startsWith("java.util.List<") || type.startsWith("java.util.Set<") || type.endsWith("[]")) {
			return Map.of("type", List.of("array", "string", "number", "null"));
		}
		if (WHOLE.contains(type)) {
			return any(Map.of("type", "integer"));
		}
		if (NUMBERS.contains(type)) {
			return any(Map.of("type", "number"));
		}
		return switch (type) {
			case "java.lang.Boolean" -> any(Map.of("type", "boolean"));
			case "java.lang.String", "java.nio.file.Path", "java.time.ZoneId", "java.util.Locale", "" ->
				Map.of("type", List.of("string", "number", "boolean", "null"));
			case "java.time.Duration" -> any(Map.of("type", "integer"), pattern("-?\\d+(ns|us|ms|s|m|h|d)?"),
					pattern("[+-]?[Pp].*"), pattern(""));
			case "org.springframework.util.unit.DataSize" ->
				any(Map.of("type", "integer"), pattern("\\d+(B|KB|MB|GB|TB)?"));
			default -> named(type);
		};
	}

	/**
	 * A number within its bounds, or a time with its unit; empty if the type says all.
	 */
	static Map<String, Object> of(SettingBounds.Bound bound) {
		if (bound.measured() == int.class || bound.measured() == long.class || bound.measured() == double.class) {
			return any(Map.of("type", (bound.measured() == double.class) ? "number" : "integer", "minimum",
					new BigDecimal(bound.least()), "maximum", new BigDecimal(bound.most())));
		}
		return (bound.measured() != Duration.class || bound.hasUnit()) ? Map.of() : any(Map.of("const", 0),
				pattern("[+-]?0+"), pattern("[+-]?\\d+(ns|us|ms|s|m|h|d)"), pattern("[+-]?[Pp].*"), pattern(""));
	}

	/** One of several words, in any of the ways to write them; else anything. */
	private static Map<String, Object> named(String type) {
		Object @Nullable [] constants = constants(type);
		if (constants == null) {
			return Map.of();
		}
		List<String> words = Arrays.stream(constants).map((each) -> EnumWord.of((Enum<?>) each)).toList();
		List<Object> all = new ArrayList<>(words);
		words.stream().map((each) -> each.toUpperCase(Locale.ROOT).replace('-', '_')).forEach(all::add);
		// some readers of YAML make booleans of them
		if (words.contains("on") || words.contains("never")) {
			all.add(true);
			all.add(false);
		}
		return any(Map.of("enum", all));
	}

	private static Object @Nullable [] constants(String type) {
		try {
			return ClassUtils.forName(type, null).getEnumConstants();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// a setting of something that is not in the product
			return null;
		}
	}

	private static Map<String, Object> pattern(String pattern) {
		return Map.of("type", "string", "pattern", "^" + pattern + "$");
	}

	private static Map<String, Object> any(Map<String, Object> first, Object... others) {
		List<Object> all = new ArrayList<>();
		all.add(first);
		all.addAll(List.of(others));
		all.add(PLACEHOLDER);
		Map<String, Object> any = new LinkedHashMap<>();
		any.put("anyOf", all);
		return any;
	}

}
