package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaDefinition;

/** How a mistake is told: where it is, and what was meant. */
final class Wording {

	private Wording() {
	}

	/** Whether the route is the engineer's, in a file of theirs. */
	static boolean isInFile(RouteDefinition route) {
		return route.getResource() != null && route.getResource().getLocation().endsWith(".yaml");
	}

	/** Which route is meant, where no file says it. */
	static String route(RouteDefinition route) {
		return (route.getResource() != null) ? "" : "route %s: ".formatted(route.getId());
	}

	/** With a capital letter and a dot. */
	static String sentence(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		if (line.isEmpty()) {
			return line;
		}
		String begun = line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
		return begun.matches(".*[.?!]") ? begun : begun + ".";
	}

	/** Without where it is, which is told better. */
	static String unmarked(String message) {
		return message.replaceAll("(?s)\\s+in (?:reader|'reader'|file:|[\\w/.-]+\\.yaml).*", "")
			.replaceAll("\\s+", " ")
			.strip();
	}

	/** The nearest file beside it. */
	static String meantFile(Path file) {
		Path folder = file.getParent();
		try (Stream<Path> files = Files.list(folder)) {
			return meant(file.getFileName().toString(), files.map((each) -> each.getFileName().toString()).toList());
		}
		catch (IOException ex) {
			return "Add it.";
		}
	}

	/** As it is written in YAML. */
	static String name(OptionalIdentifiedDefinition<?> step) {
		return (step instanceof SagaDefinition) ? "saga" : step.getShortName();
	}

	/** The nearest of the words, or all of them where none is near. */
	static String meant(String word, Collection<String> words) {
		List<String> near = words.stream()
			.filter((each) -> distance(word, each) <= Math.max(2, word.length() / 4))
			.sorted(Comparator.comparing((String each) -> distance(word, each))
				.thenComparing((each) -> Math.abs(word.length() - each.length())))
			.limit(1)
			.toList();
		return near.isEmpty() ? "There are " + String.join(", ", new TreeSet<>(words)) + "."
				: "Did you mean " + near.get(0) + "?";
	}

	/** The nearest of the words, or what to do where none is near. */
	static String meantOr(String word, Collection<String> words, String otherwise) {
		String meant = meant(word, words);
		return meant.startsWith("Did") ? meant : otherwise;
	}

	/** What came first. */
	static Throwable root(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

	/** How many letters must be put in, taken out or changed. */
	static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int changed = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}
