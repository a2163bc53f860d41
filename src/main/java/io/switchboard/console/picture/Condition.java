package io.switchboard.console.picture;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One part of a predicate of the switchboard, which are joined by {@code &&}.
 *
 * @param expression in the language Simple
 */
record Condition(String expression) {

	private static final Pattern EVENT_NAME = Pattern.compile("\\$\\{variable\\.event_name} == '([^']*)'");

	private static final Pattern CONTEXT_KIND = Pattern.compile("\\$\\{variable\\.context_kind} == '([^']*)'");

	private static final Pattern SETTING = Pattern
		.compile("\\$\\{properties:([^}]*)} (?:== '(true|false)'|contains ':')");

	static List<Condition> all(String predicate) {
		return Arrays.stream(predicate.split("&&")).map((part) -> new Condition(part.strip())).toList();
	}

	/** The event that it asks for, or null. */
	@Nullable String eventName() {
		return word(EVENT_NAME);
	}

	/** The context that it asks for, or null. */
	@Nullable String contextKind() {
		return word(CONTEXT_KIND);
	}

	private @Nullable String word(Pattern pattern) {
		Matcher matcher = pattern.matcher(this.expression);
		return matcher.matches() ? matcher.group(1) : null;
	}

	/** Whether it is the same for every event. */
	boolean isOfSettings() {
		return this.expression.contains("${properties:") && !this.expression.contains("${variable.")
				&& !this.expression.contains("${body");
	}

	/** For people; what is not known here is shown as it is written. */
	String text() {
		Matcher setting = SETTING.matcher(this.expression);
		if (setting.matches()) {
			String value = setting.group(2);
			String is = (value != null) ? (value.equals("true") ? "on" : "off") : "set";
			return setting.group(1) + " is " + is;
		}
		return this.expression.replaceFirst("^\\$\\{variable\\.context_kind} == '([^']*)'$", "$1")
			.replaceFirst("^\\$\\{variable\\.direction} == 'in'$", "incoming")
			.replaceFirst("^\\$\\{variable\\.direction} == 'out'$", "outgoing")
			.replaceAll("\\$\\{(?:variable\\.|properties:)?([^}]*)}", "$1");
	}

}
