package io.switchboard.routes.sample;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.RoutesText;
import io.switchboard.routes.hours.OpeningHours;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.oncall.OnCall;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The words that a sample keeps, because a route or a fact depends on them. They are
 * texts in quotes, numbers that an expression compares, keys of tables, and owners of
 * hours and rotas.
 */
final class KeptWords {

	private static final Pattern SINGLE = Pattern.compile("'([^'\\n]{1,80})'");

	private static final Pattern DOUBLE = Pattern.compile("\"([^\"\\n]{1,80})\"");

	private static final Pattern COMPARED = Pattern.compile("[=!<>~](?:=|~)? (\\d{2,15})(?![\\w.:-])");

	/** A key with more digits is somebody's telephone number. */
	private static final int EXTENSION = 6;

	private KeptWords() {
	}

	/** All of a folder. */
	static Set<String> of(Path folder, RoutesText text, ConfigurableEnvironment environment) {
		Set<String> words = new TreeSet<>();
		for (String file : text.files().keySet()) {
			if (!file.startsWith("samples/") && !file.endsWith(".md")) {
				for (Pattern pattern : new Pattern[] { SINGLE, DOUBLE, COMPARED }) {
					Matcher matcher = pattern.matcher(text.text(file));
					while (matcher.find()) {
						words.add(matcher.group(1));
					}
				}
			}
		}
		Lookups.of(environment, folder)
			.tables()
			.stream()
			.flatMap((table) -> table.values(table.columns().get(0)).stream())
			.filter((key) -> key.replaceAll("\\D", "").length() <= EXTENSION)
			.forEach(words::add);
		OpeningHours.files(folder).forEach((file) -> words.addAll(file.owners()));
		OnCall.files(folder).forEach((file) -> words.addAll(file.owners()));
		words.remove("");
		return words;
	}

}
