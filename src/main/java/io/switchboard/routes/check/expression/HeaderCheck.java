package io.switchboard.routes.check.expression;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.text.Nearest;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Finds headers and exchange properties that a route reads and nobody sets. An event
 * comes without any. A missing one is an empty text in a mail, which nobody notices.
 */
public final class HeaderCheck {

	private static final Pattern HEADER = Pattern
		.compile("\\$\\{(?:in\\.)?header(?:s\\??[.:]|\\??[.:]|s?\\[|As\\()['\"]?([\\w-]+)");

	private static final Pattern PROPERTY = Pattern.compile("\\$\\{exchangeProperty(?:\\??[.:]|\\[)['\"]?([\\w-]+)");

	/** Steps that may set headers unseen: they ask other systems, or run beans. */
	private static final Set<String> FOREIGN = Set.of("process", "bean", "script", "poll", "pollEnrich", "enrich",
			"recipientList", "routingSlip", "dynamicRouter", "unmarshal", "split", "aggregate", "loop", "setHeaders",
			"setProperties");

	private static final String CAMEL = "Camel";

	private final YamlFile file;

	private final Vocabulary vocabulary;

	private final Findings findings;

	private final Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	private final Set<String> properties = new TreeSet<>();

	/** Whether an earlier step may have set headers that this check does not see. */
	private boolean isForeign;

	/**
	 * Makes a check for a file.
	 * @param file of a route
	 * @param vocabulary the names that may be used
	 * @param findings gets what is found
	 */
	public HeaderCheck(YamlFile file, Vocabulary vocabulary, Findings findings) {
		this.file = file;
		this.vocabulary = vocabulary;
		this.findings = findings;
	}

	/**
	 * Checks the routes of the file; the rules of the switchboard may not read headers at
	 * all.
	 */
	public void check() {
		for (YamlFile.Value value : this.file.values()) {
			if (value.key(0).equals("name") && value.key(1).matches("setHeader|headers")) {
				this.headers.add(value.text());
			}
			else if (value.key(0).equals("name") && value.key(1).matches("setProperty|properties")) {
				this.properties.add(value.text());
			}
		}
		if (!this.file.name().equals(RouteNames.SWITCHBOARD) && !this.file.text().contains("direct:")
				&& this.file.root() instanceof SequenceNode documents) {
			for (Node document : documents.getValue()) {
				Node from = YamlFile.child(YamlFile.child(document, "route"), "from");
				this.isForeign = !YamlFile.text(YamlFile.child(from, "uri")).startsWith("durable");
				Node steps = YamlFile.child(from, "steps");
				if (steps != null) {
					steps(steps);
				}
			}
		}
	}

	/** In the order in which they run. */
	private void steps(Node node) {
		if (node instanceof SequenceNode list) {
			list.getValue().forEach(this::steps);
		}
		else if (node instanceof MappingNode mapping) {
			for (NodeTuple each : mapping.getValue()) {
				step(YamlFile.text(each.getKeyNode()), each.getValueNode());
			}
		}
	}

	private void step(String name, Node step) {
		Node inner = YamlFile.child(step, "steps");
		if (inner != null || Set.of("choice", "doTry").contains(name)) {
			for (NodeTuple each : (step instanceof MappingNode mapping) ? mapping.getValue() : List.<NodeTuple>of()) {
				String key = YamlFile.text(each.getKeyNode());
				if (Set.of("steps", "when", "otherwise", "doCatch", "doFinally").contains(key)) {
					branches(each.getValueNode());
				}
				else {
					asked(each.getValueNode(), List.of(name, key));
				}
			}
		}
		else {
			asked(step, List.of(name));
		}
		this.isForeign |= FOREIGN.contains(name) || Set.of("to", "toD").contains(name);
	}

	/** A list of steps, or of branches that have conditions and steps. */
	private void branches(Node node) {
		if (node instanceof SequenceNode list) {
			list.getValue().forEach(this::branches);
		}
		else if (node instanceof MappingNode mapping) {
			boolean isBranch = YamlFile.child(node, "steps") != null && (YamlFile.child(node, "expression") != null
					|| mapping.getValue().size() == 1 || YamlFile.child(node, "exception") != null);
			if (isBranch) {
				step("branch", node);
			}
			else {
				steps(node);
			}
		}
	}

	private void asked(Node node, List<String> above) {
		for (YamlFile.Value value : YamlFile.values(node)) {
			HEADER.matcher(value.text()).results().forEach((each) -> told(value, each, "header"));
			PROPERTY.matcher(value.text()).results().forEach((each) -> told(value, each, "exchange property"));
			String language = value.key(1).isEmpty() ? above.get(above.size() - 1) : value.key(1);
			if (value.key(0).equals("expression") && language.matches("header|exchangeProperty")) {
				told(value, value.text(), value.text(), language.equals("header") ? "header" : "exchange property");
			}
		}
	}

	private void told(YamlFile.Value value, MatchResult found, String what) {
		told(value, found.group(1), found.group(), what);
	}

	private void told(YamlFile.Value value, String name, String word, String what) {
		Set<String> set = what.equals("header") ? this.headers : this.properties;
		if (set.contains(name) || name.startsWith(CAMEL)) {
			return;
		}
		String mend = Nearest.of(name, set)
			.map((near) -> "Did you mean %s?".formatted(near))
			.orElseGet(() -> instead(name));
		if (!this.isForeign || mend.startsWith("Did")) {
			this.findings.add(this.file.place(value, word), Rule.HEADER, "nothing sets the %s %s".formatted(what, name),
					mend);
		}
	}

	private String instead(String name) {
		Set<String> variables = this.vocabulary.variables(this.file);
		if (variables.contains(name)) {
			return "It is a variable: write ${variable.%s}.".formatted(name);
		}
		if (this.vocabulary.field(name) == null) {
			return "It is a field of the event: write ${body[%s]}.".formatted(name);
		}
		return Nearest.of(name, variables)
			.map((near) -> "Did you mean ${variable.%s}?".formatted(near))
			.orElse("An event comes without any: set it before, or ask for a variable or a field.");
	}

}
