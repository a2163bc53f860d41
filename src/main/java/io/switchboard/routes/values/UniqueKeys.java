package io.switchboard.routes.values;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.spi.Resource;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Refuses a key that is there twice in a mapping. Camel would silently take one of the
 * two.
 */
final class UniqueKeys {

	private UniqueKeys() {
	}

	/** Throws a {@link RepeatedKeyException} for the first that is there twice. */
	static void check(Node node, @Nullable Resource file) {
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> check(each, file));
		}
		else if (node instanceof MappingNode mapping) {
			Map<String, Integer> lines = new HashMap<>();
			for (NodeTuple tuple : mapping.getValue()) {
				if (tuple.getKeyNode() instanceof ScalarNode key) {
					Integer first = lines.putIfAbsent(key.getValue(), line(key));
					if (first != null) {
						throw new RepeatedKeyException(
								"%s, line %d: the key '%s' is there twice: first in line %d; remove one of the two, or make it an entry of a list"
									.formatted(
											(file != null) ? file.getLocation().replaceFirst("^file:", "") : "a file",
											line(key), key.getValue(), first));
					}
				}
				check(tuple.getValueNode(), file);
			}
		}
	}

	private static int line(Node node) {
		return node.getStartMark().map((mark) -> mark.getLine() + 1).orElse(0);
	}

}
