package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.switchboard.text.Nearest;
import io.switchboard.text.YamlText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The expected effects of a sample, from the file {@code <sample>.expect.yaml}.
 *
 * @param settings settings for this sample alone
 * @param answers the answers to its requests
 * @param gathered the names of samples that come in the same window, after this one
 * @param said the expected effects, by the keys in the file
 */
record Expectation(Map<String, String> settings, GivenAnswers answers, List<String> gathered,
		Map<String, Object> said) {

	/** The expectation of a sample without such a file. */
	static final Expectation NONE = new Expectation(Map.of(), GivenAnswers.NONE, List.of(), Map.of());

	static final String DELIVERIES = "deliveries";

	/** The keys for effects. */
	static final Map<Effect.Kind, String> LISTS = Map.of(Effect.Kind.MAIL, "mails", Effect.Kind.ROW, "rows",
			Effect.Kind.HTTP, "requests", Effect.Kind.VOIPSTUDIO, "voipstudio", Effect.Kind.FILE, "files",
			Effect.Kind.OTHER, "others", Effect.Kind.BEAN, "beans", Effect.Kind.FAILURE, "failures");

	/** That of a file, which need not exist. */
	static Expectation of(Path file) {
		return Files.exists(file) ? read(file) : NONE;
	}

	/**
	 * Reads it.
	 * @throws IllegalArgumentException if it cannot be used, with a sentence that says
	 * why
	 */
	static Expectation read(Path file) {
		try {
			Object read = PlainYaml.load(YamlText.read(file));
			if (!(read instanceof Map<?, ?> map)) {
				throw new IllegalArgumentException("%s: the file is empty".formatted(file));
			}
			Map<String, Object> said = new LinkedHashMap<>();
			map.forEach((key, value) -> said.put(String.valueOf(key), value));
			Map<String, String> settings = new TreeMap<>();
			named("", map(file, "settings", said.remove("settings")), settings);
			GivenAnswers answers = GivenAnswers.written(map(file, "answers", said.remove("answers")));
			List<String> gathered = gathered(file, said.remove("gathered"));
			said.forEach((key, value) -> check(file, key, value));
			return new Expectation(settings, answers, gathered, said);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("%s: it cannot be read: %s".formatted(file, ex.getMessage()), ex);
		}
		catch (YAMLException ex) {
			throw new IllegalArgumentException("%s: %s".formatted(file, ex.getMessage()), ex);
		}
	}

	/** In sections or with dots, as in application.yaml. */
	private static void named(String section, Map<?, ?> given, Map<String, String> settings) {
		given.forEach((name, value) -> {
			if (value instanceof Map<?, ?> deeper) {
				named(section + name + ".", deeper, settings);
			}
			else {
				settings.put(section + name, (value != null) ? value.toString() : "");
			}
		});
	}

	private static List<String> gathered(Path file, @Nullable Object names) {
		if (names == null) {
			return List.of();
		}
		List<String> gathered = new ArrayList<>();
		for (Object name : (names instanceof List<?> list) ? list : List.of(names)) {
			Path sample = file.resolveSibling(name + ".json");
			if (!Files.isRegularFile(sample)) {
				throw new IllegalArgumentException(
						"%s: gathered names the sample %s, and there is no %s".formatted(file, name, sample));
			}
			gathered.add(String.valueOf(name));
		}
		return gathered;
	}

	private static Map<String, @Nullable Object> map(Path file, String key, @Nullable Object value) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> given) {
			given.forEach((name, each) -> map.put(String.valueOf(name), each));
		}
		else if (value != null) {
			throw new IllegalArgumentException("%s: %s must be names with values".formatted(file, key));
		}
		return map;
	}

	private static void check(Path file, String key, @Nullable Object value) {
		boolean known = key.equals(DELIVERIES) || LISTS.containsValue(key);
		if (!known) {
			List<String> all = new ArrayList<>(LISTS.values());
			all.addAll(List.of(DELIVERIES, "settings", "answers", "gathered"));
			throw new IllegalArgumentException("%s: there is no %s. %s".formatted(file, key, Nearest.to(key, all)));
		}
		if (!(value instanceof List<?>)) {
			throw new IllegalArgumentException("%s: %s must be a list, perhaps empty: []".formatted(file, key));
		}
	}

	/** Writes an effect as such a file has it. */
	static String write(Map<String, Object> said) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setWidth(120);
		options.setSplitLines(false);
		options.setIndicatorIndent(2);
		options.setIndentWithIndicator(true);
		return new Yaml(options).dump(said);
	}

}
