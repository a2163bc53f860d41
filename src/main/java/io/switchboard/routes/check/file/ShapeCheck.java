package io.switchboard.routes.check.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Whether a file is made of the steps and options that Camel's own schema knows. */
public class ShapeCheck {

	/** Steps that need inner steps. */
	private static final Set<String> WITH_STEPS = Set.of("filter", "when", "split", "loop", "multicast", "otherwise",
			"doCatch", "pipeline");

	/** Steps that stand only within another step. */
	private static final Map<String, String> PARTS = Map.of("when", "choice", "otherwise", "choice", "doCatch", "doTry",
			"doFinally", "doTry", "onFallback", "circuitBreaker");

	private static final JsonNode SCHEMA = read();

	private static final Shape ROUTES = Shape.of(SCHEMA, SCHEMA);

	private static final Shape FROM = Shape
		.of(SCHEMA.path("items").path("definitions").path("org.apache.camel.model.FromDefinition"), SCHEMA);

	private final YamlFile file;

	private final Findings findings;

	/**
	 * Makes a check for a file.
	 * @param file of a route or kamelet
	 * @param findings gets what is found
	 */
	public ShapeCheck(YamlFile file, Findings findings) {
		this.file = file;
		this.findings = findings;
	}

	private static JsonNode read() {
		try (InputStream schema = ShapeCheck.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
			return new ObjectMapper().readTree(schema);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether a file with routes can be loaded. */
	public boolean routes() {
		if (!(this.file.root() instanceof SequenceNode)) {
			this.findings.add(Place.of(this.file.path(), this.file.root()), Rule.SHAPE,
					"a file with routes is a list, and this file is not a list", "Begin it with: - route:");
			return false;
		}
		return check(this.file.root(), ROUTES, "the file");
	}

	/** Whether a kamelet can be loaded. */
	public boolean kamelet() {
		boolean right = head("kind", YamlFile.child(this.file.root(), "kind"), "Kamelet");
		right &= head("metadata.name", YamlFile.child(YamlFile.child(this.file.root(), "metadata"), "name"),
				this.file.name());
		Node template = YamlFile.child(YamlFile.child(this.file.root(), "spec"), "template");
		Node from = YamlFile.child(template, "from");
		if (from == null) {
			this.findings.add(Place.of(this.file.path(), (template != null) ? template : this.file.root()), Rule.SHAPE,
					"a kamelet has a spec with a template with a from, and this file lacks that",
					"Look at another kamelet, and at the indentation.");
			return false;
		}
		return right & check(from, FROM, "from");
	}

	/** Checks the fields by which Camel knows a kamelet. */
	private boolean head(String key, @Nullable Node node, String value) {
		return YamlFile.text(node).equals(value) || tell((node != null) ? node : this.file.root(),
				"the kamelet's %s is '%s'".formatted(key, YamlFile.text(node)),
				"In this file it is %s.".formatted(value));
	}

	/** Checks a node; true if nothing is wrong. */
	private boolean check(Node node, Shape shape, String name) {
		if (node instanceof SequenceNode sequence) {
			return list(sequence, shape, name);
		}
		if (node instanceof MappingNode mapping) {
			return shape.takes("object") ? mapping(mapping, shape, name)
					: tell(node, "%s cannot hold %s".formatted(name, keys(mapping)),
							"It is %s: look at the indentation.".formatted(shape.wanted()));
		}
		boolean empty = node.getTag().equals(Tag.NULL);
		if (empty && WITH_STEPS.contains(name)) {
			return tell(node, "%s has no steps".formatted(name),
					"Write steps: below it; perhaps the file ends too early.");
		}
		if (empty && (shape.takes("array") || name.equals("parameters") || !shape.required().isEmpty())) {
			return tell(node, "nothing is below %s".formatted(name),
					"It is %s: look at the indentation; perhaps the file ends too early.".formatted(shape.wanted()));
		}
		String text = YamlFile.text(node);
		if (!empty && !shape.takesText()) {
			return tell(node, "%s cannot be '%s'".formatted(name, text), "It is %s.".formatted(shape.wanted()));
		}
		String wrong = empty ? null : shape.wrong(text);
		return wrong == null || tell(node, "%s cannot be '%s'".formatted(name, text), wrong);
	}

	/** Checks the parameters of an endpoint: one text for each option. */
	private boolean parameters(MappingNode mapping) {
		boolean right = true;
		for (NodeTuple tuple : mapping.getValue()) {
			String key = YamlFile.text(tuple.getKeyNode());
			Node value = tuple.getValueNode();
			if (!(value instanceof ScalarNode)) {
				right &= tell(value, "the parameter %s is not text".formatted(key),
						"Write one text, such as \"a,b\" for several values.");
			}
			else if (value.getTag().equals(Tag.NULL)) {
				right &= tell(value, "the parameter %s has no value".formatted(key), "Write one, or \"\" for none.");
			}
		}
		return right;
	}

	private boolean list(SequenceNode sequence, Shape shape, String name) {
		if (!shape.takes("array")) {
			return tell(sequence, "%s cannot be a list".formatted(name), "It is %s.".formatted(shape.wanted()));
		}
		boolean right = true;
		for (Node each : sequence.getValue()) {
			right &= check(each, shape.item(), name.equals("steps") ? "a step" : name);
		}
		return right;
	}

	private boolean mapping(MappingNode mapping, Shape shape, String name) {
		if (name.equals("parameters")) {
			return parameters(mapping);
		}
		boolean language = name.equals("expression") && shape.properties().contains("simple");
		if (shape.isOpen() && !language) {
			return true;
		}
		boolean right = true;
		for (NodeTuple tuple : mapping.getValue()) {
			String key = YamlFile.text(tuple.getKeyNode());
			if (misplaced(tuple.getKeyNode(), key, name)) {
				right = false;
				continue;
			}
			Shape inner = shape.property(StringHelper.dashToCamelCase(key));
			right &= (inner != null) ? check(tuple.getValueNode(), inner, key)
					: unknown(mapping, tuple.getKeyNode(), key, shape, name);
		}
		for (String required : shape.required()) {
			if (YamlFile.child(mapping, required) == null) {
				right &= tell(mapping, "%s has no '%s'".formatted(name, required),
						"Add it; perhaps the file ends too early.");
			}
		}
		if (WITH_STEPS.contains(name)) {
			Node steps = YamlFile.child(mapping, "steps");
			if (steps == null || steps instanceof SequenceNode list && list.getValue().isEmpty()) {
				right &= tell(mapping, "%s has no steps".formatted(name),
						"Write steps: below it; perhaps the file ends too early.");
			}
		}
		return right;
	}

	/** A step that is a part of another one. */
	private boolean misplaced(Node keyNode, String key, String name) {
		if (name.equals("a step") && PARTS.containsKey(key)) {
			tell(keyNode, "'%s' is not a step by itself".formatted(key),
					"It belongs in '%s'.".formatted(PARTS.get(key)));
			return true;
		}
		return false;
	}

	private boolean unknown(MappingNode mapping, Node keyNode, String key, Shape shape, String name) {
		String what = switch (name) {
			case "a step" -> "there is no step '%s'".formatted(key);
			case "expression" -> "there is no language '%s'".formatted(key);
			case "the file" -> "'%s' cannot be at the top of a file".formatted(key);
			default -> "'%s' has no option '%s'".formatted(name, key);
		};
		return tell(keyNode, what, mend(mapping, key, shape, name));
	}

	private static String mend(MappingNode mapping, String key, Shape shape, String name) {
		String meant = Wording.meant(key, shape.properties());
		for (NodeTuple sibling : mapping.getValue()) {
			String above = YamlFile.text(sibling.getKeyNode());
			Node value = sibling.getValueNode();
			Shape inner = shape.property(StringHelper.dashToCamelCase(above));
			boolean begun = value.getTag().equals(Tag.NULL)
					|| value instanceof MappingNode && YamlFile.child(value, key) == null && !meant.startsWith("Did");
			if (inner != null && begun && inner.property(key) != null) {
				return "It belongs to '%s' above: indent it by two spaces more.".formatted(above);
			}
		}
		return (meant.startsWith("Did") || Shape.step(SCHEMA).property(key) == null) ? meant
				: "A step stands below steps: of its route: look at the indentation.";
	}

	private boolean tell(Node node, String what, String mend) {
		this.findings.add(Place.of(this.file.path(), node), Rule.SHAPE, what,
				isBraces(node) ? "Put {{name.of.a.setting}} in quotes." : mend);
		return false;
	}

	/** For YAML, {@code {{x}}} without quotes is a mapping in a mapping. */
	private static boolean isBraces(Node node) {
		return node instanceof MappingNode mapping && mapping.getValue().size() == 1
				&& mapping.getValue().get(0).getKeyNode() instanceof MappingNode;
	}

	private static @Nullable String keys(MappingNode mapping) {
		List<String> keys = mapping.getValue()
			.stream()
			.map((each) -> "'" + YamlFile.text(each.getKeyNode()) + "'")
			.toList();
		return String.join(", ", keys);
	}

}
