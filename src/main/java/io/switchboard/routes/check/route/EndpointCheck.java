package io.switchboard.routes.check.route;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.delivery.durable.DurableEndpoint;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.route.CamelJars.Kind;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.values.Values;
import org.apache.camel.CamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.UriParam;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Whether components and their options exist, with valid values. */
class EndpointCheck {

	private static final Set<String> SENDING = Set.of("to", "from", "toD", "wireTap", "to-d", "wire-tap", "poll");

	private static final Set<String> READING = Set.of("from", "poll", "pollEnrich", "poll-enrich");

	private final CamelContext camel;

	private final Set<String> beans;

	private final Findings findings;

	private final EndpointOptions catalog;

	EndpointCheck(CamelContext camel, Set<String> beans, Findings findings) {
		this.camel = camel;
		this.beans = beans;
		this.findings = findings;
		this.catalog = new EndpointOptions(camel);
	}

	void check(YamlFile file) {
		node(file, file.root(), "");
	}

	/** The components of a route in Java. */
	void check(RouteDefinition route) {
		address(route, route.getInput().getEndpointUri(), route.getInput(), true);
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			if (step instanceof SendDefinition<?> send) {
				address(route, send.getEndpointUri(), step, false);
			}
			else if (step instanceof ToDynamicDefinition dynamic && dynamic.getUri() != null) {
				address(route, dynamic.getUri(), step, false);
			}
		}
	}

	private void address(RouteDefinition route, String uri, OptionalIdentifiedDefinition<?> step, boolean consumer) {
		String text = Values.shown(uri);
		String scheme = text.replaceFirst("(?s):.*", "");
		if (!CamelJars.SCHEME.matcher(scheme).matches() || scheme.equals("kamelet")) {
			return;
		}
		Place place = Place.of(route, step, scheme + ":");
		Set<String> options = options(scheme);
		if (options == null) {
			this.findings.add(place, Rule.COMPONENT, "there is no component %s".formatted(scheme), mend(scheme));
			return;
		}
		List<GivenOption> given = GivenOption.of(route, step, text);
		given.forEach((each) -> option(each.place(), scheme, each.name(), options));
		values(place, scheme, text, given, consumer);
	}

	private String mend(String scheme) {
		return CamelJars.mend(Kind.COMPONENT, scheme.toLowerCase(Locale.ROOT), CamelJars.schemes(),
				OutsideCheck.CLOCKS.contains(scheme) ? "better write durable: with schedule:" : "send to a kamelet");
	}

	private void node(YamlFile file, Node node, String key) {
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> node(file, each, key));
		}
		else if (node instanceof MappingNode mapping) {
			Node uri = YamlFile.child(mapping, "uri");
			if (uri != null) {
				endpoint(file, uri, YamlFile.child(mapping, "parameters"), READING.contains(key));
			}
			for (NodeTuple tuple : mapping.getValue()) {
				String name = YamlFile.text(tuple.getKeyNode());
				if (!name.equals("parameters") && !name.equals("definition") && !name.startsWith("intercept")) {
					node(file, tuple.getValueNode(), name);
				}
			}
		}
		else if (node instanceof ScalarNode && SENDING.contains(key)) {
			endpoint(file, node, null, READING.contains(key));
		}
	}

	private void endpoint(YamlFile file, Node uri, @Nullable Node parameters, boolean consumer) {
		String text = YamlFile.text(uri);
		String scheme = text.replaceFirst("(?s):.*", "");
		Place place = Place.of(file.path(), uri);
		if (!text.contains(":") && !text.contains("{{") && !text.contains("${")) {
			if (this.camel.hasComponent(text) != null || options(text) != null) {
				this.findings.add(place, Rule.COMPONENT, "%s has no path".formatted(text),
						"Write %s: and what comes after it; an editor that does not know the component may have removed it."
							.formatted(text));
			}
			else {
				this.findings.add(place, Rule.COMPONENT, "'%s' is not a destination".formatted(text),
						"It begins with a component, such as kamelet:%s or direct:%s.".formatted(text, text));
			}
		}
		else if (text.endsWith(" ")) {
			this.findings.add(place, Rule.CHANNEL, "the address ends with a space", "Remove it.");
		}
		else if (CamelJars.SCHEME.matcher(scheme).matches() && !scheme.equals("kamelet")) {
			Set<String> options = options(scheme);
			if (options == null) {
				String jars = ClassCheck.jars(file);
				this.findings.add(place, Rule.COMPONENT, "there is no component %s".formatted(scheme),
						jars.isEmpty() ? mend(scheme) : "Add its jar to lib/; the kamelet names %s.".formatted(jars));
			}
			else {
				List<GivenOption> given = GivenOption.of(file, uri, parameters);
				given.forEach((each) -> option(each.place(), scheme, each.name(), options));
				values(place, scheme, text, given, consumer);
			}
		}
	}

	private void values(Place place, String scheme, String uri, List<GivenOption> given, boolean consumer) {
		String target = uri.replaceFirst("(?s)\\?.*", "");
		if (scheme.equals("durable")) {
			if (target.matches("durable:/*")) {
				this.findings.add(place, Rule.CHANNEL, "durable: has no name", "It is durable:<name of the route>.");
			}
			// an empty one counts as none
			Set<String> names = given.stream()
				.filter((each) -> !resolved(each.value()).isBlank())
				.map(GivenOption::name)
				.collect(Collectors.toSet());
			// a setting may switch gather off, and then the rate counts
			boolean gathers = given.stream()
				.anyMatch((each) -> each.name().equals("gather") && !each.value().isBlank()
						&& !each.value().contains("{{"));
			given.forEach((each) -> {
				String value = resolved(each.value());
				String wrong = value.contains("{{") ? null : DurableOptions.wrong(each.name(), value);
				wrong = (wrong != null || value.isBlank()) ? wrong
						: DurableOptions.wrongBeside(each.name(), names, gathers);
				if (wrong != null) {
					this.findings.add(each.valuePlace(), Rule.OPTION,
							"durable: %s=%s is not right".formatted(each.name(), each.value()), wrong);
				}
			});
			return;
		}
		Map<String, String> options = new LinkedHashMap<>();
		given.forEach((each) -> options.put(each.name(), each.value()));
		for (Told told : this.catalog.told(target, options, consumer)) {
			Place at = given.stream()
				.filter((each) -> each.name().equals(told.word()))
				.map(GivenOption::valuePlace)
				.findFirst()
				.orElse(place);
			this.findings.add(at, told);
		}
	}

	private String resolved(String value) {
		try {
			return this.camel.resolvePropertyPlaceholders(value);
		}
		catch (RuntimeException ex) {
			return value;
		}
	}

	private void option(Place place, String scheme, String name, Set<String> options) {
		EndpointUriFactory factory = this.camel.getCamelContextExtension().getEndpointUriFactory(scheme);
		boolean lenient = factory != null && factory.isLenientProperties();
		Map<String, String> prefixes = (factory != null) ? factory.multiValuePrefixes() : Map.of();
		boolean prefixed = prefixes.values().stream().anyMatch(name::startsWith);
		if (options.isEmpty() || options.contains(name) || prefixed || lenient) {
			return;
		}
		this.findings.add(place, Rule.OPTION, "%s: has no option %s".formatted(scheme, name),
				Wording.meant(name, options));
	}

	/** Null if there is no such component; empty if its options are not known. */
	private @Nullable Set<String> options(String scheme) {
		if (scheme.equals("durable")) {
			return Arrays.stream(DurableEndpoint.class.getDeclaredFields())
				.filter((field) -> field.isAnnotationPresent(UriParam.class))
				.map((field) -> field.getName())
				.collect(Collectors.toSet());
		}
		EndpointUriFactory factory = this.camel.getCamelContextExtension().getEndpointUriFactory(scheme);
		if (factory != null) {
			return factory.propertyNames();
		}
		boolean isThere = this.beans.contains(scheme + "-component") || CamelJars.schemes().contains(scheme);
		return isThere ? Set.of() : null;
	}

}
