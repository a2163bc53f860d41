package io.switchboard.routes.check;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.switchboard.routes.values.Values;
import org.apache.camel.CamelContext;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Whether a route uses a kamelet as that describes itself: it exists, its properties do,
 * and the files they name.
 */
class KameletCheck {

	private final Path routes;

	private final CamelContext camel;

	KameletCheck(Path routes, CamelContext camel) {
		this.routes = routes;
		this.camel = camel;
	}

	/**
	 * What is wrong with a use such as {@code kamelet:database-sink?statement=dtmf};
	 * empty if nothing is.
	 */
	List<String> problems(String name, String query) {
		Path file = this.routes.resolve("kamelets").resolve(name + ".kamelet.yaml");
		if (!Files.exists(file)) {
			return List.of("there is no kamelet %s; it would be %s".formatted(name, file));
		}
		try {
			Map<?, ?> kamelet = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
			Map<?, ?> definition = map(map(kamelet.get("spec")).get("definition"));
			return problems(name, Values.parameters(query), definition);
		}
		catch (IOException | URISyntaxException | YAMLException ex) {
			return List.of("kamelet %s cannot be read from %s: %s".formatted(name, file, ex.getMessage()));
		}
	}

	private List<String> problems(String name, Map<String, String> given, Map<?, ?> definition) {
		Map<?, ?> properties = map(definition.get("properties"));
		List<String> problems = new ArrayList<>();
		given.forEach((property, value) -> {
			if (!properties.containsKey(property)) {
				problems.add("kamelet %s has no property '%s'; it has %s".formatted(name, property, names(properties)));
			}
			else {
				problems.addAll(missingFiles(value, map(properties.get(property))));
				problems.addAll(unusable(property, value, isSimple(map(properties.get(property)))));
			}
		});
		if (definition.get("required") instanceof List<?> required) {
			required.stream()
				.filter((property) -> !given.containsKey(property))
				.forEach((property) -> problems.add("kamelet %s needs the property '%s'".formatted(name, property)));
		}
		return problems;
	}

	/** A property whose descriptor is {@code file:statements/{}.sql} names a file. */
	private List<String> missingFiles(String value, Map<?, ?> property) {
		List<String> problems = new ArrayList<>();
		boolean known = Values.settings(value).isEmpty() && Values.expressions(value).isEmpty();
		if (known && property.get("x-descriptors") instanceof List<?> descriptors) {
			for (Object descriptor : descriptors) {
				String text = descriptor.toString();
				Path file = this.routes.resolve(text.replaceFirst("^file:", "").replace("{}", value));
				if (text.startsWith("file:") && !Files.exists(file)) {
					problems.add("there is no file " + file);
				}
			}
		}
		return problems;
	}

	/**
	 * A setting that is not there, or an expression that is none: here the route's file
	 * is known, later it is not.
	 */
	private List<String> unusable(String property, String value, boolean isSimple) {
		try {
			if (isSimple && Values.unfinished(value) != null) {
				return List
					.of("%s: %s: an expression without its end; as text it is written \\${".formatted(property, value));
			}
			Values.settings(value).forEach((name) -> this.camel.resolvePropertyPlaceholders("{{" + name + "}}"));
			for (String expression : isSimple ? Values.expressions(value) : List.<String>of()) {
				this.camel.resolveLanguage("simple")
					.createExpression(this.camel.resolvePropertyPlaceholders(expression));
			}
			return List.of();
		}
		catch (RuntimeException ex) {
			Throwable root = ex;
			while (root.getCause() != null) {
				root = root.getCause();
			}
			return List.of("%s: %s: %s".formatted(property, value, root.getMessage()));
		}
	}

	/** What is not described may be one too. */
	private static boolean isSimple(Map<?, ?> property) {
		return property.get("description") == null || property.get("description").toString().contains("Simple");
	}

	private static String names(Map<?, ?> properties) {
		TreeSet<String> names = new TreeSet<>();
		properties.keySet().forEach((name) -> names.add(name.toString()));
		return String.join(", ", names);
	}

	private static Map<?, ?> map(Object node) {
		return (node instanceof Map<?, ?> map) ? map : Map.of();
	}

}
