package io.switchboard.routes.check.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;

/**
 * Expressions with the signs of another language, which would go out as the text that
 * they are.
 */
final class Unmarked {

	private static final Pattern NAMED = Pattern.compile(
			"(?<![${\\w])(?:[#%@]?\\{\\s*|\\$\\(\\s*|\\$(?=(?:body|variables?)[.\\[]))(body|variables?)(?:\\.([A-Za-z]\\w*)|\\[['\"]?([A-Za-z]\\w*)['\"]?])(?:\\s*[})])?");

	private static final Pattern SETTING = Pattern
		.compile("(body|variables?)(?:\\.([A-Za-z]\\w*)|\\[['\"]?([A-Za-z]\\w*)['\"]?])");

	private Unmarked() {
	}

	/** Each with what to look for in the file. */
	static List<Told> told(String text) {
		List<Told> told = new ArrayList<>();
		Matcher named = NAMED.matcher(text);
		while (named.find()) {
			told.add(new Told(Rule.TEMPLATE_TEXT, named.group(), "%s goes out as text".formatted(named.group()),
					"Write %s.".formatted(written(named))));
		}
		return told;
	}

	/** What was meant by a name in double braces; empty if it is that of a setting. */
	static String meant(String setting) {
		Matcher named = SETTING.matcher(setting.strip());
		return named.matches() ? "Double braces are for settings: write %s.".formatted(written(named)) : "";
	}

	private static String written(Matcher named) {
		String name = (named.group(2) != null) ? named.group(2) : named.group(3);
		return named.group(1).equals("body") ? "${body[%s]}".formatted(name) : "${variable.%s}".formatted(name);
	}

}
