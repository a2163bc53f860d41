package io.switchboard.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.settings.SettingsCheck.Unknown;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What Spring Boot passes over in a file with settings. It says nothing of a list or a
 * text in the place of all settings, nor of a setting with two values.
 */
final class SettingsDocument {

	private static final int LONGEST = 500;

	private final Path file;

	private final List<Unknown> wrong = new ArrayList<>();

	/** The values of one document, by the whole names of the settings. */
	private final Map<String, ScalarNode> values = new HashMap<>();

	private SettingsDocument(Path file) {
		this.file = file;
	}

	/** Empty also if the file is no YAML, which is reported elsewhere. */
	static List<Unknown> wrong(Path file) {
		SettingsDocument all = new SettingsDocument(file);
		try (Reader reader = Files.newBufferedReader(file)) {
			for (Node root : new Yaml(new SafeConstructor(new LoaderOptions())).composeAll(reader)) {
				all.values.clear();
				all.document(root);
			}
		}
		catch (IOException | YAMLException ex) {
			return List.of();
		}
		return all.wrong;
	}

	private void document(Node root) {
		if (root instanceof MappingNode settings) {
			section("", settings);
		}
		else if (root != null && !root.getTag().equals(Tag.NULL)) {
			tell(root,
					(root instanceof ScalarNode) ? "these are no settings, but a text"
							: "these are no settings, but a list",
					"Write a name, a colon, a space and a value in each line.");
		}
	}

	private void section(String section, MappingNode settings) {
		for (NodeTuple each : settings.getValue()) {
			if (!(each.getKeyNode() instanceof ScalarNode key)) {
				continue;
			}
			String name = section + key.getValue();
			// an alias may stand inside of what it repeats
			if (each.getValueNode() instanceof MappingNode deeper && name.length() < LONGEST) {
				section(name + ".", deeper);
			}
			else if (each.getValueNode() instanceof ScalarNode value) {
				ScalarNode first = this.values.putIfAbsent(name, value);
				if (first != null && !first.getValue().equals(value.getValue())) {
					tell(key, "%s is there twice, with two values: first in line %d".formatted(name,
							first.getStartMark().getLine() + 1), "Remove one of the two.");
				}
			}
		}
	}

	private void tell(Node node, String what, String mend) {
		this.wrong.add(new Unknown(this.file.toString(), node.getStartMark().getLine() + 1,
				node.getStartMark().getColumn() + 1, what, mend));
	}

}
