package io.switchboard.routes.values;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.text.Nearest;
import io.switchboard.text.YamlText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A map in a file, whose values know their lines.
 *
 * @param name its own key; empty for the file's
 * @param line from 1
 * @param nodes by their keys
 */
public record YamlValues(String name, int line, Map<String, Node> nodes) {

	/**
	 * A value and where it is.
	 *
	 * @param text without blanks around it
	 * @param line from 1
	 */
	public record Text(String text, int line) {
	}

	/** Hears of mistakes. */
	@FunctionalInterface
	public interface Wrong {

		/**
		 * Reports a mistake.
		 * @param line from 1; 0 for the whole file
		 * @param what one sentence without its end
		 * @param mend what to do
		 */
		void is(int line, String what, String mend);

	}

	/**
	 * Reads a file.
	 * @param path where it is
	 * @param form what such a file contains, for the message about an empty one
	 * @param wrong hears why it cannot be read
	 * @return empty if it cannot be read
	 */
	public static YamlValues read(Path path, String form, Wrong wrong) {
		try {
			Node root = new Yaml(new SafeConstructor(new LoaderOptions()))
				.compose(new StringReader(YamlText.read(path)));
			if (!(root instanceof MappingNode)) {
				wrong.is(0, "the file is empty", form);
			}
			twice(root, wrong, Collections.newSetFromMap(new IdentityHashMap<>()));
			return of("", root);
		}
		catch (MarkedYAMLException ex) {
			wrong.is((ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0,
					"this is not YAML: " + ex.getProblem(),
					YamlText.mend(ex.getProblem(), "Look at the indentation, at quotes and brackets."));
		}
		catch (IOException | YAMLException ex) {
			wrong.is(0, "it cannot be read: " + ex.getMessage(), "Fix the file.");
		}
		return of("", null);
	}

	/** Finds double keys, because the parser keeps only the last value. */
	private static void twice(Node node, Wrong wrong, Set<Node> seen) {
		if (!seen.add(node)) {
			return; // an alias may lead in a circle
		}
		if (node instanceof SequenceNode list) {
			list.getValue().forEach((each) -> twice(each, wrong, seen));
		}
		if (node instanceof MappingNode mapping) {
			Set<String> keys = new HashSet<>();
			for (NodeTuple each : mapping.getValue()) {
				if (!keys.add(text(each.getKeyNode()))) {
					wrong.is(line(each.getKeyNode()), "the key '%s' is there twice".formatted(text(each.getKeyNode())),
							"Remove one of the two.");
				}
				twice(each.getValueNode(), wrong, seen);
			}
		}
	}

	private static YamlValues of(String name, @Nullable Node node) {
		Map<String, Node> nodes = new LinkedHashMap<>();
		if (node instanceof MappingNode mapping) {
			for (NodeTuple each : mapping.getValue()) {
				nodes.put(text(each.getKeyNode()), each.getValueNode());
			}
		}
		return new YamlValues(name, (node != null) ? line(node) : 0, nodes);
	}

	/**
	 * Reports unknown keys.
	 * @param known all that may be there
	 * @param wrong hears of the others
	 */
	public void unknown(Set<String> known, Wrong wrong) {
		this.nodes.forEach((key, node) -> {
			if (!known.contains(key)) {
				wrong.is(line(node), "there is no key '%s'".formatted(key), Nearest.to(key, known));
			}
		});
	}

	/**
	 * A map within.
	 * @param key its key
	 * @return empty where there is none
	 */
	public YamlValues map(String key) {
		return of(key, this.nodes.get(key));
	}

	/**
	 * All maps within.
	 * @return in order, each with its own name
	 */
	public List<YamlValues> all() {
		return this.nodes.entrySet().stream().map((each) -> of(each.getKey(), each.getValue())).toList();
	}

	/**
	 * The maps of a list.
	 * @param key the list's
	 * @return in order; an empty one for what is not a map
	 */
	public List<YamlValues> list(String key) {
		return nodes(key).stream().map((each) -> of("", each)).toList();
	}

	/**
	 * One text or several.
	 * @param key of a text or of a list
	 * @return in order; an empty text for what is none
	 */
	public List<Text> texts(String key) {
		return nodes(key).stream().map((each) -> new Text(text(each), line(each))).toList();
	}

	/**
	 * The first text that is not empty.
	 * @param key of a text or of a list
	 * @return null where it is not said, or empty
	 */
	public @Nullable String text(String key) {
		return texts(key).stream().map(Text::text).filter((each) -> !each.isBlank()).findFirst().orElse(null);
	}

	private List<Node> nodes(String key) {
		Node node = this.nodes.get(key);
		return (node == null) ? List.of()
				: (node instanceof SequenceNode list) ? new ArrayList<>(list.getValue()) : List.of(node);
	}

	private static String text(Node node) {
		return (node instanceof ScalarNode scalar) ? scalar.getValue().strip() : "";
	}

	private static int line(Node node) {
		return node.getStartMark().getLine() + 1;
	}

}
