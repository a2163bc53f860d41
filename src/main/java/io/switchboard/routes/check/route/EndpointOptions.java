package io.switchboard.routes.check.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.apache.camel.tooling.model.ComponentModel;
import org.jspecify.annotations.Nullable;

/**
 * Checks by Camel's catalogue whether the options of an endpoint are valid and complete.
 * A component in a jar of one's own has such a description too.
 */
final class EndpointOptions {

	/** A value that a kamelet or a setting gives later may be of any kind. */
	private static final String LATER = "{{later}}";

	/** The same in the address. */
	private static final String PART = "later";

	/** By the names of components. A JVM has the same jars until it ends. */
	private static final Map<String, ComponentModel> MODELS = new ConcurrentHashMap<>();

	private final DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog() {

		@Override
		public @Nullable ComponentModel componentModel(String name) {
			return MODELS.computeIfAbsent(name, super::componentModel);
		}

	};

	EndpointOptions(CamelContext camel) {
		this.catalog.setCamelContext(camel);
		this.catalog.start();
	}

	/**
	 * What is wrong.
	 * @param uri without options
	 * @param options by their names, as they are written
	 * @param consumer whether it is read from
	 * @return each with the name of the option as its word; empty if nothing is wrong, or
	 * if the component is not known
	 */
	List<Told> told(String uri, Map<String, String> options, boolean consumer) {
		Map<String, String> given = new LinkedHashMap<>();
		options.forEach((name, value) -> given.put(name, known(value)));
		String query = given.entrySet()
			.stream()
			.map((each) -> each.getKey() + "=" + (each.getValue().equals(LATER) ? LATER : raw(each.getValue())))
			.collect(Collectors.joining("&"));
		String known = uri.replaceAll("\\{\\{[^{}]*}}|\\$\\{[^{}]*}", PART);
		if (query.isEmpty() && known.endsWith(":")) {
			// an option that every component has, because the catalogue checks nothing
			// without options
			query = consumer ? "bridgeErrorHandler=false" : "lazyStartProducer=false";
		}
		EndpointValidationResult result = this.catalog
			.validateEndpointProperties(query.isEmpty() ? known : known + "?" + query, true, consumer, !consumer);
		String scheme = uri.replaceFirst("(?s):.*", "");
		List<Told> told = new ArrayList<>();
		values(result.getInvalidBoolean(), options, "It is true or false.", scheme, told);
		values(result.getInvalidInteger(), options, "It is a whole number.", scheme, told);
		values(result.getInvalidNumber(), options, "It is a number.", scheme, told);
		values(result.getInvalidDuration(), options, "It is a time, such as 5000 (milliseconds) or 5s.", scheme, told);
		for (var each : map(result.getInvalidEnum()).entrySet()) {
			Object words = result.getInvalidEnumChoices().get(each.getKey());
			told.add(value(each.getKey(), options,
					(words instanceof String[] all) ? Wording.meant(each.getValue(), List.of(all)) : "", scheme));
		}
		for (Object name : (result.getRequired() != null) ? new TreeSet<Object>(result.getRequired())
				: new TreeSet<>()) {
			told.add(new Told(Rule.OPTION, scheme, "%s: needs %s".formatted(scheme, name),
					"Write it into the URI, or below parameters:."));
		}
		return told;
	}

	/** Replaces placeholders by settings. Beans are checked elsewhere. */
	private String known(String value) {
		try {
			String text = this.catalog.getCamelContext().resolvePropertyPlaceholders(value);
			return text.contains("{{") || text.contains("${") || text.startsWith("#") ? LATER : text;
		}
		catch (RuntimeException ex) {
			return LATER;
		}
	}

	private static String raw(String value) {
		return value.matches("[^&%+?#\\s()]*") ? value : "RAW(%s)".formatted(value);
	}

	private static void values(Map<?, ?> wrong, Map<String, String> options, String mend, String scheme,
			List<Told> told) {
		map(wrong).keySet().forEach((name) -> told.add(value(name, options, mend, scheme)));
	}

	/** The value as it is written, because that of a setting may be a secret. */
	private static Told value(String name, Map<String, String> options, String mend, String scheme) {
		return new Told(Rule.OPTION, name,
				"%s: %s=%s is not right".formatted(scheme, name, options.getOrDefault(name, "")), mend);
	}

	private static Map<String, String> map(Map<?, ?> wrong) {
		Map<String, String> map = new LinkedHashMap<>();
		if (wrong != null) {
			wrong.forEach((name, value) -> map.put(String.valueOf(name), String.valueOf(value)));
			// a part of the address that is known only at run time
			map.values().removeIf((value) -> value.contains(PART));
		}
		return map;
	}

}
