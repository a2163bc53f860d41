package io.switchboard.routes.check.kamelet;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.values.Values;
import io.switchboard.text.Nearest;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Checks what a kamelet says of itself. Routes are checked against it, so a wrong
 * description would let their mistakes pass.
 */
public final class KameletDefinitionCheck {

	private static final Set<String> SPEC = Set.of("definition", "template", "types", "dataTypes", "dependencies",
			"sources");

	private static final Set<String> DEFINITION = Set.of("title", "description", "type", "required", "properties",
			"externalDocs", "example", "id");

	private static final Set<String> PROPERTY = Set.of("title", "description", "type", "default", "enum", "example",
			"examples", "format", "pattern", "x-descriptors", "minimum", "maximum", "minLength", "maxLength",
			"nullable", "deprecated", "id");

	private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "object", "array",
			"binary");

	/** Some of Apache's kamelets use them. */
	private static final Set<String> OTHER_TYPES = Set.of("long", "numeric", "int");

	private final YamlFile file;

	private final Findings findings;

	/**
	 * Makes a check for a kamelet.
	 * @param file of the kamelet
	 * @param findings gets what is found
	 */
	public KameletDefinitionCheck(YamlFile file, Findings findings) {
		this.file = file;
		this.findings = findings;
	}

	/** Checks the kamelet. */
	public void check() {
		Node spec = YamlFile.child(this.file.root(), "spec");
		Node definition = YamlFile.child(spec, "definition");
		misspelt(spec, SPEC);
		misspelt(definition, DEFINITION);
		Node from = YamlFile.child(YamlFile.child(YamlFile.child(spec, "template"), "from"), "uri");
		String uri = YamlFile.text(from);
		if (from != null && isEntered() && !uri.equals("kamelet:source")) {
			tell(from, "a kamelet begins at kamelet:source", "Write kamelet:source.");
		}
		if (YamlFile.child(definition, "required") instanceof ScalarNode required) {
			tell(required, "required is a text", "Write a list: [%s].".formatted(required.getValue()));
		}
		Set<String> used = new HashSet<>();
		this.file.values()
			.stream()
			.filter((each) -> !each.keys().contains("definition"))
			.forEach((each) -> used.addAll(named(each.text())));
		Node properties = YamlFile.child(definition, "properties");
		Set<String> names = new TreeSet<>();
		if (properties instanceof MappingNode mapping) {
			for (NodeTuple each : mapping.getValue()) {
				names.add(YamlFile.text(each.getKeyNode()));
				property(each, used);
			}
		}
		if (YamlFile.child(definition, "required") instanceof SequenceNode required) {
			required.getValue()
				.stream()
				.filter((each) -> !names.contains(YamlFile.text(each)))
				.forEach((each) -> tell(each,
						"required names %s, and the kamelet has no such property".formatted(YamlFile.text(each)),
						Wording.meant(YamlFile.text(each), names)));
		}
	}

	/** One of a source begins elsewhere, such as at a timer. */
	private boolean isEntered() {
		Node labels = YamlFile.child(YamlFile.child(this.file.root(), "metadata"), "labels");
		String type = YamlFile.text(YamlFile.child(labels, "camel.apache.org/kamelet.type"));
		String uri = YamlFile.text(YamlFile.child(
				YamlFile.child(YamlFile.child(YamlFile.child(this.file.root(), "spec"), "template"), "from"), "uri"));
		return uri.startsWith("kamelet:") || type.equals("sink") || type.equals("action");
	}

	private static Set<String> named(String text) {
		Set<String> names = new HashSet<>();
		for (String each : Values.settings(text)) {
			names.add(each.replaceFirst("^[?!]", "").replaceFirst("(?s):.*", ""));
		}
		return names;
	}

	private void property(NodeTuple property, Set<String> used) {
		String name = YamlFile.text(property.getKeyNode());
		if (!(property.getValueNode() instanceof MappingNode described)) {
			tell(property.getKeyNode(), "the property %s is not described".formatted(name),
					"Write title:, description: and type: below it.");
			return;
		}
		misspelt(described, PROPERTY);
		if (!used.contains(name)) {
			this.findings.add(Place.of(this.file.path(), property.getKeyNode()), Rule.UNUSED_PROPERTY,
					"nothing in the kamelet uses its property %s".formatted(name),
					"Write {{%s}} where it belongs, or remove the property.".formatted(name));
		}
		Node type = YamlFile.child(described, "type");
		String written = YamlFile.text(type);
		if (type != null && !TYPES.contains(written) && !OTHER_TYPES.contains(written)) {
			tell(type, "there is no type %s".formatted(written), Wording.meant(written, TYPES));
		}
		pattern(YamlFile.child(described, "pattern"));
		values(name, described, written);
	}

	private void pattern(@Nullable Node pattern) {
		try {
			Pattern.compile(YamlFile.text(pattern));
		}
		catch (PatternSyntaxException ex) {
			tell(pattern, "this pattern cannot be read", Wording.sentence(ex.getDescription()));
		}
	}

	/** Whether the default, and each of the words, is one that a route might write. */
	private void values(String name, MappingNode described, String type) {
		Node words = YamlFile.child(described, "enum");
		List<String> all = (words instanceof SequenceNode list) ? list.getValue().stream().map(YamlFile::text).toList()
				: List.of();
		if (words instanceof SequenceNode list) {
			list.getValue().forEach((each) -> {
				String wrong = KameletProperty.wrong(Map.of("type", type), YamlFile.text(each));
				if (wrong != null) {
					tell(each, "%s: %s is not a value of its type".formatted(name, YamlFile.text(each)), wrong);
				}
			});
		}
		if (YamlFile.child(described, "default") instanceof ScalarNode preset && !preset.getValue().isBlank()
				&& !preset.getValue().contains("{{")) {
			Map<String, Object> property = all.isEmpty() ? Map.of("type", type) : Map.of("type", type, "enum", all);
			String wrong = KameletProperty.wrong(property, preset.getValue());
			if (wrong != null) {
				tell(preset, "the default of %s cannot be '%s'".formatted(name, preset.getValue()), wrong);
			}
		}
	}

	/** A key that nobody reads and that is near to one that somebody does. */
	private void misspelt(@Nullable Node node, Set<String> known) {
		if (node instanceof MappingNode mapping) {
			Set<String> there = mapping.getValue()
				.stream()
				.map((each) -> YamlFile.text(each.getKeyNode()))
				.collect(Collectors.toSet());
			for (NodeTuple each : mapping.getValue()) {
				String key = YamlFile.text(each.getKeyNode());
				if (!known.contains(key)) {
					Nearest.of(key, known)
						.filter((near) -> !there.contains(near))
						.ifPresent((near) -> tell(each.getKeyNode(), "'%s' has no use here".formatted(key),
								"Did you mean %s?".formatted(near)));
				}
			}
		}
	}

	private void tell(Node node, String what, String mend) {
		this.findings.add(Place.of(this.file.path(), node), Rule.KAMELET, what, mend);
	}

}
