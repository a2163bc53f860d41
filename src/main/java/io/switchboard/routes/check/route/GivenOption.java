package io.switchboard.routes.check.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Place;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
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
		Place place = Place.of(file.path(), uri);
		int quote = (uri instanceof ScalarNode scalar && !scalar.isPlain()) ? 1 : 0;
		given.addAll(
				of(text, (each) -> new Place(place.file(), place.line(), place.column() + quote + text.indexOf(each))));
		return given;
	}

	/** Reads the options from the address of a step in Java. */
	static List<GivenOption> of(RouteDefinition route, OptionalIdentifiedDefinition<?> step, String address) {
		return of(address, (each) -> Place.of(route, step, each.replaceFirst("=.*", "=")));
	}

	private static List<GivenOption> of(String address, Function<String, Place> places) {
		List<GivenOption> given = new ArrayList<>();
		if (address.contains("?") && !address.contains("{{?")) {
			for (String each : address.substring(address.indexOf('?') + 1).split("&")) {
				String name = each.replaceFirst("(?s)=.*", "");
				if (name.matches("[A-Za-z][\\w.-]*")) {
					Place at = places.apply(each);
					given
						.add(new GivenOption(name, each.substring(Math.min(name.length() + 1, each.length())), at, at));
				}
			}
		}
		return given;
	}

}
