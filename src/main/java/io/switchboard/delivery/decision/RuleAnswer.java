package io.switchboard.delivery.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.processor.FilterProcessor;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one rule about an event.
 *
 * @param id the rule's
 * @param condition as it is written, perhaps with placeholders for settings; empty for a
 * rule in Java
 * @param applies whether the condition is true; null if it fails
 * @param values the values of the facts and fields in the condition, by their
 * expressions; values may be null
 * @param problem why it fails, or null
 */
public record RuleAnswer(String id, String condition, @Nullable Boolean applies, Map<String, @Nullable Object> values,
		@Nullable String problem) {

	private static final Pattern ASKED = Pattern.compile("\\$\\{((?:variable\\.\\w+|body\\[\\w+]))}");

	/** The rules that are in force, in the order of the file. */
	public static List<RuleAnswer> of(Exchange exchange, Route switchboard) {
		CamelContext camel = switchboard.getCamelContext();
		RouteDefinition definition = camel.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.getRouteDefinition(switchboard.getRouteId());
		List<RuleAnswer> answers = new ArrayList<>();
		for (ProcessorDefinition<?> step : (definition != null) ? definition.getOutputs()
				: List.<ProcessorDefinition<?>>of()) {
			if (step instanceof FilterDefinition rule
					&& camel.getProcessor(rule.getId()) instanceof FilterProcessor running) {
				answers.add(of(rule, running, exchange));
			}
		}
		return answers;
	}

	private static RuleAnswer of(FilterDefinition rule, FilterProcessor running, Exchange exchange) {
		ExpressionDefinition expression = rule.getExpression();
		String condition = (expression.getExpression() != null) ? expression.getExpression() : "";
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		Matcher asked = ASKED.matcher(condition);
		while (asked.find()) {
			values.put(asked.group(1), value(asked.group(), exchange));
		}
		try {
			return new RuleAnswer(rule.getId(), condition, running.getPredicate().matches(exchange), values, null);
		}
		catch (RuntimeException ex) {
			return new RuleAnswer(rule.getId(), condition, null, values, ex.getMessage());
		}
	}

	private static @Nullable Object value(String simple, Exchange exchange) {
		return exchange.getContext()
			.resolveLanguage("simple")
			.createExpression(simple)
			.evaluate(exchange, Object.class);
	}

}
