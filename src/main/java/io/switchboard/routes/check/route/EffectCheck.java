package io.switchboard.routes.check.route;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.kamelet.DescribedKamelets;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whether a route has an effect. A route that only looks things up was cut, or its last
 * step stands outside.
 */
class EffectCheck {

	/** Steps that prepare or choose, and have no effect by themselves. */
	private static final Set<String> WITHOUT = Set.of("setVariable", "setVariables", "removeVariable", "setBody",
			"setHeader", "setHeaders", "removeHeader", "removeHeaders", "setProperty", "removeProperty", "transform",
			"convertBodyTo", "marshal", "unmarshal", "validate", "delay", "stop", "script");

	/** Steps whose effect is in their inner steps. */
	private static final Set<String> AROUND = Set.of("filter", "choice", "split", "loop", "multicast", "pipeline",
			"doTry", "idempotentConsumer", "circuitBreaker", "step", "threads", "throttle", "resequence");

	private final Set<String> lookups;

	private final Findings findings;

	EffectCheck(List<YamlFile> kamelets, Findings findings) {
		this.lookups = lookups(kamelets);
		this.findings = findings;
	}

	/** The addresses of kamelets that only look things up. */
	static Set<String> lookups(List<YamlFile> kamelets) {
		return new DescribedKamelets(kamelets).annotated(DescribedKamelets.NO_EFFECT)
			.stream()
			.map("kamelet:"::concat)
			.collect(Collectors.toSet());
	}

	void check(YamlFile file) {
		if (file.name().equals(RouteNames.SWITCHBOARD) || !(file.root() instanceof SequenceNode documents)) {
			return;
		}
		for (Node document : documents.getValue()) {
			Node route = YamlFile.child(document, "route");
			Node from = YamlFile.child(route, "from");
			boolean channel = YamlFile.text(YamlFile.child(from, "uri")).startsWith("durable:");
			Node steps = YamlFile.child(from, "steps");
			if (channel && steps instanceof SequenceNode list && !hasEffect(list)) {
				this.findings.add(Place.of(file.path(), steps), Rule.EFFECT,
						"this route does nothing with an event: it only looks things up",
						"Add the step that sends or writes; perhaps the file ends too early, or the step stands outside.");
			}
		}
	}

	private boolean hasEffect(Node node) {
		if (node instanceof SequenceNode sequence) {
			return sequence.getValue().stream().anyMatch(this::hasEffect);
		}
		return node instanceof MappingNode mapping && mapping.getValue().stream().anyMatch(this::hasEffect);
	}

	private boolean hasEffect(NodeTuple step) {
		String name = YamlFile.text(step.getKeyNode());
		Node what = step.getValueNode();
		if (AROUND.contains(name)) {
			return inner(what);
		}
		if (name.equals("to")) {
			Node uri = YamlFile.child(what, "uri");
			return !this.lookups.contains(Destinations.target(YamlFile.text((uri != null) ? uri : what)));
		}
		return !WITHOUT.contains(name);
	}

	private boolean inner(Node around) {
		return around instanceof MappingNode mapping
				&& mapping.getValue().stream().anyMatch((each) -> switch (YamlFile.text(each.getKeyNode())) {
					case "steps" -> hasEffect(each.getValueNode());
					case "when", "otherwise", "doCatch", "doFinally", "onFallback" -> branches(each.getValueNode());
					default -> false;
				});
	}

	private boolean branches(Node node) {
		return (node instanceof SequenceNode list) ? list.getValue().stream().anyMatch(this::inner) : inner(node);
	}

}
