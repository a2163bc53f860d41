package io.switchboard.routes.check;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whether failures are left to {@code durable:}, which tries again and keeps dead
 * letters.
 */
final class FailureCheck {

	private static final String MEND = "Leave it out: durable: tries again, and keeps dead letters.";

	private FailureCheck() {
	}

	/** Settings for a whole file, or for all files. */
	static void check(YamlFile file, Findings findings) {
		if (file.root() instanceof SequenceNode entries) {
			for (Node entry : entries.getValue()) {
				if (entry instanceof MappingNode mapping) {
					mapping.getValue().forEach((each) -> top(file, each, findings));
				}
			}
		}
	}

	private static void top(YamlFile file, NodeTuple entry, Findings findings) {
		Place place = Place.of(file.path(), entry.getKeyNode());
		String key = YamlFile.text(entry.getKeyNode());
		if (key.equals("errorHandler")) {
			findings.add(place, Rule.LOADING,
					"an errorHandler would hold for all routes, and hide failures from durable:", MEND);
		}
		else if (key.startsWith("intercept") && YamlFile.child(entry.getValueNode(), "description") == null) {
			findings
				.add(place, Rule.FAILURE,
						"%s changes what all routes of this file do, and may keep an event from its destination"
							.formatted(key),
						"Write its steps into the routes. If it is meant, say why in its description.");
		}
		else if (key.equals("route") && entry.getValueNode() instanceof MappingNode route) {
			route.getValue()
				.stream()
				.filter((each) -> YamlFile.text(each.getKeyNode()).matches("errorHandler(Ref)?"))
				.forEach((each) -> findings.add(Place.of(file.path(), each.getKeyNode()), Rule.FAILURE,
						"an errorHandler may hide failures from durable:", MEND));
		}
	}

}
