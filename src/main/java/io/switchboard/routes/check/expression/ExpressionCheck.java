package io.switchboard.routes.check.expression;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.delivery.durable.Gather;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.values.Values;
import io.switchboard.text.Causes;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Whether the values in the file of a route or kamelet use known variables, fields and
 * settings.
 */
public class ExpressionCheck {

	/** Keys whose values are text for people. */
	private static final Set<String> PROSE = Set.of("title", "description", "note", "example");

	private static final Set<String> CHANGES_BODY = Set.of("setBody", "transform", "unmarshal", "marshal",
			"convertBodyTo", "split", "enrich", "pollEnrich", "poll", "bean", "process", "script", "aggregate",
			"claimCheck", "set-body", "convert-body-to", "poll-enrich", "toD", "recipientList", "dynamicRouter",
			"routingSlip");

	private static final Pattern VARIABLE = Pattern
		.compile("\\$\\{(?:variables?(?:\\??\\.|\\[['\"]?)|variableAs\\()([A-Za-z0-9_-]+)(?![\\w:-])");

	private static final Pattern DOTTED = Pattern.compile("\\$\\{(?:in\\.)?body\\.([A-Za-z][A-Za-z0-9_]*)([^}]*)}");

	private static final Pattern OF_VARIABLE = Pattern
		.compile("\\$\\{variables?\\.([A-Za-z0-9_-]+)\\??\\.([A-Za-z][A-Za-z0-9_]*)[^}]*}");

	private static final Pattern FIELD = Pattern.compile("\\$\\{(?:in\\.)?body\\[['\"]?([A-Za-z][A-Za-z0-9_]*)['\"]?]");

	private static final Pattern INDEX = Pattern.compile("\\$\\{(?:in\\.)?body\\[\\d+][^}]*}");

	private static final Pattern PROPERTY = Pattern.compile("\\$\\{properties:([^:}\\s]+)(:[^}]*)?}");

	private static final Pattern GATHERS = Pattern.compile("(?m)^[^#\\n]*\\bgather\\s*[:=]");

	private static final Set<String> OF_A_MAP = Set.of("size", "isEmpty", "empty", "keySet", "values", "entrySet",
			"get", "getOrDefault", "containsKey", "containsValue", "toString", "hashCode", "getClass", "class");

	private final CamelContext camel;

	private final Vocabulary vocabulary;

	private final Predicate<String> isSetting;

	private final Set<String> settings;

	private final Findings findings;

	/**
	 * Makes a check for all files of a folder.
	 * @param vocabulary the names that may be used
	 * @param isSetting whether there is a setting
	 * @param settings the names of all, for advice
	 */
	public ExpressionCheck(CamelContext camel, Vocabulary vocabulary, Predicate<String> isSetting, Set<String> settings,
			Findings findings) {
		this.camel = camel;
		this.vocabulary = vocabulary;
		this.isSetting = isSetting;
		this.settings = settings;
		this.findings = findings;
	}

	/** The conditions of the switchboard have a check of their own. */
	public void check(YamlFile file) {
		check(file, false, Set.of());
	}

	/** In a kamelet, its properties are known too. */
	public void kamelet(YamlFile file, Set<String> properties) {
		check(file, true, properties);
	}

	private void check(YamlFile file, boolean kamelet, Set<String> parameters) {
		List<YamlFile.Value> values = file.values();
		boolean isEvent = !kamelet && values.stream().noneMatch(ExpressionCheck::changesBody)
				&& !file.text().contains("direct:");
		boolean gathers = !kamelet && GATHERS.matcher(file.text()).find();
		Set<String> variables = this.vocabulary.variables(file);
		for (YamlFile.Value value : values) {
			if (PROSE.contains(value.key(0)) || value.keys().contains("metadata")) {
				continue;
			}
			settings(file, value, parameters);
			if (file.name().equals(RouteNames.SWITCHBOARD)) {
				known(file, value);
				WordHints.ofFields(value.text()).forEach((each) -> tell(file, value, each.word(), each));
				continue;
			}
			String text = value.text();
			SimpleHints.all(text).forEach((each) -> tell(file, value, each.word(), each));
			VARIABLE.matcher(text)
				.results()
				.forEach((each) -> tell(file, value, each.group(1), variable(each, variables)));
			maps(file, value);
			if (value.key(1).equals("variable") && value.key(0).equals("expression")) {
				tell(file, value, text, this.vocabulary.variable(text.strip().replaceFirst("[.\\[].*", ""), variables));
			}
			if (value.key(0).equals("gatherBy") && Gather.isVariable(text)) {
				tell(file, value, text, this.vocabulary.variable(text.strip(), variables));
			}
			else if (gathers) {
				isList(file, value);
			}
			else if (isEvent) {
				fields(file, value);
			}
			syntax(file, value, kamelet);
		}
	}

	/** The answer of a kamelet is a map as well. */
	private void maps(YamlFile file, YamlFile.Value value) {
		OF_VARIABLE.matcher(value.text())
			.results()
			.filter((each) -> this.vocabulary.isMap(each.group(1)) && !OF_A_MAP.contains(each.group(2)))
			.forEach((each) -> this.findings.add(file.place(value, each.group()), Rule.MAP,
					"%s: the variable is a map or a list".formatted(each.group()),
					"Write ${variable.%s[%s]}.".formatted(each.group(1), each.group(2))));
	}

	/** A route that gathers gets a list. Only its key is evaluated for a single event. */
	private void isList(YamlFile file, YamlFile.Value value) {
		if (value.key(0).equals("gatherBy")) {
			known(file, value);
			return;
		}
		FIELD.matcher(value.text())
			.results()
			.forEach((each) -> this.findings.add(file.place(value, each.group()), Rule.MAP,
					"%s: the body of a route that gathers is a list".formatted(each.group()),
					"Write ${body[0][%s]} for the first event, or go through ${variable.gathered}."
						.formatted(each.group(1))));
	}

	private @Nullable Told variable(MatchResult found, Set<String> variables) {
		return this.vocabulary.variable(found.group(1), variables);
	}

	/** After this step the body is not known. */
	private static boolean changesBody(YamlFile.Value value) {
		return value.keys().stream().anyMatch(CHANGES_BODY::contains);
	}

	private void fields(YamlFile file, YamlFile.Value value) {
		DOTTED.matcher(value.text())
			.results()
			.filter((each) -> !OF_A_MAP.contains(each.group(1)))
			.forEach((each) -> isMap(file, value, each.group(), each.group(1)));
		INDEX.matcher(value.text()).results().forEach((each) -> isMap(file, value, each.group(), "src"));
		known(file, value);
	}

	private void isMap(YamlFile file, YamlFile.Value value, String written, String field) {
		this.findings.add(file.place(value, written), Rule.MAP, "%s: the body is a map".formatted(written),
				"Write ${body[%s]}.".formatted(field));
	}

	private void known(YamlFile file, YamlFile.Value value) {
		FIELD.matcher(value.text())
			.results()
			.forEach((each) -> tell(file, value, each.group(1), this.vocabulary.field(each.group(1))));
	}

	private void settings(YamlFile file, YamlFile.Value value, Set<String> parameters) {
		for (String name : Values.settings(value.text())) {
			setting(file, value, name, parameters);
		}
		PlaceholderCheck.check(file, value, this.findings);
		Matcher property = PROPERTY.matcher(value.text());
		while (property.find()) {
			if (property.group(2) == null) {
				setting(file, value, property.group(1), parameters);
			}
		}
	}

	private void setting(YamlFile file, YamlFile.Value value, String name, Set<String> parameters) {
		if (name.contains(":") || name.startsWith("?") || name.contains("{")
				|| parameters.contains(name.replaceFirst("^!", ""))
				|| this.isSetting.test(name.replaceFirst("^!", ""))) {
			return;
		}
		String meant = Unmarked.meant(name);
		this.findings.add(file.place(value, name), Rule.SETTING, "there is no setting %s".formatted(name),
				!meant.isEmpty() ? meant
						: parameters.isEmpty() ? Wording.meantOr(name, this.settings, "Set it in application.yaml.")
								: Wording.meantOr(name, parameters, Wording.meantOr(name, this.settings,
										"Set it in application.yaml, or describe it as a property of the kamelet.")));
	}

	private void syntax(YamlFile file, YamlFile.Value value, boolean kamelet) {
		boolean simple = value.key(0).equals("simple")
				|| (value.key(0).equals("expression") && value.key(1).equals("simple"))
				|| (value.key(0).equals("message") && value.key(1).equals("log"));
		if (!simple) {
			return;
		}
		boolean predicate = value.keys()
			.stream()
			.filter((each) -> !each.equals("expression") && !each.equals("simple"))
			.reduce((one, other) -> other)
			.filter((each) -> Set.of("filter", "when", "validate").contains(each))
			.isPresent();
		try {
			String text = kamelet ? value.text().replaceAll("\\{\\{[^{}]*}}", "x")
					: this.camel.resolvePropertyPlaceholders(value.text());
			if (predicate) {
				this.camel.resolveLanguage("simple").createPredicate(text);
			}
			else {
				this.camel.resolveLanguage("simple").createExpression(text);
			}
		}
		catch (RuntimeException ex) {
			String message = Causes.root(ex).getMessage();
			if (message != null && !message.contains("roperty")) {
				this.findings.add(Place.of(file.path(), value.node()), Rule.EXPRESSION,
						"this expression cannot be read: %s".formatted(value.text()),
						predicate ? SimpleHints.mend(value.text(), message) : Wording.sentence(message));
			}
		}
	}

	private void tell(YamlFile file, YamlFile.Value value, String word, @Nullable Told told) {
		if (told != null) {
			this.findings.add(file.place(value, word), told);
		}
	}

}
