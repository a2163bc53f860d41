package io.switchboard.routes.values;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Inserts settings into a kamelet's address that is written as one text, as in Java. They
 * become part of a value, and not of the address. So do the fields of a dynamic address
 * in Java. Missing optional options are left out here, because Camel would encode all
 * others again.
 */
class SafeAddresses extends ModelLifecycleStrategySupport {

	private static final Pattern OPTIONAL = Pattern
		.compile("(?<=[?&])[\\w-]+=\\{\\{\\?%s:([^{}]*)}}(?:&|$)".formatted(Placeholders.OPTION));

	private static final Pattern WITH_SETTING = Pattern
		.compile("(?<=[?&])([\\w-]+)=(?!\\{\\{value-)(?:RAW\\(([^&]*\\{\\{[^&]*)\\)|([^&]*\\{\\{[^&]*))(?=&|$)");

	private final Placeholders placeholders;

	SafeAddresses(Placeholders placeholders) {
		this.placeholders = placeholders;
	}

	@Override
	public void onAddRouteDefinition(RouteDefinition route) {
		for (ToDefinition to : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
			String uri = to.getUri();
			if (uri != null && uri.startsWith("kamelet:") && uri.contains("{{")) {
				to.setUri(closed(uri));
			}
			else if (uri != null && uri.contains("{{?")) {
				to.setUri(withoutMissing(uri, route.getTemplateParameters()));
			}
		}
		if (!isInYaml(route)) {
			ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDynamicDefinition.class)
				.stream()
				.filter((to) -> to.getUri() != null && to.getUri().contains("${"))
				.forEach((to) -> to.setUri(SafeUri.withFields(to.getUri())));
		}
	}

	/** There the fields are encoded when the file is read. */
	private static boolean isInYaml(RouteDefinition route) {
		return route.getTemplateParameters() != null
				|| (route.getResource() != null && route.getResource().getLocation().endsWith(".yaml"));
	}

	private String withoutMissing(String uri, @Nullable Map<String, Object> given) {
		return OPTIONAL.matcher(uri)
			.replaceAll((option) -> Matcher
				.quoteReplacement(this.placeholders.isMissing(option.group(1), given) ? "" : option.group()))
			.replaceFirst("[?&]$", "");
	}

	private static String closed(String uri) {
		return WITH_SETTING.matcher(uri).replaceAll((option) -> {
			String value = (option.group(2) != null) ? option.group(2) : option.group(3);
			return Matcher.quoteReplacement(option.group(1) + "=" + Placeholders.closed(value));
		});
	}

}
