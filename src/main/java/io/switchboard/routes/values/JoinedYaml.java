package io.switchboard.routes.values;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Joins addresses that an editor has written apart, in a file that Camel is about to
 * read.
 */
final class JoinedYaml {

	private JoinedYaml() {
	}

	static void join(MappingNode mapping) {
		Node uri = child(mapping, "uri");
		if (!(uri instanceof ScalarNode address) || !(child(mapping, "parameters") instanceof MappingNode options)) {
			return;
		}
		Map<String, String> given = new LinkedHashMap<>();
		options.getValue().forEach((each) -> {
			if (each.getValueNode() instanceof ScalarNode value) {
				given.put(text(each.getKeyNode()), value.getValue());
			}
		});
		AddressParts.Joined joined = AddressParts.join(address.getValue(), given);
		if (joined != null) {
			options.setValue(options.getValue()
				.stream()
				.filter((each) -> !joined.taken().contains(text(each.getKeyNode())))
				.toList());
			mapping.setValue(mapping.getValue()
				.stream()
				.map((each) -> (each.getValueNode() == uri)
						? new NodeTuple(each.getKeyNode(), with(address, joined.uri())) : each)
				.toList());
		}
	}

	private static ScalarNode with(ScalarNode node, String text) {
		return new ScalarNode(Tag.STR, true, text, node.getScalarStyle(), node.getStartMark(), node.getEndMark());
	}

	private static @Nullable Node child(MappingNode mapping, String key) {
		return mapping.getValue()
			.stream()
			.filter((each) -> text(each.getKeyNode()).equals(key))
			.map(NodeTuple::getValueNode)
			.findFirst()
			.orElse(null);
	}

	private static String text(Node key) {
		return (key instanceof ScalarNode scalar) ? scalar.getValue() : "";
	}

}
