package io.switchboard.routes.check.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.declared.AskedByRules;
import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.routes.check.expression.SimpleHints;
import io.switchboard.routes.check.expression.WordHints;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.values.Values;
import org.apache.camel.CamelContext;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/**
 * Whether a rule's condition has no effects, uses only known names, and can be true at
 * all.
 */
class ConditionCheck {

	/** Languages that only read. */
	private static final Set<String> LANGUAGES = Set.of("simple", "constant", "bean", "variable", "jsonpath", "jq");

	/** Functions of Simple that only read, or make one value of others. */
	private static final Set<String> FUNCTIONS = Set.of("variable", "variables", "variableAs", "body", "in.body",
			"bodyAs", "mandatoryBodyAs", "properties", "propertiesExist", "date", "date-with-timezone", "empty", "null",
			"true", "false", "length", "size", "lowercase", "uppercase", "capitalize", "trim", "substring",
			"substringBefore", "substringAfter", "substringBetween", "replace", "contains", "concat", "split", "join",
			"iif", "sum", "min", "max", "abs", "floor", "ceil", "average", "not", "val", "isEmpty", "isAlpha",
			"isNumeric", "isAlphaNumeric", "normalizeWhitespace", "pad", "range", "distinct", "reverse", "kindOfType",
			"env", "sysenv", "sys");

	private static final Pattern FUNCTION = Pattern.compile("\\$\\{\\s*(in\\.body|[A-Za-z][A-Za-z-]*)([^{}]*)");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{variables?\\.([A-Za-z0-9_-]++)(?!\\s)");

	private static final Pattern FIELD = Pattern.compile("\\$\\{(?:in\\.)?body\\.([A-Za-z0-9_]+)}");

	private static final Pattern CHANGES = Pattern
		.compile("\\.(?:clear|put|remove|replace|compute|merge|add|set|retain|sort)[A-Za-z]*\\b");

	private static final Pattern EVENT_NAME = Pattern
		.compile("\\$\\{(?:variables?\\.event_name|(?:in\\.)?body\\[event_name])} ?(?:==|!=|!?in) ?'([^']*)'");

	private final Set<String> variables;

	private final Set<String> switches;

	private final Truth truth;

	private final EvaluationCheck evaluation;

	/** The names of the beans that a condition may ask. */
	private final Set<String> beans;

	/** {@code others}: variables that the folder gives every event. */
	ConditionCheck(CamelContext camel, Set<String> switches, Set<String> others) {
		this.variables = new TreeSet<>(EventExchange.FACTS);
		this.variables.addAll(switches);
		this.variables.addAll(others);
		this.switches = switches;
		this.truth = new Truth(camel, switches);
		this.evaluation = new EvaluationCheck(camel, switches);
		this.beans = new TreeSet<>(camel.getRegistry().findByTypeWithName(AskedByRules.class).keySet());
	}

	/** The findings; empty if it is in order, or written in Java. */
	List<Told> told(ExpressionDefinition condition) {
		String language = condition.getLanguage();
		if (language == null || language.isEmpty()) {
			return List.of();
		}
		if (!LANGUAGES.contains(language)) {
			return List.of(new Told(Rule.SWITCHBOARD, language,
					"a condition in %s may have effects".formatted(language), "Write it in simple."));
		}
		if (condition instanceof MethodCallExpression method) {
			return method.getRef() != null && this.beans.contains(method.getRef().replaceFirst("^#(?:bean:)?", ""))
					? List.of() : List.of(effect("", "the bean %s".formatted(method.getRef())));
		}
		String text = (condition.getExpression() != null) ? condition.getExpression() : "";
		if (text.isBlank()) {
			return List.of(new Told(Rule.RULE, "", "its condition is empty",
					"Write expression: {simple: {expression: \"…\"}}."));
		}
		List<Told> told = new ArrayList<>();
		if (language.equals("variable")) {
			told.addAll(unknown(Stream.of(text.strip())));
		}
		else if (language.equals("simple")) {
			told.addAll(simple(text));
		}
		told.addAll(names(text));
		return told;
	}

	private Told effect(String word, String what) {
		return new Told(Rule.SWITCHBOARD, word, "%s may have effects, and a condition may not".formatted(what),
				"Ask for facts and fields, such as ${variable.event_name}, or for the beans %s."
					.formatted(String.join(" and ", this.beans)));
	}

	private List<Told> simple(String raw) {
		String text = Values.shown(raw);
		List<Told> told = new ArrayList<>();
		FUNCTION.matcher(text).results().forEach((function) -> {
			String name = function.group(1);
			boolean bean = name.equals("bean")
					&& this.beans.stream().anyMatch((each) -> function.group(2).matches("[:.]" + each + "\\b.*"));
			if (!FUNCTIONS.contains(name) && !bean || CHANGES.matcher(function.group(2)).find()) {
				String whole = "${" + name + function.group(2) + "}";
				told.add(effect(whole, whole));
			}
		});
		told.addAll(SimpleHints.told(text, this.switches));
		told.addAll(unknown(VARIABLE.matcher(text).results().map((each) -> each.group(1))));
		if (!told.isEmpty()) {
			return told;
		}
		FIELD.matcher(text)
			.results()
			.forEach((field) -> told.add(new Told(Rule.MAP, field.group(),
					"%s: the body is a map".formatted(field.group()), "Write ${body[%s]}.".formatted(field.group(1)))));
		if (told.isEmpty()) {
			told.addAll(this.truth.told(raw));
		}
		if (told.isEmpty()) {
			told.addAll(this.evaluation.told(raw));
		}
		return told;
	}

	private List<Told> unknown(Stream<String> names) {
		return names.distinct().filter((name) -> !this.variables.contains(name)).map((name) -> {
			String section = name.replaceFirst("_on$", "").replace('_', '-');
			String meant = Wording.meant(name, this.variables);
			boolean isSwitch = name.endsWith("_on") && !meant.startsWith("Did");
			return new Told(Rule.VARIABLE, name, "there is no variable %s".formatted(name), isSwitch
					? "%s It would be there with a setting %s.enabled or %s.url.".formatted(meant, section, section)
					: meant);
		}).toList();
	}

	/** Names in the condition that are not known. */
	private static List<Told> names(String text) {
		return EVENT_NAME.matcher(text)
			.results()
			.flatMap((each) -> Arrays.stream(each.group(1).split(",")))
			.map((name) -> WordHints.event(name.strip()))
			.filter(Objects::nonNull)
			.toList();
	}

}
