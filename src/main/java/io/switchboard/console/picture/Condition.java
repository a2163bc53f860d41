package io.switchboard.console.picture;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.text.ConditionParts;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.RuleFacts;
import org.jspecify.annotations.Nullable;

/**
 * One part of a rule's condition. Parts are joined by {@code &&}, and groups of parts by
 * {@code ||}.
 *
 * @param expression in the language Simple
 */
record Condition(String expression) {

	private static final Pattern EVENT_NAME = Pattern.compile("\\$\\{variable\\.event_name} == '([^']*)'");

	private static final Pattern CONTEXT_KIND = Pattern.compile("\\$\\{variable\\.context_kind} == '([^']*)'");

	private static final Pattern SETTING = Pattern
		.compile("\\$\\{properties:([^}]*)} (?:== '(true|false)'|contains ':')");

	private static final Pattern SWITCH = Pattern.compile("\\$\\{variable\\.(\\w+)_on}(?: == '?(true|false)'?)?");

	private static final Pattern FACT = Pattern.compile("\\$\\{variable\\.(\\w+)}");

	private static final Pattern OUTCOME = Pattern.compile("\\$\\{variable\\.call_outcome} (?:==|in) '([^']*)'");

	private static final Pattern NOT_TOLD = Pattern.compile("\\$\\{variable\\.told_(?:missed|ended)} == '?false'?");

	/** The groups of parts: the condition is true if all parts of one group are. */
	static List<List<Condition>> ways(String predicate) {
		return ConditionParts.of(predicate, "||")
			.stream()
			.map((way) -> ConditionParts.of(way, "&&").stream().map(Condition::new).toList())
			.toList();
	}

	/** The events in the condition; empty for any. */
	Set<String> eventNames() {
		String name = word(EVENT_NAME);
		return (name != null) ? Set.of(name) : RuleFacts.eventNames(fact());
	}

	/** The context in the condition, or null. */
	@Nullable String contextKind() {
		ContextKind kind = RuleFacts.contextKind(fact());
		return (kind != null) ? kind.toString() : word(CONTEXT_KIND);
	}

	private String fact() {
		String fact = word(FACT);
		return (fact != null) ? fact : "";
	}

	private @Nullable String word(Pattern pattern) {
		Matcher matcher = pattern.matcher(this.expression);
		return matcher.matches() ? matcher.group(1) : null;
	}

	/** Whether it is the same for every event. */
	boolean isOfSettings() {
		return SWITCH.matcher(this.expression).matches() || this.expression.contains("${properties:")
				&& !this.expression.contains("${variable.") && !this.expression.contains("${body");
	}

	/**
	 * The part in words for people, or as it is written if there are no words for it.
	 */
	String text() {
		Matcher setting = SETTING.matcher(this.expression);
		if (setting.matches()) {
			String value = setting.group(2);
			String is = (value != null) ? (value.equals("true") ? "on" : "off") : "set";
			return setting.group(1) + " is " + is;
		}
		Matcher switched = SWITCH.matcher(this.expression);
		if (switched.matches()) {
			return switched.group(1).replace('_', '-') + " is " + ("false".equals(switched.group(2)) ? "off" : "on");
		}
		String name = word(EVENT_NAME);
		if (name != null) {
			return name;
		}
		if (!RuleFacts.eventNames(fact()).isEmpty()) {
			return fact().replace('_', ' ');
		}
		Matcher outcome = OUTCOME.matcher(this.expression);
		if (outcome.matches()) {
			return outcome.group(1).replaceAll("\\s*,\\s*", " or ");
		}
		if (NOT_TOLD.matcher(this.expression).matches()) {
			return "not told";
		}
		return this.expression.replaceFirst("^\\$\\{variable\\.context_kind} == '([^']*)'$", "$1")
			.replaceFirst("^\\$\\{variable\\.direction} == 'in'$", "incoming")
			.replaceFirst("^\\$\\{variable\\.direction} == 'out'$", "outgoing")
			.replaceAll("\\$\\{(?:variable\\.|properties:)?([^}]*)}", "$1");
	}

}
