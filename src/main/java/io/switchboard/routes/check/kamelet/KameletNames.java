package io.switchboard.routes.check.kamelet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.routes.check.file.KnownYaml;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.text.YamlText;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The names in braces in the steps of a kamelet. */
public final class KameletNames {

	private KameletNames() {
	}

	/** Whether it can be used; what else is wrong with one that was cut only follows. */
	public static boolean hasSteps(YamlFile kamelet) {
		return YamlFile.child(YamlFile.child(YamlFile.child(kamelet.root(), "spec"), "template"), "from") != null;
	}

	/** The properties that it describes; a set that may be added to. */
	public static Set<String> properties(YamlFile kamelet) {
		Node definition = YamlFile.child(YamlFile.child(kamelet.root(), "spec"), "definition");
		return (YamlFile.child(definition, "properties") instanceof MappingNode properties) ? properties.getValue()
			.stream()
			.map((each) -> YamlFile.text(each.getKeyNode()))
			.collect(Collectors.toCollection(TreeSet::new)) : new TreeSet<>();
	}

	/** The beans that a kamelet makes for each use, which its steps name in braces. */
	public static Set<String> beans(YamlFile kamelet) {
		Node beans = YamlFile.child(YamlFile.child(YamlFile.child(kamelet.root(), "spec"), "template"), "beans");
		return (beans instanceof SequenceNode list) ? list.getValue()
			.stream()
			.map((each) -> YamlFile.text(YamlFile.child(each, "name")))
			.collect(Collectors.toSet()) : Set.of();
	}

	/** What was meant by the name of a kamelet. A renamed file still has its old name. */
	static String meant(String name, Path folder) {
		Set<String> names = in(folder);
		for (String each : names) {
			try {
				Node root = KnownYaml.nodes(YamlText.read(folder.resolve(each + ".kamelet.yaml")));
				if (name.equals(YamlFile.text(YamlFile.child(YamlFile.child(root, "metadata"), "name")))) {
					return "Did you mean %s?".formatted(each);
				}
			}
			catch (IOException | YAMLException ex) {
				// its own file has the finding
			}
		}
		return Wording.meant(name, names);
	}

	private static Set<String> in(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".kamelet.yaml"))
				.map((name) -> name.replace(".kamelet.yaml", ""))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			return Set.of();
		}
	}

}
