package io.switchboard.routes.check;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * An option of an address, as a file has it.
 *
 * @param name as it is written
 * @param value as it is written
 * @param place where it begins
 * @param valuePlace where its value begins
 */
record GivenOption(String name, String value, Place place, Place valuePlace) {

	/** Reads the options from the parameters and from the address itself. */
	static List<GivenOption> of(YamlFile file, Node uri, @Nullable Node parameters) {
		List<GivenOption> given = new ArrayList<>();
		if (parameters instanceof MappingNode mapping) {
			for (NodeTuple each : mapping.getValue()) {
				given.add(new GivenOption(YamlFile.text(each.getKeyNode()), YamlFile.text(each.getValueNode()),
						Place.of(file.path(), each.getKeyNode()), Place.of(file.path(), each.getValueNode())));
			}
		}
		String text = YamlFile.text(uri);
		if (text.contains("?") && !text.contains("{{?")) {
			Place place = Place.of(file.path(), uri);
			int quote = (uri instanceof ScalarNode scalar && !scalar.isPlain()) ? 1 : 0;
			for (String each : text.substring(text.indexOf('?') + 1).split("&")) {
				String name = each.replaceFirst("=.*", "");
				Place at = new Place(place.file(), place.line(), place.column() + quote + text.indexOf(each));
				if (name.matches("[A-Za-z][\\w.-]*")) {
					given
						.add(new GivenOption(name, each.substring(Math.min(name.length() + 1, each.length())), at, at));
				}
			}
		}
		return given;
	}

}
