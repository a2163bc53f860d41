package io.switchboard.routes.values;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Settings in a kamelet's address that is written as one text, as Java does: they become
 * part of a value, and not of the address.
 */
class SafeAddresses extends ModelLifecycleStrategySupport {

	private static final Pattern WITH_SETTING = Pattern
		.compile("(?<=[?&])([\\w-]+)=(?!\\{\\{value-)(?:RAW\\(([^&]*\\{\\{[^&]*)\\)|([^&]*\\{\\{[^&]*))(?=&|$)");

	@Override
	public void onAddRouteDefinition(RouteDefinition route) {
		for (ToDefinition to : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
			String uri = to.getUri();
			if (uri != null && uri.startsWith("kamelet:") && uri.contains("{{")) {
				to.setUri(closed(uri));
			}
		}
	}

	private static String closed(String uri) {
		return WITH_SETTING.matcher(uri).replaceAll((option) -> {
			String value = (option.group(2) != null) ? option.group(2) : option.group(3);
			return Matcher.quoteReplacement(option.group(1) + "=" + Placeholders.closed(value));
		});
	}

}
