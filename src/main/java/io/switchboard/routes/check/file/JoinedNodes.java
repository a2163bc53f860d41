package io.switchboard.routes.check.file;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.routes.values.AddressParts;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Joins addresses that an editor has written apart, in a file that is checked. */
final class JoinedNodes {

	private JoinedNodes() {
	}

	/** Changes the nodes. */
	static Node in(Node root) {
		node(root, Collections.newSetFromMap(new IdentityHashMap<>()));
		return root;
	}

	private static void node(Node node, Set<Node> seen) {
		if (!seen.add(node)) {
			return;
		}
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> node(each, seen));
		}
		else if (node instanceof MappingNode mapping) {
			join(mapping);
			List.copyOf(mapping.getValue()).forEach((each) -> node(each.getValueNode(), seen));
		}
	}

	private static void join(MappingNode mapping) {
		Node uri = YamlFile.child(mapping, "uri");
		if (!(uri instanceof ScalarNode address)
				|| !(YamlFile.child(mapping, "parameters") instanceof MappingNode options)) {
			return;
		}
		Map<String, String> given = new LinkedHashMap<>();
		options.getValue().forEach((each) -> {
			if (each.getValueNode() instanceof ScalarNode value) {
				given.put(YamlFile.text(each.getKeyNode()), value.getValue());
			}
		});
		AddressParts.Joined joined = AddressParts.join(address.getValue(), given);
		if (joined != null) {
			options.setValue(options.getValue()
				.stream()
				.filter((each) -> !joined.taken().contains(YamlFile.text(each.getKeyNode())))
				.toList());
			mapping.setValue(mapping.getValue()
				.stream()
				.map((each) -> (each.getValueNode() == uri)
						? new NodeTuple(each.getKeyNode(), with(address, joined.uri())) : each)
				.toList());
		}
	}

	private static ScalarNode with(ScalarNode node, String text) {
		return new ScalarNode(Tag.STR, true, text, node.getStartMark(), node.getEndMark(), node.getScalarStyle());
	}

}
