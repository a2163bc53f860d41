package io.switchboard.routes.check.file;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Whether a route's id is unique, and is the name of its file and its channel. It reads
 * the files, because Camel keeps only the last of two routes with one id.
 */
public class NameCheck {

	private final Findings findings;

	private final Map<String, Place> ids = new HashMap<>();

	private final Set<String> repeated = new HashSet<>();

	/**
	 * Makes a check for a folder.
	 * @param findings gets what is found
	 */
	public NameCheck(Findings findings) {
		this.findings = findings;
	}

	/** The names of files with routes that exist twice. */
	public Set<String> check(List<YamlFile> files) {
		// of two with the same id, the copy is told
		files.stream()
			.sorted(Comparator.comparing((YamlFile file) -> !isNamedAsARoute(file)))
			.forEach((file) -> check(file, file.root()));
		return this.repeated;
	}

	private static boolean isNamedAsARoute(YamlFile file) {
		return Pattern.compile("(?m)\\bid: *[\"']?%s[\"']?\\s*$".formatted(Pattern.quote(file.name())))
			.matcher(file.text())
			.find();
	}

	private void check(YamlFile file, Node root) {
		if (root instanceof SequenceNode documents) {
			documents.getValue().forEach((each) -> check(file, each));
		}
		else if (root instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				if (YamlFile.text(tuple.getKeyNode()).equals("route")) {
					route(file, tuple.getValueNode());
				}
			}
		}
	}

	private void route(YamlFile file, Node route) {
		Node id = YamlFile.child(route, "id");
		if (id != null) {
			Place place = Place.of(file.path(), id);
			Place other = this.ids.putIfAbsent(YamlFile.text(id), place);
			if (other != null) {
				this.repeated.add(file.name());
				this.repeated.add(YamlFile.name(Path.of(other.file())));
				this.findings.add(place, Rule.DUPLICATE_ID,
						"a route has the id '%s', which is in %s already".formatted(YamlFile.text(id), other),
						"Name each route, and its channel, as its file.");
				return;
			}
			named(file, id, YamlFile.text(id), "the route's id");
		}
		Node from = YamlFile.child(route, "from");
		Node uri = (YamlFile.child(from, "uri") != null) ? YamlFile.child(from, "uri") : from;
		String channel = Destinations.target(YamlFile.text(uri));
		if (channel.startsWith("durable:")) {
			named(file, uri, channel.replaceFirst("durable:", ""), "the route's channel");
		}
	}

	private void named(YamlFile file, @Nullable Node node, String name, String whose) {
		if (node != null && !name.equals(file.name())) {
			this.findings.add(Place.of(file.path(), node), Rule.NAME,
					"%s is %s, and its file is %s".formatted(whose, name, file.path().getFileName()),
					"Give the file, the route and its channel one name.");
		}
	}

}
