package io.switchboard.simulator.account;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.text.YamlText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads {@code account.yaml}. Mistakes are named with their line. */
class AccountFile {

	private static final Set<String> TOP = fields("customer_id", "number", "owner", "users", "queues", "ring_groups",
			"contacts");

	private static final Set<String> RING_GROUP = fields("id", "name", "number");

	private final Path file;

	private final Set<String> numbers = new LinkedHashSet<>();

	AccountFile(Path file) {
		this.file = file;
	}

	static Set<String> fields(String... names) {
		return new LinkedHashSet<>(List.of(names));
	}

	/** An empty account if there is no file. */
	StandingData read() {
		if (!Files.exists(this.file)) {
			return StandingData.empty();
		}
		try {
			Node root = new Yaml(new LoaderOptions()).compose(new StringReader(YamlText.read(this.file)));
			return (root != null) ? account(entries(root, TOP)) : StandingData.empty();
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			throw new WrongAccountException("%s:%d: this is not YAML: %s".formatted(this.file, line, ex.getProblem()),
					"Correct the line; a colon or an indentation is usually missing.");
		}
		catch (IOException ex) {
			throw new WrongAccountException("%s: cannot be read (%s)".formatted(this.file, ex.getMessage()),
					"Let this user read it, in UTF-8.");
		}
	}

	private StandingData account(Map<String, Node> top) {
		StandingData empty = StandingData.empty();
		for (Map<String, Node> user : list(top, "users", with(StandingData.USER, "phone"))) {
			extension(empty, user, "ext", "LOCAL_USER", text(user, "first_name") + " " + text(user, "last_name"));
			empty.users().put(whole(user, "id"), values(user));
		}
		for (Map<String, Node> queue : list(top, "queues", StandingData.QUEUE)) {
			extension(empty, queue, "number", "QUEUE", text(queue, "name"));
			Map<String, @Nullable Object> values = values(queue);
			values.put("users", members(empty, queue));
			empty.queues().put(whole(queue, "id"), values);
		}
		for (Map<String, Node> group : list(top, "ring_groups", RING_GROUP)) {
			extension(empty, group, "number", "RG-" + whole(group, "id"), text(group, "name"));
		}
		for (Map<String, Node> contact : list(top, "contacts", StandingData.CONTACT)) {
			if (empty.contacts().get(whole(contact, "id")) != null) {
				throw wrong(contact.get("id"), "another contact has this id", "Give each an id of its own.");
			}
			empty.contacts().put(whole(contact, "id"), values(contact));
		}
		long owner = whole(top, "owner");
		if (empty.users().get(owner) == null) {
			throw wrong(top.get("owner"), "there is no user " + owner, "Name the id of one of the users.");
		}
		return new StandingData(whole(top, "customer_id"), text(top, "number"), owner, empty.users(), empty.queues(),
				empty.contacts(), empty.extensions());
	}

	private void extension(StandingData data, Map<String, Node> entry, String field, String context, String name) {
		long id = whole(entry, "id");
		String number = text(entry, field);
		if (!number.matches("\\d{2,8}")) {
			throw wrong(entry.get(field), "%s: '%s' is not an extension".formatted(field, number),
					"Use two to eight digits, in quotes.");
		}
		if (!this.numbers.add(number) || !this.numbers.add(context + " " + id)) {
			throw wrong(entry.get("id"), "another user, queue or ring group has this id or extension",
					"Give each an id and an extension of its own.");
		}
		boolean phone = !(entry.get("phone") instanceof ScalarNode node) || !node.getValue().equals("false");
		data.extensions().put(number, new StandingData.Extension(id, number, name.strip(), context, phone));
	}

	private List<Map<String, @Nullable Object>> members(StandingData data, Map<String, Node> queue) {
		List<Long> ids = new ArrayList<>();
		if (queue.get("users") instanceof SequenceNode sequence) {
			for (Node node : sequence.getValue()) {
				long id = whole(Map.of("users", node), "users");
				if (data.users().get(id) == null) {
					throw wrong(node, "there is no user " + id, "Name ids of users above.");
				}
				ids.add(id);
			}
		}
		return data.members(ids);
	}

	private List<Map<String, Node>> list(Map<String, Node> top, String name, Set<String> fields) {
		Node node = top.get(name);
		if (node == null) {
			return List.of();
		}
		if (!(node instanceof SequenceNode sequence)) {
			throw wrong(node, name + " is not a list", "Begin each entry with a dash.");
		}
		return sequence.getValue().stream().map((each) -> entries(each, fields)).toList();
	}

	private Map<String, Node> entries(Node node, Set<String> known) {
		if (!(node instanceof MappingNode mapping)) {
			throw wrong(node, "this is not an entry", "Write names and values: " + String.join(", ", known));
		}
		Map<String, Node> entries = new LinkedHashMap<>();
		entries.put("", node);
		for (NodeTuple tuple : mapping.getValue()) {
			String name = (tuple.getKeyNode() instanceof ScalarNode key) ? key.getValue() : "";
			if (!known.contains(name)) {
				throw wrong(tuple.getKeyNode(), "there is no '%s' here".formatted(name),
						"Use one of: " + String.join(", ", new TreeSet<>(known)));
			}
			entries.put(name, tuple.getValueNode());
		}
		return entries;
	}

	private String text(Map<String, Node> entry, String name) {
		if (entry.get(name) instanceof ScalarNode node && !node.getValue().isBlank()) {
			return node.getValue();
		}
		throw wrong(entry.get(name) != null ? entry.get(name) : entry.get(""), name + " is missing", "Add it.");
	}

	private long whole(Map<String, Node> entry, String name) {
		String text = text(entry, name);
		if (!text.matches("[1-9]\\d{0,17}")) {
			throw wrong(entry.get(name), "%s: '%s' is not a whole number above 0".formatted(name, text),
					"Write digits.");
		}
		return Long.parseLong(text);
	}

	private static Map<String, @Nullable Object> values(Map<String, Node> entry) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		entry.forEach((name, node) -> {
			if (node instanceof ScalarNode scalar) {
				values.put(name, value(scalar));
			}
		});
		return values;
	}

	private static @Nullable Object value(ScalarNode node) {
		if (node.getTag().equals(Tag.INT) && node.getValue().matches("\\d{1,18}")) {
			return Long.parseLong(node.getValue());
		}
		if (node.getTag().equals(Tag.BOOL)) {
			return node.getValue().equals("true");
		}
		return node.getTag().equals(Tag.NULL) ? null : node.getValue();
	}

	private static Set<String> with(Set<String> fields, String more) {
		Set<String> all = new LinkedHashSet<>(fields);
		all.add(more);
		return all;
	}

	private WrongAccountException wrong(@Nullable Node node, String what, String mend) {
		int line = (node != null) ? node.getStartMark().getLine() + 1 : 1;
		return new WrongAccountException("%s:%d: %s".formatted(this.file, line, what), mend);
	}

}
