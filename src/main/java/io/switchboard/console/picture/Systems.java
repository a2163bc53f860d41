package io.switchboard.console.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.support.LRUCacheFactory;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Finds the systems that a kamelet reaches. The annotation {@code switchboard/system} in
 * its file names one or several, separated by commas. Without it, they follow from the
 * components to which the template sends, else from the kamelet's name.
 */
final class Systems {

	private static final String ANNOTATION = "switchboard/system";

	private static final Map<String, String> BY_SCHEME = Map.of("smtp", "mail", "smtps", "mail", "jdbc", "database",
			"sql", "database", "file", "files");

	/** What kamelets say, by their text: a picture is drawn again and again. */
	private static final Map<String, List<String>> KNOWN = Collections
		.synchronizedMap(LRUCacheFactory.newLRUCache(500));

	private final Path kamelets;

	Systems(Path routes) {
		this.kamelets = routes.resolve("kamelets");
	}

	/** For people, in alphabetical order; never empty. */
	Set<String> of(String kamelet, Model model) {
		Set<String> systems = annotated(kamelet);
		if (systems.isEmpty()) {
			systems = sentTo(model.getRouteTemplateDefinition(kamelet));
		}
		if (systems.isEmpty()) {
			systems.add(kamelet.split("-", 2)[0]);
		}
		return systems;
	}

	private Set<String> annotated(String kamelet) {
		try {
			String file = Files.readString(this.kamelets.resolve(kamelet + ".kamelet.yaml"));
			return new TreeSet<>(KNOWN.computeIfAbsent(file, Systems::named));
		}
		catch (IOException | YAMLException ex) {
			// it may come from a jar, and the check of the folder reports mistakes
			return new TreeSet<>();
		}
	}

	private static List<String> named(String file) {
		Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
		Object text = map(map(map(content).get("metadata")).get("annotations")).get(ANNOTATION);
		return Arrays.stream(String.valueOf((text != null) ? text : "").split(","))
			.map(String::strip)
			.filter((each) -> !each.isEmpty())
			.toList();
	}

	private static Map<?, ?> map(@Nullable Object node) {
		return (node instanceof Map<?, ?> map) ? map : Map.of();
	}

	private static Set<String> sentTo(@Nullable RouteTemplateDefinition template) {
		Set<String> systems = new TreeSet<>();
		if (template != null) {
			for (SendDefinition<?> send : ProcessorDefinitionHelper
				.filterTypeInOutputs(template.getRoute().getOutputs(), SendDefinition.class)) {
				String target = RouteSteps.target(send.getEndpointUri());
				String scheme = target.split(":", 2)[0];
				if (scheme.startsWith("http")) {
					systems.add(target.replaceFirst("^https?:/*", "").replaceFirst("/.*", ""));
				}
				else if (BY_SCHEME.containsKey(scheme)) {
					systems.add(BY_SCHEME.get(scheme));
				}
			}
		}
		return systems;
	}

}
