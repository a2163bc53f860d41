package io.switchboard.routes.check.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.text.ConditionParts;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * Whether comparisons of one field, or of one variable, exclude each other. They are
 * evaluated for values at, below, between and above those that they name. Each value is
 * tried as a number and as a text, because events may have either.
 */
final class Comparisons {

	private static final Pattern COMPARISON = Pattern
		.compile("\\$\\{((?:in\\.)?body\\[[\\w-]+]|variable\\.\\w+)}\\s+(?:==|=~|!=|>=?|<=?)\\s+"
				+ "(?:'([^'$]*)'|\"([^\"$]*)\"|(-?\\d{1,15}(?:\\.\\d{1,9})?)|(?:null|true|false))");

	private static final BigDecimal HALF = new BigDecimal("0.5");

	private static final String BODY = "^(?:in\\.)?body\\[|]$";

	private Comparisons() {
	}

	/**
	 * Tells of comparisons that no value meets.
	 * @param camel to evaluate them
	 * @param condition in Simple, without placeholders
	 * @return at most one finding
	 */
	static List<Told> told(CamelContext camel, String condition) {
		if (ConditionParts.of(condition, "||").size() > 1) {
			return List.of();
		}
		Map<String, List<String>> compared = new LinkedHashMap<>();
		for (String part : ConditionParts.of(condition, "&&")) {
			Matcher comparison = COMPARISON.matcher(part);
			if (comparison.matches()) {
				compared.computeIfAbsent(comparison.group(1), (each) -> new ArrayList<>()).add(part);
			}
		}
		return compared.entrySet()
			.stream()
			.filter((each) -> each.getValue().size() > 1 && !isMet(camel, each.getKey(), each.getValue()))
			.map(Map.Entry::getValue)
			.limit(1)
			.map((each) -> new Told(Rule.NEVER_TRUE, each.get(0), "it can never be true: " + String.join(" && ", each),
					"No value is all of that."))
			.toList();
	}

	private static boolean isMet(CamelContext camel, String compared, List<String> comparisons) {
		Predicate all = camel.resolveLanguage("simple").createPredicate(String.join(" && ", comparisons));
		for (Object value : values(comparisons)) {
			Exchange exchange = new DefaultExchange(camel);
			if (compared.startsWith("variable.")) {
				exchange.setVariable(compared.substring("variable.".length()), value);
			}
			else {
				exchange.getMessage().setBody(Map.of(compared.replaceAll(BODY, ""), value));
			}
			if (meets(all, exchange)) {
				return true;
			}
		}
		// an event without it
		Exchange without = new DefaultExchange(camel);
		without.getMessage().setBody(Map.of());
		return meets(all, without);
	}

	/** A value that cannot be compared at all meets nothing. */
	private static boolean meets(Predicate all, Exchange exchange) {
		try {
			return all.matches(exchange);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static List<Object> values(List<String> comparisons) {
		List<Object> values = new ArrayList<>(List.of("", " ", "~"));
		// to Camel, false equals any text but true
		if (comparisons.stream().anyMatch((each) -> each.matches("(?s).*\\b(?:true|false)\\b.*"))) {
			values.addAll(List.of(true, false));
		}
		for (String comparison : comparisons) {
			Matcher named = COMPARISON.matcher(comparison);
			if (named.matches()) {
				String text = (named.group(2) != null) ? named.group(2) : named.group(3);
				if (text != null) {
					texts(text, values);
					text = text.strip();
				}
				numbers((text != null) ? text : named.group(4), values);
			}
		}
		return values;
	}

	private static void texts(String text, List<Object> values) {
		values.addAll(List.of(text, text + "!", text + "0", text + "~"));
		if (!text.isEmpty()) {
			values.add(text.substring(0, text.length() - 1));
		}
	}

	private static void numbers(@Nullable String text, List<Object> values) {
		if (text == null || !text.matches("-?\\d{1,15}(?:\\.\\d{1,9})?")) {
			return;
		}
		BigDecimal number = new BigDecimal(text);
		for (BigDecimal each : List.of(number, number.add(HALF), number.subtract(HALF), number.add(BigDecimal.ONE),
				number.subtract(BigDecimal.ONE))) {
			values.add(each.doubleValue());
			values.add(each.longValue());
			values.add(each.toPlainString());
		}
	}

}
