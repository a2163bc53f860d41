package io.switchboard.routes.dryrun;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.switchboard.routes.FilesOf;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.file.SampleCheck;
import io.switchboard.settings.SettingValues;
import io.switchboard.text.Nearest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/** Compares what a sample does with what its {@code .expect.yaml} says. */
final class ExpectedEffects {

	private static final String FAILURES = Expectation.LISTS.getOrDefault(Effect.Kind.FAILURE, "");

	private ExpectedEffects() {
	}

	/**
	 * Whether the file can be compared.
	 * @throws IllegalArgumentException if not, with a line for each mistake
	 */
	static void check(Path file) {
		List<String> wrong = Files.exists(file) ? wrong(file) : List.of();
		if (!wrong.isEmpty()) {
			throw new IllegalArgumentException(String.join("\n  ", wrong));
		}
	}

	/** What is wrong with it, with its place. */
	static List<String> wrong(Path file) {
		return SampleCheck.expectation(file).stream().map(ExpectedEffects::told).toList();
	}

	/** It is wrong here, whatever its severity is for a start. */
	private static String told(Finding finding) {
		Path here = Path.of("").toAbsolutePath();
		Path file = Path.of(finding.file());
		String place = (finding.line() > 0) ? ":%d:%d".formatted(finding.line(), finding.column()) : "";
		return "%s%s: %s. %s".formatted(file.startsWith(here) ? here.relativize(file) : file, place, finding.what(),
				finding.mend());
	}

	/**
	 * Whether a start could use the settings of a sample.
	 * @throws IllegalArgumentException if not, with a line for each that is wrong
	 */
	static void check(Map<String, String> settings, ConfigurableEnvironment environment) {
		String wrong = settings.isEmpty() ? ""
				: SettingValues.wrong(environment)
					.stream()
					.filter((each) -> settings.keySet().stream().anyMatch((name) -> each.what().startsWith(name + " ")))
					.map((each) -> "settings: %s. %s".formatted(each.what(), each.mend()))
					.collect(Collectors.joining("\n  "));
		if (!wrong.isEmpty()) {
			throw new IllegalArgumentException(wrong);
		}
	}

	/** What differs, as sentences. A failure that nothing expects differs, too. */
	static List<String> compare(Expectation expectation, Map<String, Object> done) {
		List<String> problems = new ArrayList<>();
		expectation.said().forEach((key, expected) -> {
			Object actual = done.getOrDefault(key, List.of());
			Object sorted = key.equals(Expectation.DELIVERIES) ? sorted(expected) : expected;
			problems.addAll(Mismatch.between(key, sorted, actual));
		});
		if (!expectation.said().containsKey(FAILURES) && done.get(FAILURES) instanceof List<?> failures) {
			failures.forEach((each) -> problems.add("the route fails: %s. If it should, expect it with failures:"
				.formatted((each instanceof Map<?, ?> facts) ? facts.get("failure") : each)));
		}
		if (!done.containsKey(FAILURES)) {
			problems.addAll(expectation.answers().unasked());
		}
		return problems;
	}

	/** A statement by the name of its file. */
	static Map<String, @Nullable Object> facts(Effect effect, RoutesText text) {
		Map<String, @Nullable Object> facts = new LinkedHashMap<>(effect.facts());
		Object statement = facts.get("statement");
		for (String file : text.files().keySet()) {
			if (file.startsWith("statements/") && text.text(file).equals(statement)) {
				facts.put("statement", file.replaceFirst("^statements/", "").replaceFirst("\\.sql$", ""));
			}
		}
		return facts;
	}

	/** Why a sample is not one of its route. */
	static String elsewhere(String route, Collection<String> routes) {
		String near = Nearest.of(route, routes).map((each) -> ". Did you mean %s?".formatted(each)).orElse("");
		return "it does not go to %s, but to %s%s".formatted(route, routes, near);
	}

	/** Files that have no sample. */
	static List<SampleRun.Outcome> alone(Path samples) {
		return FilesOf.paths(samples, "expect.yaml")
			.stream()
			.filter((each) -> !Files.exists(each.resolveSibling(name(each) + ".json")))
			.map((each) -> new SampleRun.Outcome(name(each), true, wrong(each), 0))
			.toList();
	}

	private static String name(Path file) {
		return file.getFileName().toString().replaceFirst("\\.expect\\.yaml$", "");
	}

	/** Compares without regard to order. */
	private static List<String> sorted(Object routes) {
		return ((List<?>) routes).stream().map(String::valueOf).sorted().toList();
	}

}
