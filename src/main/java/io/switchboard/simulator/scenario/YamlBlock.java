package io.switchboard.simulator.scenario;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A block of keys and values in a YAML file, with its place. Values are the text of the
 * file, so a number keeps its zeros.
 */
final class YamlBlock {

	private static final Pattern DURATION = Pattern
		.compile("(?=\\d)(?:(\\d{1,3})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?(?:(\\d{1,8})ms)?");

	private final String file;

	private final int line;

	private final Map<String, Node> values = new LinkedHashMap<>();

	private YamlBlock(String file, Node node, String what) {
		this.file = file;
		this.line = node.getStartMark().getLine() + 1;
		if (!(node instanceof MappingNode mapping)) {
			throw wrong(what + " is not a block of keys and values",
					"write it as 'key: value' lines or as {key: value}");
		}
		for (NodeTuple tuple : mapping.getValue()) {
			String key = text(tuple.getKeyNode(), "a key of " + what);
			if (this.values.put(key, tuple.getValueNode()) != null) {
				throw wrong(tuple.getKeyNode(), "'%s' is given twice".formatted(key), "keep one of them");
			}
		}
	}

	static YamlBlock read(String file, String content) {
		try {
			Node root = new Yaml(new LoaderOptions()).compose(new StringReader(content));
			if (root == null) {
				throw new WrongScenarioException(file + ": the file is empty; begin with 'title:'");
			}
			return new YamlBlock(file, root, "the file");
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			throw new WrongScenarioException(
					"%s, line %d: this is not YAML: %s; check indentation, quotes and brackets there".formatted(file,
							line, ex.getProblem()));
		}
		catch (YAMLException ex) {
			throw new WrongScenarioException("%s: this is not YAML: %s".formatted(file, ex.getMessage()));
		}
	}

	int line() {
		return this.line;
	}

	boolean has(String key) {
		return this.values.containsKey(key);
	}

	Collection<String> keys() {
		return this.values.keySet();
	}

	/** Refuses every key but these. */
	void allow(String what, Collection<String> known) {
		this.values.forEach((key, value) -> {
			if (!known.contains(key)) {
				throw wrong(value, "%s has no key '%s'".formatted(what, key),
						"it may have: " + String.join(", ", new TreeSet<>(known)));
			}
		});
	}

	String text(String key) {
		return optional(key).orElseThrow(() -> wrong("'%s' is missing".formatted(key), "add '%s: …'".formatted(key)));
	}

	Optional<String> optional(String key) {
		return Optional.ofNullable(this.values.get(key)).map((node) -> text(node, "'%s'".formatted(key)));
	}

	Duration duration(String key) {
		String text = text(key);
		Matcher matcher = DURATION.matcher(text);
		if (!matcher.matches()) {
			throw wrong(key, "'%s' is not a duration".formatted(text), "write it such as 5s, 1m30s, 1h or 500ms");
		}
		return Duration.ofHours(part(matcher, 1))
			.plusMinutes(part(matcher, 2))
			.plusSeconds(part(matcher, 3))
			.plusMillis(part(matcher, 4));
	}

	boolean flag(String key) {
		String text = optional(key).orElse("false");
		if (!text.equals("true") && !text.equals("false")) {
			throw wrong(key, "'%s' is not true or false".formatted(text), "write true or false");
		}
		return text.equals("true");
	}

	YamlBlock block(String key) {
		Node node = this.values.get(key);
		if (node == null) {
			throw wrong("'%s' is missing".formatted(key), "add it");
		}
		return new YamlBlock(this.file, node, "'%s'".formatted(key));
	}

	List<YamlBlock> blocks(String key) {
		return nodes(key).stream()
			.map((node) -> new YamlBlock(this.file, node, "each of '%s'".formatted(key)))
			.toList();
	}

	List<String> texts(String key) {
		return nodes(key).stream().map((node) -> text(node, "each of '%s'".formatted(key))).toList();
	}

	private List<Node> nodes(String key) {
		Node node = this.values.get(key);
		if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
			throw wrong(key, "'%s' is not a list".formatted(key), "write one '- …' for each");
		}
		return new ArrayList<>(sequence.getValue());
	}

	private String text(Node node, String what) {
		if (node instanceof ScalarNode scalar) {
			return scalar.getValue().strip();
		}
		throw wrong(node, what + " is not a single value", "write one word, number or quoted text");
	}

	private static long part(Matcher matcher, int group) {
		return (matcher.group(group) != null) ? Long.parseLong(matcher.group(group)) : 0;
	}

	WrongScenarioException wrong(String what, String mend) {
		return new WrongScenarioException("%s, line %d: %s; %s".formatted(this.file, this.line, what, mend));
	}

	/** The line of a key, or of the block if there is no such key. */
	WrongScenarioException wrong(String key, String what, String mend) {
		Node node = this.values.get(key);
		return (node != null) ? wrong(node, what, mend) : wrong(what, mend);
	}

	private WrongScenarioException wrong(Node node, String what, String mend) {
		return new WrongScenarioException(
				"%s, line %d: %s; %s".formatted(this.file, node.getStartMark().getLine() + 1, what, mend));
	}

}
