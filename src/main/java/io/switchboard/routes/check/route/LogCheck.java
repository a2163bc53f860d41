package io.switchboard.routes.check.route;

import java.net.URISyntaxException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.spare.SpareContext;
import io.switchboard.routes.values.Values;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Whether a route writes personal data into the log, which is kept and read otherwise
 * than events. Whoever means it says why in the step's description.
 */
final class LogCheck {

	private static final Pattern PERSONAL = Pattern.compile(
			"\\$\\{(?:(?:in\\.)?body|bodyAs\\([^)]*\\)|(?:pretty|oneLine)?[bB]ody(?:OneLine)?|mandatoryBodyAs\\([^)]*\\))}"
					+ "|\\$\\{(?:in\\.)?body\\[['\"]?(?:\\w*_)?(?:src|dst|from|to|number|phone|name|no|text|caller|called|clid|note|mail|team)"
					+ "(?:_name|_no)?['\"]?]}" + "|\\$\\{variables?[.\\[]['\"]?(?:"
					+ String.join("|", EventExchange.PERSONAL) + ")\\b[^}]*}"
					+ "|\\$\\{(?:variables|exchange|messageHistory)}");

	private static final Pattern QUIET = Pattern.compile("(?i)debug|trace|off|.*\\{\\{.*");

	private static final String MEND = "Name the event by ${variable.event_id}, or write %s DEBUG. If it is meant, say why in its description.";

	private final Destinations destinations;

	private final Findings findings;

	LogCheck(Destinations destinations, Findings findings) {
		this.destinations = destinations;
		this.findings = findings;
	}

	void check(SpareContext spare) {
		spare.written().forEach(this::check);
	}

	private void check(RouteDefinition route) {
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			if (step.getDescriptionText() != null) {
				continue;
			}
			if (step instanceof LogDefinition log && !isQuiet(log.getLoggingLevel()) && log.getMessage() != null) {
				Matcher personal = PERSONAL.matcher(log.getMessage());
				if (personal.find()) {
					told(route, step, personal.group(), "loggingLevel:");
				}
			}
			String uri = (step instanceof SendDefinition<?> send) ? send.getEndpointUri()
					: (step instanceof ToDynamicDefinition dynamic) ? dynamic.getUri() : null;
			if (uri != null && uri.startsWith("log:")) {
				Map<String, String> options = options(uri);
				if (!isQuiet(options.get("level"))
						&& (!options.getOrDefault("showBody", "true").matches("false|\\{\\{.*")
								|| "true".equals(options.get("showAll")))) {
					told(route, step, "log:", "showBody: false, or level:");
				}
			}
		}
	}

	/** What a kamelet gets later may be quiet. */
	private boolean isQuiet(@Nullable String level) {
		return level != null
				&& QUIET.matcher(Objects.toString(this.destinations.resolved(level), "off").strip()).matches();
	}

	private static Map<String, String> options(String uri) {
		try {
			return uri.contains("?") ? Values.parameters(uri.substring(uri.indexOf('?') + 1)) : Map.of();
		}
		catch (URISyntaxException ex) {
			return Map.of();
		}
	}

	private void told(RouteDefinition route, ProcessorDefinition<?> step, String word, String how) {
		String what = word.equals("log:") ? "this writes the body of the event into the log"
				: "%s is personal data, and goes into the log".formatted(word);
		this.findings.add(Place.of(route, step, word), Rule.PERSONAL, what, MEND.formatted(how));
	}

}
