package io.switchboard.routes.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A place in a file.
 *
 * @param file its path, from the working directory; {@code Java} for a route in Java
 * @param line from 1; 0 for the whole file
 * @param column from 1; 0 for the whole line
 */
record Place(String file, int line, int column) {

	/** A step is seldom longer. */
	private static final int LINES_OF_STEP = 12;

	/** The whole file. */
	static Place of(Path file) {
		return new Place(file.toString(), 0, 0);
	}

	static Place of(Path file, Node node) {
		Mark mark = node.getStartMark();
		return new Place(file.toString(), mark.getLine() + 1, mark.getColumn() + 1);
	}

	/** The place of a step, as exactly as Camel knows it. */
	static Place of(RouteDefinition route, OptionalIdentifiedDefinition<?> step) {
		return of(route, step, "");
	}

	/** The place of a word in the step, or that of the step if the word is not there. */
	static Place of(RouteDefinition route, OptionalIdentifiedDefinition<?> step, String word) {
		Resource resource = route.getResource();
		if (resource == null) {
			return new Place("Java", 0, 0);
		}
		String file = resource.getLocation().replaceFirst("^(?:file|source):", "");
		List<String> lines = lines(resource);
		int line = step.getLineNumber();
		if (line <= 0) {
			return new Place(file, 0, 0);
		}
		line = Math.min(line + (isBelow(lines, line, Wording.name(step)) ? 1 : 0), Math.max(lines.size(), 1));
		for (int i = line; !word.isEmpty() && i <= Math.min(line + LINES_OF_STEP, lines.size()); i++) {
			int at = lines.get(i - 1).indexOf(word);
			if (at >= 0) {
				return new Place(file, i, at + 1);
			}
		}
		String text = lines.isEmpty() ? "" : lines.get(line - 1);
		return new Place(file, line, text.length() - text.replaceFirst("^[\\s-]+", "").length() + 1);
	}

	private static List<String> lines(Resource resource) {
		try (InputStream text = resource.getInputStream()) {
			return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/**
	 * Camel counts lines from 0, up to the beginning of a step's mapping. That gives the
	 * right line if the mapping begins below the step's name. It is one too few if both
	 * are on one line, in braces.
	 */
	private static boolean isBelow(List<String> lines, int line, String name) {
		return line < lines.size() && !lines.get(line - 1).matches(".*\\b" + name + ":(?! *\\{).*")
				&& lines.get(line).matches(".*\\b" + name + ": *\\{.*");
	}

	@Override
	public String toString() {
		return (this.line > 0) ? this.file + ":" + this.line : this.file;
	}

}
