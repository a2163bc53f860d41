package io.switchboard.routes.check.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.switchboard.routes.FilesOf;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.settings.SettingsCheck;
import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.settings.SettingsStop;
import io.switchboard.text.Nearest;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Whether what a sample is to do is said with keys that a test compares, and names routes
 * and samples that there are.
 */
final class ExpectationCheck {

	private static final Set<String> REQUEST = Set.of("request", "query", "headers", "body");

	/** The lists of effects, with the keys of their entries; any for an empty set. */
	private static final Map<String, Set<String>> LISTS = Map.of("mails",
			Set.of("to", "cc", "bcc", "from", "reply_to", "subject", "text", "html"), "rows",
			Set.of("database", "statement", "values"), "requests", REQUEST, "voipstudio", REQUEST, "files", Set.of(),
			"others", Set.of(), "beans", Set.of(), "failures", Set.of());

	/** What an entry usually begins with. */
	private static final Map<String, String> FIRST = Map.of("mails", "to", "rows", "statement");

	private static final Set<String> OTHERS = Set.of("settings", "answers", "deliveries", "gathered");

	private static final Set<String> ANSWERED = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "contact",
			"query", "rows");

	private final YamlFile file;

	private final Set<String> routes;

	private final Findings findings;

	/** {@code routes}: the names of all that there are. */
	ExpectationCheck(YamlFile file, Set<String> routes, Findings findings) {
		this.file = file;
		this.routes = routes;
		this.findings = findings;
	}

	void check() {
		Path sample = sample(this.file.path().getFileName().toString().replaceFirst("\\.expect\\.yaml$", ""));
		if (!Files.exists(sample)) {
			this.findings.add(Place.of(this.file.path()), Rule.SAMPLE, "there is no sample %s".formatted(sample),
					Wording.meantFile(sample));
		}
		if (!(this.file.root() instanceof MappingNode all)) {
			tell(this.file.root(), "the file is not names with values", "Write deliveries: and mails:, for example.");
			return;
		}
		Set<String> keys = new TreeSet<>(LISTS.keySet());
		keys.addAll(OTHERS);
		for (NodeTuple each : all.getValue()) {
			String key = YamlFile.text(each.getKeyNode());
			if (!keys.contains(key)) {
				tell(each.getKeyNode(), "there is no key '%s'".formatted(key), Wording.meant(key, keys));
			}
			else if (key.equals("deliveries") || (key.equals("gathered") && !isNothing(each.getValueNode()))) {
				names(key, each.getValueNode());
			}
			else if (key.equals("answers") && !isNothing(each.getValueNode())) {
				answers(each.getValueNode());
			}
			else if (key.equals("settings") && !isNothing(each.getValueNode())) {
				settings(each.getValueNode());
			}
			else if (LISTS.containsKey(key)) {
				list(key, each.getValueNode());
			}
		}
	}

	private Path sample(String name) {
		return this.file.path().resolveSibling(name + ".json");
	}

	private void names(String key, Node value) {
		if (key.equals("deliveries") && !(value instanceof SequenceNode)) {
			String name = YamlFile.text(value);
			tell(value, "deliveries is not a list",
					name.isEmpty() ? "Begin each name with a dash (-)." : "Write [%s].".formatted(name));
			return;
		}
		for (Node each : (value instanceof SequenceNode list) ? list.getValue() : List.of(value)) {
			String name = YamlFile.text(each);
			if (name.isBlank() || isNothing(each)) {
				tell(each, "an entry of %s is not a name".formatted(key), "Write one name after each dash.");
				continue;
			}
			if (key.equals("gathered") && !Files.exists(sample(name))) {
				tell(each, "there is no sample %s".formatted(name), Wording.meantFile(sample(name)));
			}
			if (key.equals("deliveries") && !this.routes.isEmpty() && !this.routes.contains(name)) {
				tell(each, "there is no route %s".formatted(name), Wording.meant(name, this.routes));
			}
		}
	}

	private void list(String key, Node value) {
		if (!(value instanceof SequenceNode list)) {
			tell(value, "%s is not a list".formatted(key), "Begin each entry with a dash (-), or write [] for none.");
			return;
		}
		Set<String> known = LISTS.getOrDefault(key, Set.of());
		for (Node entry : list.getValue()) {
			if (!(entry instanceof MappingNode)) {
				tell(entry, "an entry of %s is not names with values".formatted(key),
						known.isEmpty() ? "Write names and values, as test --write does."
								: "Write %s: and the value.".formatted(FIRST.getOrDefault(key, "request")));
				continue;
			}
			for (NodeTuple each : ((MappingNode) entry).getValue()) {
				String name = YamlFile.text(each.getKeyNode());
				List<String> free = new ArrayList<>(known);
				free.removeIf((other) -> YamlFile.child(entry, other) != null);
				if (!known.contains(name) && !known.isEmpty()) {
					tell(each.getKeyNode(), "%s have no '%s'".formatted(key, name), Wording.meant(name, free));
				}
				if (key.equals("rows") && name.equals("statement")) {
					statement(each.getValueNode());
				}
				contains(each.getValueNode());
			}
		}
	}

	private void statement(Node value) {
		String name = YamlFile.text(value);
		Path folder = this.file.path().resolveSibling("../statements").normalize();
		Set<String> statements = FilesOf.paths(folder, "sql")
			.stream()
			.map(YamlFile::name)
			.collect(Collectors.toCollection(TreeSet::new));
		if (!statements.isEmpty() && name.matches("[\\w.-]+") && !statements.contains(name)) {
			tell(value, "there is no statement %s".formatted(name), Wording.meant(name, statements));
		}
	}

	/** Requests with a method, and the words for what is no request. */
	private void answers(Node value) {
		if (!(value instanceof MappingNode all)) {
			tell(value, "answers is not names with values", "Write GET cdrs: and the answer, for example.");
			return;
		}
		for (NodeTuple each : all.getValue()) {
			String request = YamlFile.text(each.getKeyNode());
			String word = request.split("\\s", 2)[0];
			if (!ANSWERED.contains(word)) {
				tell(each.getKeyNode(), "nothing asks '%s'".formatted(request), Wording.meant(word, ANSWERED));
			}
			Node answer = each.getValueNode();
			if (word.equals("rows") && !YamlFile.text(answer).matches("\\d+")) {
				tell(answer, "the answer for rows is not a whole number", "Write how many rows a statement writes.");
			}
			if (word.equals("query") && !(answer instanceof SequenceNode) && !isNothing(answer)) {
				tell(answer, "the answer for query is not a list of rows", "Begin each row with a dash (-).");
			}
			if (request.contains("://") && isHalfAStatus(answer)) {
				tell(answer, "the answer has a status, but Switchboard would send it as JSON",
						"Write {status: 404, body: …}, with a number and no other key.");
			}
		}
	}

	/** Like {@code status} and {@code body}, but not the two of them. */
	private static boolean isHalfAStatus(Node answer) {
		Node status = YamlFile.child(answer, "status");
		if (status == null || !YamlFile.text(status).matches("[1-5]\\d\\d")) {
			return false;
		}
		int keys = ((MappingNode) answer).getValue().size();
		return keys == 1 || YamlFile.child(answer, "body") != null && (keys > 2 || !status.getTag().equals(Tag.INT));
	}

	private void settings(Node value) {
		if (!(value instanceof MappingNode)) {
			tell(value, "settings is not names with values", "Write crm.url: and the value, for example.");
			return;
		}
		SettingsCheck check = SettingsStop.check(this.file.path().resolveSibling("..").normalize());
		for (YamlFile.Value each : YamlFile.values(value)) {
			Unknown unknown = check.check(String.join(".", each.keys()), each.text());
			if (unknown != null) {
				tell(each.node(), unknown.what(), unknown.mend());
			}
		}
	}

	private static boolean isNothing(Node value) {
		return value.getTag().equals(Tag.NULL);
	}

	/** The one word by which a part of a text is expected. */
	private void contains(Node value) {
		Node parts = YamlFile.child(value, "contains");
		if (parts != null && ((MappingNode) value).getValue().size() == 1
				&& (isNothing(parts) || parts instanceof SequenceNode list && list.getValue().isEmpty())) {
			tell(parts, "contains says no text", "Write a part of the text.");
		}
		if (value instanceof MappingNode one && one.getValue().size() == 1
				&& one.getValue().get(0).getKeyNode() instanceof ScalarNode key && !key.getValue().equals("contains")
				&& Nearest.distance(key.getValue(), "contains") <= 2) {
			tell(key, "there is no key '%s'".formatted(key.getValue()), "Did you mean contains?");
		}
	}

	private void tell(Node node, String what, String mend) {
		this.findings.add(Place.of(this.file.path(), node), Rule.SAMPLE, what, mend);
	}

}
