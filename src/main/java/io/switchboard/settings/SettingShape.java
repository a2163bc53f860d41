package io.switchboard.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Whether a setting is written as a list, a section or one value, as it is read. Spring
 * Boot reads a list under another name, so the value that was meant is silently not set.
 */
final class SettingShape {

	private static final Pattern INDEX = Pattern.compile("\\[\\d+].*");

	/** In canonical form; found in a file, so only where one is needed. */
	private static final SingletonSupplier<Set<String>> LISTS = SingletonSupplier
		.of(() -> typed("java.util.List<", "java.util.Set<"));

	private static final SingletonSupplier<Set<String>> MAPS = SingletonSupplier.of(() -> typed("java.util.Map<"));

	/**
	 * Settings of others that a list or a section would leave at their default, in
	 * silence.
	 */
	private static final Pattern SINGLE_OF_OTHERS = Pattern
		.compile("server\\.(?:port|address)|spring\\.datasource\\.(?:url|username|password)");

	private final Map<String, Object> values;

	private final Set<String> names;

	/** {@code names}: of all settings, without those of others. */
	SettingShape(Map<String, Object> values, Set<String> names) {
		this.values = values;
		this.names = names;
	}

	/**
	 * What is wrong.
	 *
	 * @param what a sentence without a dot
	 * @param mend what to do
	 */
	record Told(String what, String mend) {
	}

	/** Null if it is written as it is read. */
	@Nullable Told told(String name, String value) {
		Matcher index = INDEX.matcher(name);
		if (index.find()) {
			return list(name.substring(0, index.start()));
		}
		if (value.isBlank() && isSection(name) && !KnownSettings.isOfOthers(name)
				&& !KnownSettings.all().isOpen(name)) {
			return new Told("%s is a section, and here it is empty".formatted(name),
					"Write its settings below it, such as %s, further to the right; or delete this line."
						.formatted(first(name)));
		}
		return (!value.isBlank() && isSection(name))
				? new Told("%s is a section and cannot be a single value".formatted(name),
						"Write its settings below it, such as %s.".formatted(first(name)))
				: entry(name);
	}

	private @Nullable Told list(String name) {
		Object usual = this.values.get(name);
		if (isSection(name) && !LISTS.obtain().contains(KnownSettings.canonical(name))) {
			return new Told("%s is a section, and here it is a list".formatted(name),
					"Write its settings below it, such as %s.".formatted(first(name)));
		}
		if (SINGLE_OF_OTHERS.matcher(name).matches()) {
			return new Told("%s is one value, and here it is a list".formatted(name), "Write one value.");
		}
		if (usual == null || LISTS.obtain().contains(KnownSettings.canonical(name))) {
			return null;
		}
		boolean text = usual instanceof CharSequence && !usual.toString().matches("\\d.*|true|false");
		return new Told("%s is one value, and here it is a list".formatted(name),
				text ? "Write one text, with commas if there are several." : "Write one value.");
	}

	/** A name below a list, which has no names. */
	private @Nullable Told entry(String name) {
		for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
			String list = name.substring(0, dot);
			if (LISTS.obtain().contains(KnownSettings.canonical(list)) && !KnownSettings.isOfOthers(list)) {
				return new Told("%s is a list, and here it is a section".formatted(list),
						"Begin each of its entries with - in a line below it.");
			}
			if (isSingle(list)) {
				return new Told("%s is one value, and here it is a section".formatted(list),
						"Write one value, in the line of %s.".formatted(list));
			}
		}
		return null;
	}

	private boolean isSingle(String name) {
		return SINGLE_OF_OTHERS.matcher(name).matches()
				|| this.values.containsKey(name) && !MAPS.obtain().contains(KnownSettings.canonical(name));
	}

	private String first(String section) {
		return this.names.stream()
			.filter((each) -> each.startsWith(section + "."))
			.findFirst()
			.orElse("mail.properties.mail.smtp.timeout");
	}

	private boolean isSection(String name) {
		return KnownSettings.PASSED_ON.equals(name + ".")
				|| !this.names.contains(name) && this.names.stream().anyMatch((each) -> each.startsWith(name + "."));
	}

	/** The settings of ours whose type begins so, or is an array. */
	private static Set<String> typed(String... types) {
		Set<String> names = new TreeSet<>();
		for (JsonNode each : OwnMetadata.read().path("properties")) {
			String type = each.path("type").asText();
			if (Arrays.stream(types).anyMatch(type::startsWith) || type.endsWith("[]")) {
				names.add(KnownSettings.canonical(each.path("name").asText()));
			}
		}
		return Set.copyOf(names);
	}

}
