package io.switchboard.routes.check.lookup;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.kamelet.DescribedKamelets;
import io.switchboard.routes.keywords.KeywordFile;
import io.switchboard.routes.keywords.Keywords;
import io.switchboard.texts.KeywordDoes;
import org.jspecify.annotations.Nullable;

/**
 * Whether keywords can be read, stand once, have an answer and are reached, and whether
 * one of them ends the texts that routes send.
 */
public final class KeywordCheck {

	private KeywordCheck() {
	}

	/** Checks the keywords of a folder. */
	public static void check(Path folder, Findings findings) {
		Set<String> routes = new TreeSet<>();
		for (String ending : List.of(".camel.yaml", ".java")) {
			YamlFile.in(folder, ending, findings).forEach((file) -> routes.add(YamlFile.name(file)));
		}
		List<KeywordFile> files = Keywords.files(folder);
		files.forEach((file) -> file.problems()
			.forEach((problem) -> findings.add(place(file, problem.line()), Rule.KEYWORD, problem.what(),
					problem.mend())));
		KeywordFile.among(files, routes,
				(file, line, what, mend) -> findings.add(place(file, line), Rule.KEYWORD, what, mend));
	}

	/** {@code settings} says which routes are on. */
	public static void stop(Path folder, List<YamlFile> routes, DescribedKamelets kamelets,
			UnaryOperator<@Nullable String> settings, Findings findings) {
		Set<String> sends = kamelets.annotated(DescribedKamelets.SENDS_TEXTS);
		Set<String> stops = kamelets.annotated(DescribedKamelets.STOPS_TEXTS);
		List<YamlFile> sending = routes.stream()
			.filter((file) -> DescribedKamelets.uses(file, sends) && isOn(file.name(), settings))
			.toList();
		boolean keyword = Keywords.files(folder)
			.stream()
			.flatMap((file) -> file.keywords().stream())
			.anyMatch((each) -> each.does() == KeywordDoes.STOP);
		if (!keyword) {
			sending.forEach((file) -> findings.add(Place.of(file.path()), Rule.NO_STOP,
					"%s sends texts, and no keyword in keywords/ says STOP".formatted(file.name()),
					"Add one, such as - {name: stop, does: stop, words: [STOP], answer: You get no more texts.}"));
		}
		else if (routes.stream().noneMatch((file) -> DescribedKamelets.uses(file, stops))) {
			sending.forEach((file) -> findings.add(Place.of(file.path()), Rule.NO_STOP,
					"%s sends texts, and no route remembers who says STOP".formatted(file.name()),
					stops.isEmpty()
							? "Bring back the kamelet that does (switchboard/texts: stops), and a route for sms.received with it."
							: "Add a route for sms.received with the step kamelet:%s."
								.formatted(stops.iterator().next())));
		}
	}

	private static boolean isOn(String route, UnaryOperator<@Nullable String> settings) {
		String enabled = settings.apply(route + ".enabled");
		return enabled == null || enabled.strip().equalsIgnoreCase("true");
	}

	private static Place place(KeywordFile file, int line) {
		return (line > 0) ? new Place(file.path().toString(), line, 1) : Place.of(file.path());
	}

}
