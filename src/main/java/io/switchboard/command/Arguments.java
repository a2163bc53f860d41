package io.switchboard.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * What follows a command: values, options such as {@code --routes DIR} or
 * {@code --routes=DIR}, and settings such as {@code --crm.url=…}.
 *
 * @param values in their order
 * @param options by their names; a flag has an empty value
 * @param settings by their names
 */
record Arguments(List<String> values, Map<String, String> options, Map<String, String> settings) {

	/**
	 * Reads them.
	 * @param withValue the options that have one
	 * @param flags those that have none
	 * @throws UsageException for an option that is not known, or has no value
	 */
	static Arguments of(List<String> words, Set<String> withValue, Set<String> flags) {
		Arguments read = new Arguments(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			if (!word.startsWith("--")) {
				read.values.add(word);
				continue;
			}
			String[] parts = word.substring(2).split("=", 2);
			if (parts[0].contains(".")) {
				read.settings.put(parts[0], (parts.length == 2) ? parts[1] : "true");
			}
			else if (flags.contains(parts[0])) {
				read.options.put(parts[0], "");
			}
			else if (!withValue.contains(parts[0])) {
				List<String> known = Stream.concat(withValue.stream(), flags.stream())
					.map((each) -> "--" + each)
					.toList();
				throw new UsageException("there is no option --%s. %s".formatted(parts[0],
						known.isEmpty() ? "" : Nearest.to("--" + parts[0], known)));
			}
			else if (parts.length == 2) {
				read.options.put(parts[0], parts[1]);
			}
			else if (i + 1 < words.size()) {
				read.options.put(parts[0], words.get(++i));
			}
			else {
				throw new UsageException("--%s needs a value, such as --%s=…".formatted(parts[0], parts[0]));
			}
		}
		return read;
	}

	@Nullable String option(String name) {
		return this.options.get(name);
	}

	boolean has(String flag) {
		return this.options.containsKey(flag);
	}

}
