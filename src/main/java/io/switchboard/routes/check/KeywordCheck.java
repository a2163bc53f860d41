package io.switchboard.routes.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.routes.keywords.KeywordFile;
import io.switchboard.routes.keywords.Keywords;

/** Whether keywords can be read, are unique, have an answer and can be reached. */
final class KeywordCheck {

	private KeywordCheck() {
	}

	static void check(Path folder, Findings findings) {
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

	private static Place place(KeywordFile file, int line) {
		return (line > 0) ? new Place(file.path().toString(), line, 1) : Place.of(file.path());
	}

}
