package io.switchboard.routes.check;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.delivery.durable.DurableEndpoint;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.UriParam;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Whether components, their options, and beans that a file names are there. */
class EndpointCheck {

	private static final Set<String> SENDING = Set.of("to", "from", "toD", "wireTap", "to-d", "wire-tap", "poll");

	private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+-]*");

	private static final Pattern BEAN = Pattern.compile("#(?:bean:)?([A-Za-z][\\w.-]*)");

	private static final Pattern IN_SIMPLE = Pattern.compile("\\$\\{(?:bean|ref):([A-Za-z][\\w-]*)");

	private static final Set<String> REFERS = Set.of("process", "bean", "method");

	private final CamelContext camel;

	private final Set<String> beans;

	private final Findings findings;

	EndpointCheck(CamelContext camel, Set<String> beans, Findings findings) {
		this.camel = camel;
		this.beans = beans;
		this.findings = findings;
	}

	void check(YamlFile file) {
		Set<String> known = new TreeSet<>(this.beans);
		for (YamlFile.Value value : YamlFile.values(file.root())) {
			if (value.keys().contains("beans") && value.key(0).equals("name")) {
				known.add(value.text());
			}
		}
		node(file, file.root(), "");
		for (YamlFile.Value value : YamlFile.values(file.root())) {
			beans(file, value, known);
		}
	}

	private void beans(YamlFile file, YamlFile.Value value, Set<String> known) {
		if (value.key(0).equals("description")) {
			return;
		}
		IN_SIMPLE.matcher(value.text()).results().forEach((each) -> bean(file, value, each.group(1), known));
		boolean refers = value.key(0).equals("ref") && REFERS.contains(value.key(1));
		boolean option = value.key(1).equals("parameters") && value.text().startsWith("#");
		if ((refers || option) && !value.text().contains("{{")) {
			var bean = BEAN.matcher(value.text().startsWith("#") ? value.text() : "#" + value.text());
			if (bean.matches()) {
				bean(file, value, bean.group(1), known);
			}
		}
	}

	private void bean(YamlFile file, YamlFile.Value value, String name, Set<String> known) {
		if (!known.contains(name) && this.camel.getRegistry().lookupByName(name) == null) {
			Set<String> ours = known.stream().filter((each) -> each.matches("[a-z]\\w*")).collect(Collectors.toSet());
			this.findings.add(ExpressionCheck.place(file, value, name), Rule.BEAN,
					"there is no bean %s".formatted(name),
					Wording.meantOr(name, ours, "Name one under beans: of the file, or add the jar that has it."));
		}
	}

	private void node(YamlFile file, Node node, String key) {
		if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((each) -> node(file, each, key));
		}
		else if (node instanceof MappingNode mapping) {
			Node uri = YamlFile.child(mapping, "uri");
			if (uri != null) {
				endpoint(file, uri, YamlFile.child(mapping, "parameters"));
			}
			for (NodeTuple tuple : mapping.getValue()) {
				String name = YamlFile.text(tuple.getKeyNode());
				if (!name.equals("parameters") && !name.equals("definition")) {
					node(file, tuple.getValueNode(), name);
				}
			}
		}
		else if (node instanceof ScalarNode && SENDING.contains(key)) {
			endpoint(file, node, null);
		}
	}

	private void endpoint(YamlFile file, Node uri, @Nullable Node parameters) {
		String text = YamlFile.text(uri);
		String scheme = text.replaceFirst("(?s):.*", "");
		Place place = Place.of(file.path(), uri);
		if (!text.contains(":") && !text.contains("{{") && !text.contains("${")) {
			this.findings.add(place, Rule.COMPONENT, "'%s' is no destination".formatted(text),
					"It begins with a component, such as kamelet:%s or direct:%s.".formatted(text, text));
		}
		else if (SCHEME.matcher(scheme).matches() && !scheme.equals("kamelet")) {
			Set<String> options = options(scheme);
			if (options == null) {
				this.findings.add(place, Rule.COMPONENT, "there is no component %s".formatted(scheme), Wording
					.meantOr(scheme, schemes(), "Add camel-%s to lib/, or send to a kamelet.".formatted(scheme)));
			}
			else {
				options(file, place, scheme, text, parameters, options);
			}
		}
	}

	private void options(YamlFile file, Place place, String scheme, String uri, @Nullable Node parameters,
			Set<String> options) {
		if (parameters instanceof MappingNode mapping) {
			mapping.getValue().forEach((each) -> {
				String name = YamlFile.text(each.getKeyNode());
				option(Place.of(file.path(), each.getKeyNode()), scheme, name, options);
				value(Place.of(file.path(), each.getValueNode()), scheme, name, YamlFile.text(each.getValueNode()));
			});
		}
		if (uri.contains("?") && !uri.contains("{{?")) {
			for (String each : uri.substring(uri.indexOf('?') + 1).split("&")) {
				String name = each.replaceFirst("=.*", "");
				Place at = new Place(place.file(), place.line(), place.column() + uri.indexOf(each));
				if (name.matches("[A-Za-z][\\w.]*")) {
					option(at, scheme, name, options);
					value(at, scheme, name, each.substring(Math.min(name.length() + 1, each.length())));
				}
			}
		}
	}

	private void value(Place place, String scheme, String name, String value) {
		String wrong = (scheme.equals("durable") && !value.contains("{{")) ? DurableOptions.wrong(name, value) : null;
		if (wrong != null) {
			this.findings.add(place, Rule.OPTION, "durable: %s=%s is not right".formatted(name, value), wrong);
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

	/** Null if there is no such component; empty if nobody knows its options. */
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
		boolean isThere = this.beans.contains(scheme + "-component") || schemes().contains(scheme);
		return isThere ? Set.of() : null;
	}

	/** All that the jars have. */
	private static Set<String> schemes() {
		try {
			return Stream
				.of(new PathMatchingResourcePatternResolver()
					.getResources("classpath*:META-INF/services/org/apache/camel/component/*"))
				.map(Resource::getFilename)
				.filter((name) -> name != null && SCHEME.matcher(name).matches())
				.collect(Collectors.toCollection(TreeSet::new));
		}
		catch (IOException ex) {
			return Set.of();
		}
	}

}
