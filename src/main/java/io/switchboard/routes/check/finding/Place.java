package io.switchboard.routes.check.finding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A place in a file.
 *
 * @param file its path, from the working directory; {@code Java} for a route in Java
 * @param line from 1; 0 for the whole file
 * @param column from 1; 0 for the whole line
 */
public record Place(String file, int line, int column) {

	/** A step is seldom longer. */
	private static final int LINES_OF_STEP = 12;

	/** The whole file. */
	public static Place of(Path file) {
		return new Place(file.toString(), 0, 0);
	}

	/** The place where a node of the file begins. */
	public static Place of(Path file, Node node) {
		Mark mark = node.getStartMark();
		return new Place(file.toString(), mark.getLine() + 1, mark.getColumn() + 1);
	}

	/** The place of a character in the text of a file, counted from 0. */
	public static Place at(Path file, String text, int at) {
		String before = text.substring(0, at);
		int line = (int) before.chars().filter((c) -> c == '\n').count() + 1;
		return new Place(file.toString(), line, at - before.lastIndexOf('\n'));
	}

	/** The place of a word in a value, or that of the value if the word is not there. */
	public static Place of(Path file, String text, Node value, String word) {
		Place begin = of(file, value);
		List<String> lines = text.lines().toList();
		int end = value.getEndMark().getLine() + 1;
		for (int line = begin.line(); line <= Math.min(end, lines.size()); line++) {
			int at = lines.get(line - 1).indexOf(word, (line == begin.line()) ? begin.column() - 1 : 0);
			if (at >= 0) {
				return new Place(begin.file(), line, at + 1);
			}
		}
		return begin;
	}

	/** The place of a step, as exactly as Camel knows it. */
	public static Place of(RouteDefinition route, OptionalIdentifiedDefinition<?> step) {
		return of(route, step, "");
	}

	/** The place of a word in the step, or that of the step if the word is not there. */
	public static Place of(RouteDefinition route, OptionalIdentifiedDefinition<?> step, String word) {
		Resource resource = route.getResource();
		return (resource != null) ? of(resource, step, word) : new Place("Java", 0, 0);
	}

	/** What a configuration in another file gives a route is in that file. */
	public static Place of(Resource of, OptionalIdentifiedDefinition<?> step, String word) {
		boolean own = step.getLocation() == null || step.getLocation().equals(of.getLocation());
		String file = (own ? of.getLocation() : step.getLocation()).replaceFirst("^(?:file|source):", "");
		List<String> lines = own ? lines(of) : lines(ResourceHelper.fromString(file, text(file)));
		int line = step.getLineNumber();
		if (line <= 0) {
			return once(file, lines, word);
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

	private static String text(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			return "";
		}
	}

	/** Camel knows no line: that of the word, if it stands once. */
	private static Place once(String file, List<String> lines, String word) {
		List<Integer> found = IntStream.range(0, lines.size())
			.filter((i) -> !word.isEmpty() && lines.get(i).contains(word))
			.boxed()
			.toList();
		return (found.size() == 1) ? new Place(file, found.get(0) + 1, lines.get(found.get(0)).indexOf(word) + 1)
				: new Place(file, 0, 0);
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
