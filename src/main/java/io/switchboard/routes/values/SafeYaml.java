package io.switchboard.routes.values;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.KameletRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Camel's YAML with safe values. Camel joins {@code parameters} to one text, inserts
 * settings into the text around them, and parses the result again. Here, before Camel
 * reads the file, each value is encoded ({@link Capsule}), and each setting says where it
 * stands ({@link Placeholders}). Line numbers stay the same.
 */
final class SafeYaml {

	private static final Pattern SETTING = Pattern.compile("\\{\\{([^{}\\s][^{}]*)}}");

	/** Steps whose URI is an expression. */
	private static final Set<String> DYNAMIC = Set.of("toD", "to-d", "tod", "wireTap", "wire-tap");

	private static final Set<String> SENDING = Set.of("to", "from", "toD", "to-d", "tod", "wireTap", "wire-tap");

	private static final Set<String> PREDICATES = Set.of("filter", "when", "validate", "onWhen", "on-when",
			"completionPredicate");

	private final boolean inKamelet;

	/** A node with an alias stands in the tree more than once. */
	private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private SafeYaml(boolean inKamelet) {
		this.inKamelet = inKamelet;
	}

	/** Reads routes. */
	static final class Routes extends YamlRoutesBuilderLoader {

		@Override
		protected RouteBuilder builder(YamlDeserializationContext context, Node root) {
			UniqueKeys.check(root, context.getResource());
			new SafeYaml(false).node(root, "", false);
			return super.builder(context, root);
		}

	}

	/** Reads kamelets. */
	static final class Kamelets extends KameletRoutesBuilderLoader {

		@Override
		protected RouteBuilder builder(YamlDeserializationContext context, Node root) {
			UniqueKeys.check(root, context.getResource());
			new SafeYaml(true).node(root, "", false);
			return super.builder(context, root);
		}

	}

	private void node(Node node, String key, boolean predicate) {
		if (!this.seen.add(node)) {
			return;
		}
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> node(each, key, predicate));
		}
		else if (node instanceof MappingNode mapping) {
			JoinedYaml.join(mapping);
			List<NodeTuple> tuples = new ArrayList<>();
			String uri = uri(mapping);
			for (NodeTuple tuple : mapping.getValue()) {
				String name = text(tuple.getKeyNode());
				boolean deeper = PREDICATES.contains(name) || (predicate && !name.equals("steps"));
				if (uri != null && name.equals("parameters") && tuple.getValueNode() instanceof MappingNode options) {
					if (this.seen.add(options)) {
						options(options, uri, DYNAMIC.contains(key));
					}
				}
				else if (name.equals("constant")) {
					tuple = constant(tuple);
				}
				else if (tuple.getValueNode() instanceof ScalarNode scalar) {
					tuple = new NodeTuple(tuple.getKeyNode(), scalar(scalar, name, key, deeper));
				}
				else {
					node(tuple.getValueNode(), name, deeper);
				}
				tuples.add(tuple);
			}
			mapping.setValue(tuples);
		}
	}

	/**
	 * A value that begins with a setting might name a file that Camel would read instead,
	 * so it becomes an expression.
	 */
	private static NodeTuple constant(NodeTuple constant) {
		Node value = constant.getValueNode();
		String text = (value instanceof MappingNode mapping) ? expression(mapping) : text(value);
		boolean begins = text.startsWith("{{") && !text.contains("$") && !text.contains("\\");
		if (!begins || (value instanceof MappingNode mapping && mapping.getValue().size() > 1)) {
			return new NodeTuple(constant.getKeyNode(), untrimmed(value));
		}
		return new NodeTuple(scalar("simple", constant.getKeyNode()),
				scalar(placed(text, Placeholders.CONSTANT), value));
	}

	private static String expression(MappingNode constant) {
		return constant.getValue()
			.stream()
			.filter((each) -> text(each.getKeyNode()).equals("expression"))
			.map((each) -> text(each.getValueNode()))
			.findFirst()
			.orElse("");
	}

	/** A setting may begin or end with a space. */
	private static Node untrimmed(Node constant) {
		List<NodeTuple> tuples = new ArrayList<>();
		if (constant instanceof MappingNode mapping) {
			tuples.addAll(mapping.getValue());
		}
		else {
			tuples.add(new NodeTuple(scalar("expression", constant), constant));
		}
		boolean holds = tuples.stream()
			.anyMatch(
					(each) -> text(each.getKeyNode()).equals("expression") && text(each.getValueNode()).contains("{{"));
		if (!holds || tuples.stream().anyMatch((each) -> text(each.getKeyNode()).equals("trim"))) {
			return constant;
		}
		tuples.add(new NodeTuple(scalar("trim", constant), scalar("false", constant)));
		return new MappingNode(Tag.MAP, true, tuples, FlowStyle.BLOCK, constant.getStartMark(), constant.getEndMark());
	}

	private static ScalarNode scalar(String text, Node place) {
		return new ScalarNode(Tag.STR, true, text, ScalarStyle.PLAIN, place.getStartMark(), place.getEndMark());
	}

	private static @Nullable String uri(MappingNode mapping) {
		for (NodeTuple tuple : mapping.getValue()) {
			if (text(tuple.getKeyNode()).equals("uri") && tuple.getValueNode() instanceof ScalarNode uri) {
				return uri.getValue();
			}
		}
		return null;
	}

	private static ScalarNode scalar(ScalarNode node, String name, String parent, boolean predicate) {
		String text = node.getValue();
		if (isSimple(name, parent)) {
			boolean whole = predicate && SETTING.matcher(text.strip()).matches();
			return with(node, placed(text, whole ? Placeholders.PREDICATE : Placeholders.SIMPLE));
		}
		if (DYNAMIC.contains(name.equals("uri") ? parent : name)) {
			return with(node, SafeUri.withFields(text));
		}
		boolean address = name.equals("uri") || SENDING.contains(name);
		return address ? with(node, SafeUri.of(text)) : node;
	}

	private static boolean isSimple(String name, String parent) {
		return switch (name) {
			case "simple", "log" -> true;
			case "expression" -> parent.equals("simple");
			case "message" -> Set.of("log", "throwException", "throw-exception").contains(parent);
			case "method" -> parent.equals("method");
			default -> false;
		};
	}

	static String placed(String text, String place) {
		return SETTING.matcher(text)
			.replaceAll((setting) -> Matcher.quoteReplacement("{{%s:%s}}".formatted(place, setting.group(1))));
	}

	private void options(MappingNode options, String uri, boolean dynamic) {
		String scheme = uri.replaceFirst("(?s):.*", "");
		List<NodeTuple> tuples = new ArrayList<>();
		for (NodeTuple tuple : options.getValue()) {
			if (tuple.getValueNode() instanceof ScalarNode value) {
				String option = option(scheme, text(tuple.getKeyNode()), value.getValue(), dynamic);
				tuple = new NodeTuple(tuple.getKeyNode(), with(value, option));
			}
			tuples.add(tuple);
		}
		options.setValue(tuples);
	}

	private String option(String scheme, String name, String value, boolean dynamic) {
		boolean kamelet = scheme.equals("kamelet");
		boolean evaluated = dynamic && (value.contains("${") || value.contains("{{"));
		if (kamelet && !evaluated) {
			return (this.inKamelet && value.contains("{{")) ? Placeholders.closed(value) : Capsule.text(value);
		}
		boolean raw = value.startsWith("RAW(") && value.endsWith(")");
		String inner = (raw && !kamelet) ? value.substring(4, value.length() - 1) : value;
		boolean safe = !inner.contains("{{") && (raw || !inner.contains("&") && !inner.contains("\n"));
		if (evaluated) {
			return Placeholders.evaluated(scheme, name, inner);
		}
		boolean setting = SETTING.matcher(scheme).lookingAt();
		if (safe || value.startsWith("#") || !(setting || scheme.matches("[a-z0-9+-]+"))) {
			return value;
		}
		return "{{%s%s:%s/%s/%s}}".formatted(Placeholders.optional(inner), Placeholders.OPTION,
				setting ? Capsule.text(scheme) : scheme, name, Capsule.text(inner));
	}

	private static ScalarNode with(ScalarNode node, String text) {
		return text.equals(node.getValue()) ? node
				: new ScalarNode(Tag.STR, true, text, node.getScalarStyle(), node.getStartMark(), node.getEndMark());
	}

	private static String text(Node key) {
		return (key instanceof ScalarNode scalar) ? scalar.getValue() : "";
	}

}
