package io.switchboard.routes.check.kamelet;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.KnownYaml;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.values.Values;
import io.switchboard.store.Databases;
import io.switchboard.text.Causes;
import io.switchboard.text.Nearest;
import io.switchboard.text.YamlText;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Whether a route uses a kamelet as its file describes: the kamelet, its properties and
 * the files that they name must exist.
 */
public class KameletCheck {

	private static final Pattern SIMPLE = Pattern.compile("Simple expression is allowed");

	private final Path routes;

	private final CamelContext camel;

	private final KameletSettings settings;

	/**
	 * Makes a check for a folder.
	 * @param routes the folder, with its kamelets
	 */
	public KameletCheck(Path routes, CamelContext camel) {
		this.routes = routes;
		this.camel = camel;
		this.settings = new KameletSettings(camel);
	}

	/** Kamelets may use others, and a route may read from one. */
	public void check(List<RouteDefinition> routes, List<RouteDefinition> kamelets, Findings findings) {
		for (RouteDefinition route : routes) {
			used(route.getInput().getEndpointUri())
				.forEach((told) -> findings.add(Place.of(route, route.getInput(), told.word()), told));
		}
		for (RouteDefinition kamelet : kamelets) {
			for (ProcessorDefinition<?> step : Destinations.steps(kamelet.getOutputs())) {
				String uri = (step instanceof SendDefinition<?> send) ? String.valueOf(send.getEndpointUri()) : "";
				used(uri).forEach((told) -> findings.add(Place.of(kamelet, step, told.word()), told));
			}
		}
	}

	private List<Told> used(String uri) {
		String target = Destinations.target(uri);
		return (!target.startsWith("kamelet:") || target.matches("kamelet:(?:source|sink|.*\\{\\{.*)")) ? List.of()
				: told(target.substring("kamelet:".length()),
						uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "");
	}

	/**
	 * The findings about a use such as {@code kamelet:database-sink?statement=dtmf}.
	 */
	public List<Told> told(String name, String query) {
		Path file = this.routes.resolve("kamelets").resolve(name + ".kamelet.yaml");
		if (!Files.exists(file)) {
			return List.of(new Told(Rule.KAMELET, name, "there is no kamelet %s".formatted(name),
					KameletNames.meant(name, this.routes.resolve("kamelets")) + " It would be %s.".formatted(file)));
		}
		try {
			Map<?, ?> kamelet = map(KnownYaml.values(YamlText.read(file)));
			Map<?, ?> definition = map(map(kamelet.get("spec")).get("definition"));
			// its own file has the finding that it was cut
			boolean isWhole = map(map(kamelet.get("spec")).get("template")).containsKey("from");
			return isWhole
					? told(name, Values.parameters(query), definition, KameletAddresses.of(map(kamelet.get("spec"))))
					: List.of();
		}
		catch (IOException | URISyntaxException | YAMLException ex) {
			// its own file has the finding
			return List.of();
		}
	}

	private List<Told> told(String name, Map<String, String> given, Map<?, ?> definition, Set<String> addresses) {
		Map<?, ?> properties = map(definition.get("properties"));
		List<Told> told = new ArrayList<>();
		given.forEach((property, value) -> {
			if (!properties.containsKey(property)) {
				told.add(new Told(Rule.KAMELET, property, "kamelet %s has no property '%s'".formatted(name, property),
						Wording.meant(property, names(properties))));
			}
			else {
				told.addAll(missingFiles(value, map(properties.get(property))));
				told.addAll(unusable(property, value, isSimple(map(properties.get(property)))));
				told.addAll(wrong(property, value, map(properties.get(property))));
				told.addAll(asText(property, value, properties));
			}
		});
		if (definition.get("required") instanceof List<?> required) {
			Set<String> misspelt = given.keySet()
				.stream()
				.filter((each) -> !properties.containsKey(each))
				.flatMap((each) -> Nearest.of(each, names(properties)).stream())
				.collect(Collectors.toSet());
			required.stream()
				.filter((property) -> !given.containsKey(property) && !misspelt.contains(property))
				.forEach((property) -> told
					.add(new Told(Rule.KAMELET, name, "kamelet %s needs the property '%s'".formatted(name, property),
							"Write it below parameters: of the step.")));
		}
		told.addAll(this.settings.told(name, given, definition, addresses));
		return told;
	}

	/**
	 * A property whose descriptor is {@code file:statements/{}.sql} names a file, or
	 * several separated by commas.
	 */
	private List<Told> missingFiles(String value, Map<?, ?> property) {
		List<Told> told = new ArrayList<>();
		List<Path> missing = new ArrayList<>();
		boolean known = !value.isBlank() && Values.settings(value).isEmpty() && Values.expressions(value).isEmpty();
		if (known && property.get("x-descriptors") instanceof List<?> descriptors) {
			for (Object descriptor : descriptors) {
				String text = descriptor.toString();
				if (text.equals("database") && !value.equals(Databases.STORE)
						&& !this.settings.isThere("databases." + value + ".url")) {
					told.add(new Told(Rule.SETTING, value, "there is no database %s in the settings".formatted(value),
							"Set databases.%s.url, or leave it out for the store.".formatted(value)));
				}
				if (text.equals("lookup") && !tables().contains(value)) {
					told.add(new Told(Rule.LOOKUP, value, "there is no table %s in routes/lookups".formatted(value),
							tables().isEmpty() ? "Add lookups/%s.csv.".formatted(value)
									: Wording.meant(value, tables())));
				}
				for (String each : value.strip().split("\\s*,\\s*")) {
					Path file = this.routes.resolve(text.replaceFirst("^file:", "").replace("{}", each));
					if (text.startsWith("file:") && !Files.exists(file)) {
						missing.add(file);
					}
				}
			}
			if (!missing.isEmpty()) {
				told.add(new Told(Rule.MISSING_FILE, value,
						"there is no file "
								+ missing.stream().map(Path::toString).collect(Collectors.joining(" and no file ")),
						KameletProperty.instead(value, missing.get(0))));
			}
		}
		return told;
	}

	/** A known value that the property cannot have. */
	private List<Told> wrong(String name, String value, Map<?, ?> property) {
		String known = this.settings.resolved(value);
		String mend = known == null || known.isEmpty() || !Values.expressions(value).isEmpty() ? null
				: KameletProperty.wrong(property, known);
		return (mend == null) ? List.of()
				: List.of(new Told(Rule.KAMELET, name, value.equals(known) && !property.containsKey("pattern")
						? "%s cannot be '%s'".formatted(name, value) : "%s cannot have this value".formatted(name),
						mend));
	}

	/**
	 * An expression that would arrive as it is written: where the kamelet says which
	 * properties take one, or where a file is named.
	 */
	private static List<Told> asText(String name, String value, Map<?, ?> properties) {
		List<String> taking = properties.entrySet()
			.stream()
			.filter((each) -> SIMPLE.matcher(String.valueOf(map(each.getValue()).get("description"))).find())
			.map((each) -> each.getKey().toString())
			.sorted()
			.toList();
		boolean isFile = String.valueOf(map(properties.get(name)).get("x-descriptors")).contains("file:");
		if (taking.isEmpty() && !isFile || isSimple(map(properties.get(name))) || Values.expressions(value).isEmpty()) {
			return List.of();
		}
		return List
			.of(new Told(Rule.KAMELET, value, "%s takes no expression, and gets the text %s".formatted(name, value),
					taking.isEmpty() ? "Write the name of a file, one route or step for each."
							: "These take one: %s.".formatted(String.join(", ", taking))));
	}

	private Set<String> tables() {
		return Lookups.names(this.routes);
	}

	/**
	 * A missing setting or a broken expression. It is found here, because the route's
	 * file is known only here.
	 */
	private List<Told> unusable(String property, String value, boolean isSimple) {
		try {
			if (isSimple && Values.unfinished(value) != null) {
				return List.of(new Told(Rule.EXPRESSION, property,
						"%s: %s: an expression that is not closed".formatted(property, value),
						"As text it is written \\${."));
			}
			if (Values.settings(value).stream().anyMatch((name) -> !this.settings.isThere(name))) {
				return List.of();
			}
			for (String expression : isSimple ? Values.expressions(value) : List.<String>of()) {
				this.camel.resolveLanguage("simple")
					.createExpression(this.camel.resolvePropertyPlaceholders(expression));
			}
			return List.of();
		}
		catch (RuntimeException ex) {
			Throwable root = Causes.root(ex);
			return List.of(new Told(Rule.EXPRESSION, property, "%s: %s: this cannot be read".formatted(property, value),
					Wording.sentence(String.valueOf(root.getMessage()))));
		}
	}

	/** A property without a description may be an expression too. */
	private static boolean isSimple(Map<?, ?> property) {
		return property.get("description") == null || property.get("description").toString().contains("Simple");
	}

	private static Set<String> names(Map<?, ?> properties) {
		return properties.keySet().stream().map(Object::toString).collect(Collectors.toSet());
	}

	private static Map<?, ?> map(@Nullable Object node) {
		return (node instanceof Map<?, ?> map) ? map : Map.of();
	}

}
