package io.switchboard.routes.check.route;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.kamelet.KameletNames;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whether a route makes text of the event before it sends the body somewhere: the body of
 * a delivery is a map of the event's fields. Kamelets from a catalogue leave that to the
 * route.
 */
class BodyCheck {

	/** Steps that leave the body as it is. The effect of other steps is not known. */
	private static final Set<String> KEEPS_BODY = Set.of("log", "setHeader", "setHeaders", "setVariable",
			"setVariables", "setProperty", "removeHeader", "removeHeaders", "removeProperty", "removeProperties",
			"removeVariable", "delay", "throttle", "filter", "choice", "doTry", "step", "validate", "stop",
			"throwException", "circuitBreaker", "idempotentConsumer", "loop", "multicast", "pipeline");

	private static final Set<String> BRANCHES = Set.of("when", "otherwise", "doCatch", "doFinally", "onFallback");

	private static final Set<String> SENDS = Set.of("to", "toD", "wireTap");

	/** Components that pass the event on unchanged. */
	private static final Set<String> PASSES = Set.of("log", "mock");

	/** Components that take a map, or stay within the process. */
	private static final Set<String> TAKES_MAPS = Set.of("direct", "durable", "seda", "bean", "class", "language",
			"dataformat", "controlbus", "freemarker", "velocity", "mustache", "mvel", "string-template", "jslt", "jolt",
			"json-patch", "sql", "jdbc", "mybatis", "mongodb", "couchbase", "aws2-ddb", "elasticsearch", "opensearch",
			"salesforce", "validator", "json-validator");

	private static final Pattern KAMELET = Pattern.compile("kamelet:(?://)?([^/?]+).*", Pattern.DOTALL);

	private static final Pattern SETTING = Pattern.compile("\\{\\{[?!]?([^}:]+)}}.*", Pattern.DOTALL);

	private final Map<String, YamlFile> kamelets;

	private final Findings findings;

	/** Kamelets may use each other in a circle. */
	private final Set<String> within = new HashSet<>();

	BodyCheck(List<YamlFile> kamelets, Findings findings) {
		this.kamelets = kamelets.stream().collect(Collectors.toMap(YamlFile::name, Function.identity(), (a, b) -> a));
		this.findings = findings;
	}

	void check(YamlFile file) {
		List<Node> documents = (file.root() instanceof SequenceNode list) ? list.getValue() : List.of();
		for (Node each : documents) {
			Node from = YamlFile.child(YamlFile.child(each, "route"), "from");
			if (YamlFile.text(YamlFile.child(from, "uri")).startsWith("durable:")) {
				isMapAfter(YamlFile.child(from, "steps"), (step, scheme) -> tell(file, step, scheme));
			}
		}
	}

	private void tell(YamlFile file, Node step, String what) {
		this.findings.add(Place.of(file.path(), step), Rule.BODY,
				"%s sends the body as text, and here it is a map of the event's fields".formatted(what),
				"Put - marshal: {json: {}} before it, or - setBody: with what it is to send.");
	}

	/** Is told of each step that sends the map. */
	@FunctionalInterface
	private interface Sending {

		void found(Node step, String what);

	}

	/** Whether the body is still the event after these steps. */
	private boolean isMapAfter(@Nullable Node steps, Sending sending) {
		return !(steps instanceof SequenceNode list)
				|| list.getValue().stream().allMatch((each) -> isMapAfterStep(each, sending));
	}

	private boolean isMapAfterStep(Node step, Sending sending) {
		boolean isMap = true;
		for (NodeTuple tuple : (step instanceof MappingNode mapping) ? mapping.getValue() : List.<NodeTuple>of()) {
			String name = YamlFile.text(tuple.getKeyNode());
			isMap &= SENDS.contains(name) ? isMapAfterSending(name, tuple.getValueNode(), sending)
					: KEEPS_BODY.contains(name) && isMapAfterBranches(tuple.getValueNode(), sending);
		}
		return isMap;
	}

	/** Each branch begins with the body before the first. */
	private boolean isMapAfterBranches(Node node, Sending sending) {
		boolean isMap = true;
		for (Node each : (node instanceof SequenceNode list) ? list.getValue() : List.of(node)) {
			isMap &= isMapAfter(YamlFile.child(each, "steps"), sending);
			for (String branch : BRANCHES) {
				Node below = YamlFile.child(each, branch);
				isMap &= below == null || isMapAfterBranches(below, sending);
			}
		}
		return isMap;
	}

	private boolean isMapAfterSending(String how, Node step, Sending sending) {
		Node uri = (step instanceof MappingNode) ? YamlFile.child(step, "uri") : step;
		if (uri == null || YamlFile.child(step, "variableSend") != null) {
			return false;
		}
		String text = YamlFile.text(uri);
		Matcher kamelet = KAMELET.matcher(text);
		if (kamelet.matches()) {
			return isMapAfterKamelet(kamelet.group(1), uri, sending) || how.equals("wireTap");
		}
		String scheme = text.replaceFirst("(?s):.*", "");
		if (PASSES.contains(scheme)) {
			return true;
		}
		// what names no component has a finding of its own
		if (!TAKES_MAPS.contains(scheme) && !text.startsWith("$") && text.matches("(?s)\\{\\{.*|.*:.*")) {
			sending.found(uri, scheme);
		}
		return how.equals("wireTap");
	}

	private boolean isMapAfterKamelet(String name, Node use, Sending sending) {
		YamlFile kamelet = this.kamelets.get(name);
		if (kamelet == null || !this.within.add(name)) {
			return false;
		}
		Node template = YamlFile.child(YamlFile.child(kamelet.root(), "spec"), "template");
		Node steps = YamlFile.child(YamlFile.child(template, "from"), "steps");
		Set<String> beans = KameletNames.beans(kamelet);
		boolean isMap = isMapAfter(steps, (step, what) -> {
			Matcher setting = SETTING.matcher(YamlFile.text(step));
			if (!setting.matches() || !beans.contains(setting.group(1))) {
				sending.found(use, "kamelet " + name);
			}
		});
		this.within.remove(name);
		return isMap;
	}

}
