package io.switchboard.routes.check;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The names in braces in the steps of a kamelet. */
final class KameletNames {

	private KameletNames() {
	}

	/** The properties that it describes; a set that may be added to. */
	static Set<String> properties(YamlFile kamelet) {
		Node definition = YamlFile.child(YamlFile.child(kamelet.root(), "spec"), "definition");
		return (YamlFile.child(definition, "properties") instanceof MappingNode properties) ? properties.getValue()
			.stream()
			.map((each) -> YamlFile.text(each.getKeyNode()))
			.collect(Collectors.toCollection(TreeSet::new)) : new TreeSet<>();
	}

	/** The beans that a kamelet makes for each use, which its steps name in braces. */
	static Set<String> beans(YamlFile kamelet) {
		Node beans = YamlFile.child(YamlFile.child(YamlFile.child(kamelet.root(), "spec"), "template"), "beans");
		return (beans instanceof SequenceNode list) ? list.getValue()
			.stream()
			.map((each) -> YamlFile.text(YamlFile.child(each, "name")))
			.collect(Collectors.toSet()) : Set.of();
	}

}
