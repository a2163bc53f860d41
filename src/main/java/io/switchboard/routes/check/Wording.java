package io.switchboard.routes.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.spi.Resource;

/** How a mistake is told: where it is, and what was meant. */
final class Wording {

	private Wording() {
	}

	/** The file and the line, as far as they are known. */
	static String where(RouteDefinition route, OptionalIdentifiedDefinition<?> step) {
		Resource resource = route.getResource();
		if (resource == null) {
			return "Java";
		}
		String file = resource.getLocation().replaceFirst("^(?:file|source):", "");
		int line = step.getLineNumber();
		return (line > 0) ? file + ", line " + (line + (isBelow(resource, line, name(step)) ? 1 : 0)) : file;
	}

	/** Whether the route is the engineer's, in a file of theirs. */
	static boolean isInFile(RouteDefinition route) {
		return route.getResource() != null && route.getResource().getLocation().endsWith(".yaml");
	}

	/** As it is written in YAML. */
	static String name(OptionalIdentifiedDefinition<?> step) {
		return (step instanceof SagaDefinition) ? "saga" : step.getShortName();
	}

	/**
	 * Camel counts from 0 to where a step's mapping begins: right where that is the line
	 * below the step's name, and one too few where it is the same line, in braces.
	 */
	private static boolean isBelow(Resource resource, int line, String name) {
		try (InputStream text = resource.getInputStream()) {
			List<String> lines = new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
			return line < lines.size() && !lines.get(line - 1).matches(".*\\b" + name + ":(?! *\\{).*")
					&& lines.get(line).matches(".*\\b" + name + ": *\\{.*");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The nearest of the words, or all of them where none is near. */
	static String meant(String word, Collection<String> words) {
		List<String> near = words.stream()
			.filter((each) -> distance(word, each) <= Math.max(2, word.length() / 4))
			.sorted(Comparator.comparing((each) -> distance(word, each)))
			.limit(1)
			.toList();
		return near.isEmpty() ? "there are " + String.join(", ", new TreeSet<>(words))
				: "did you mean " + near.get(0) + "?";
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
