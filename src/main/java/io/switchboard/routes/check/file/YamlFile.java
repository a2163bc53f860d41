package io.switchboard.routes.check.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.text.YamlText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A readable file in YAML.
 *
 * @param path its path
 * @param name its name without extensions
 * @param text its text
 * @param root its content
 * @param values all its scalar values
 */
public record YamlFile(Path path, String name, String text, Node root, List<Value> values) {

	/**
	 * The files of a folder with an ending, by their names.
	 * @return empty if there is no such folder
	 */
	public static List<Path> in(Path folder, String ending, Findings findings) {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile)
				.filter((file) -> file.toString().endsWith(ending))
				.filter((file) -> !RoutesText.isBeingEdited(file.getFileName().toString()))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			findings.add(Place.of(folder), Rule.FILE, "the folder cannot be read: " + ex.getMessage(),
					"Check its permissions.");
			return List.of();
		}
	}

	/** The name of a file without its extensions. */
	public static String name(Path file) {
		return file.getFileName().toString().replaceFirst("\\..*", "");
	}

	/**
	 * Reads a file. Gives null and a finding if it cannot be read, or has a key twice.
	 */
	public static @Nullable YamlFile read(Path file, Findings findings) {
		String text = "";
		try {
			text = Files.readString(file, StandardCharsets.UTF_8);
			Node root = KnownYaml.nodes(text);
			if (root == null || root.getTag().equals(Tag.NULL)) {
				findings.add(Place.of(file), Rule.FILE, "the file is empty", "Write a route into it, or delete it.");
				return null;
			}
			Findings unclear = new Findings();
			clear(file, root, Collections.newSetFromMap(new IdentityHashMap<>()), unclear);
			findings.addAll(unclear);
			return unclear.sorted().isEmpty() ? new YamlFile(file, name(file), text, root, values(root)) : null;
		}
		catch (MarkedYAMLException ex) {
			tell(file, text, ex, findings);
		}
		catch (ReaderException ex) {
			findings.add(Place.of(file), Rule.YAML, "a control character: U+%04X".formatted(ex.getCodePoint()),
					"Remove it, or restore the file: perhaps a disk was full.");
		}
		catch (CharacterCodingException ex) {
			findings.add(Place.of(file), Rule.FILE, "its bytes are not UTF-8", "Save it as UTF-8.");
		}
		catch (YAMLException | IOException ex) {
			findings.add(Place.of(file), Rule.FILE, "it cannot be read: " + ex.getMessage(), "Fix the file.");
		}
		return null;
	}

	private static void tell(Path file, String text, MarkedYAMLException ex, Findings findings) {
		Mark mark = (ex.getProblemMark() != null) ? ex.getProblemMark() : ex.getContextMark();
		Place place = (mark != null) ? new Place(file.toString(), mark.getLine() + 1, mark.getColumn() + 1)
				: Place.of(file);
		String problem = String.valueOf(ex.getProblem());
		if (problem.contains("\\t(TAB)")) {
			findings.add(place, Rule.YAML, "a tab", "Indent with spaces.");
			return;
		}
		String line = text.lines().skip(Math.max(place.line() - 1, 0)).findFirst().orElse("");
		if (line.matches("[ \u00A0]*\u00A0.*")) {
			indented(place, findings);
			return;
		}
		Mark begin = ex.getContextMark();
		String context = (ex.getContext() != null && begin != null && begin.getLine() != place.line() - 1)
				? " %s that begins in line %d".formatted(ex.getContext(), begin.getLine() + 1) : "";
		findings.add(place, Rule.YAML, "this is not YAML: %s%s".formatted(problem, context), YamlText.mend(problem,
				"Look at the indentation, at quotes and brackets, and for a colon that is missing, here or in the line above; perhaps the file ends too early."));
	}

	/** {@code above}: the nodes around it, which it may not repeat by an alias. */
	private static void clear(Path file, Node node, Set<Node> above, Findings findings) {
		if (node instanceof ScalarNode) {
			return;
		}
		if (!above.add(node)) {
			findings.add(Place.of(file, node), Rule.YAML, "an alias (*) stands inside the mapping that it repeats",
					"Write it out in the place of the alias.");
			return;
		}
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> clear(file, each, above, findings));
		}
		else if (node instanceof MappingNode mapping) {
			Map<String, Integer> lines = new HashMap<>();
			for (NodeTuple tuple : mapping.getValue()) {
				if (tuple.getKeyNode() instanceof ScalarNode key) {
					key(file, key, lines, findings);
				}
				clear(file, tuple.getValueNode(), above, findings);
			}
		}
		above.remove(node);
	}

	private static void indented(Place place, Findings findings) {
		findings.add(place, Rule.YAML, "a non-breaking space (U+00A0) in the indentation",
				"Indent with plain spaces; text that was copied from a page has others.");
	}

	private static void key(Path file, ScalarNode key, Map<String, Integer> lines, Findings findings) {
		Place place = Place.of(file, key);
		if (key.getValue().startsWith("\u00A0")) {
			indented(place, findings);
		}
		Integer first = lines.putIfAbsent(key.getValue(), place.line());
		if (first != null) {
			findings.add(place, Rule.DUPLICATE_KEY,
					"the key '%s' is there twice: first in line %d".formatted(key.getValue(), first),
					"Remove one of the two, or make it an entry of a list.");
		}
		if (key.getTag().equals(Tag.MERGE)) {
			findings.add(place, Rule.YAML, "Camel does not merge mappings (<<)", "Write out what it would add.");
		}
	}

	/**
	 * The value of a key; null if the node is not a mapping or has no such key.
	 */
	public static @Nullable Node child(@Nullable Node node, String key) {
		if (node instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				if (text(tuple.getKeyNode()).equals(key)) {
					return tuple.getValueNode();
				}
			}
		}
		return null;
	}

	/** A scalar's text, else empty. */
	public static String text(@Nullable Node node) {
		return (node instanceof ScalarNode scalar) ? scalar.getValue() : "";
	}

	/** All scalar values, each with the keys that lead to it, the nearest last. */
	public static List<Value> values(Node node) {
		List<Value> values = new ArrayList<>();
		collect(node, List.of(), values);
		return values;
	}

	/** The place of a word in a value, or that of the value if the word is not there. */
	public Place place(Value value, String word) {
		return Place.of(this.path, this.text, value.node(), word);
	}

	/**
	 * A value.
	 *
	 * @param keys the keys that lead to it
	 * @param node its node
	 */
	public record Value(List<String> keys, ScalarNode node) {

		/** Its text, as YAML reads it. */
		public String text() {
			return this.node.getValue();
		}

		/** The key before the last {@code back} ones, or empty. */
		public String key(int back) {
			int at = this.keys.size() - 1 - back;
			return (at >= 0) ? this.keys.get(at) : "";
		}

	}

	private static void collect(Node node, List<String> keys, List<Value> values) {
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> collect(each, keys, values));
		}
		else if (node instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				List<String> deeper = new ArrayList<>(keys);
				deeper.add(text(tuple.getKeyNode()));
				collect(tuple.getValueNode(), deeper, values);
			}
		}
		else if (node instanceof ScalarNode scalar) {
			values.add(new Value(keys, scalar));
		}
	}

}
