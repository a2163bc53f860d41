package io.switchboard.routes.check.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.switchboard.text.Nearest;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaDefinition;

/** Words a finding: its place, and what was probably meant. */
public final class Wording {

	private Wording() {
	}

	/** Whether the route is in a file of the folder. */
	public static boolean isInFile(RouteDefinition route) {
		return route.getResource() != null && (route.getResource().getLocation().endsWith(".yaml") || isInJava(route));
	}

	/** Whether its file is compiled. */
	public static boolean isInJava(RouteDefinition route) {
		return route.getResource() != null && route.getResource().getLocation().endsWith(".java");
	}

	/** The name of a route that is in no file. */
	public static String route(RouteDefinition route) {
		return (route.getResource() != null) ? "" : "route %s: ".formatted(route.getId());
	}

	/** Makes a sentence, with a capital letter and a dot. */
	public static String sentence(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		if (line.isEmpty()) {
			return line;
		}
		String begun = line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
		return begun.matches(".*[.?!]") ? begun : begun + ".";
	}

	/** Removes the place from a foreign message, because the finding has a better one. */
	public static String unmarked(String message) {
		return message.replaceAll("(?s)\\s+in (?:reader|'reader'|file:|[\\w/.-]+\\.yaml).*", "")
			.replaceAll("\\s+", " ")
			.strip();
	}

	/** The nearest file beside it with the same ending. */
	public static String meantFile(Path file) {
		Path folder = file.getParent();
		try (Stream<Path> files = Files.list(folder)) {
			String name = file.getFileName().toString();
			String ending = name.substring(name.lastIndexOf('.') + 1);
			List<String> others = files.map((each) -> each.getFileName().toString())
				.filter((each) -> each.endsWith(ending))
				.toList();
			return others.isEmpty() ? "Add it." : meant(name, others);
		}
		catch (IOException ex) {
			return "Add it.";
		}
	}

	/** The name as YAML has it. */
	public static String name(OptionalIdentifiedDefinition<?> step) {
		return (step instanceof SagaDefinition) ? "saga" : step.getShortName();
	}

	/** The nearest of the words, or all of them if none is near. */
	public static String meant(String word, Collection<String> words) {
		return Nearest.to(word, words);
	}

	/** The nearest of the words, or another advice if none is near. */
	public static String meantOr(String word, Collection<String> words, String otherwise) {
		return Nearest.of(word, words).map((near) -> "Did you mean " + near + "?").orElse(otherwise);
	}

}
