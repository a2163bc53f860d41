package io.switchboard.routes.check.route;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.file.Destinations;
import org.apache.camel.model.language.ExpressionDefinition;
import org.jspecify.annotations.Nullable;

/** Reads expressions whose value is written in the route, in YAML and in Java. */
final class Constants {

	/** What Java gives a step; a number stands there by itself. */
	private static final Pattern IN_JAVA = Pattern
		.compile("(?:(?:constant|simple)\\{(?<text>[^$]*)}|(?<plain>-?\\d+|true|false))", Pattern.DOTALL);

	private Constants() {
	}

	/** The value; null if it is known only when an event comes. */
	static @Nullable String of(@Nullable ExpressionDefinition expression, Destinations destinations) {
		if (expression == null) {
			return null;
		}
		String text = expression.getExpression();
		boolean literal = "constant".equals(expression.getLanguage()) || "simple".equals(expression.getLanguage());
		if (text == null || !literal) {
			Object given = (expression.getPredicate() != null) ? expression.getPredicate()
					: expression.getExpressionValue();
			Matcher java = IN_JAVA.matcher(Objects.toString(given, ""));
			text = !java.matches() ? null : (java.group("text") != null) ? java.group("text") : java.group("plain");
		}
		String value = (text != null) ? destinations.resolved(text).strip() : null;
		return (value == null || value.contains("${") || value.contains("$simple{") || value.contains("{{")) ? null
				: value;
	}

}
