package io.switchboard.routes.check.template;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.routes.check.expression.SimpleHints;
import io.switchboard.routes.check.expression.Vocabulary;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.text.Nearest;

/**
 * Whether the names in a template's expressions exist, and whether what stands in its
 * text was meant to be an expression.
 */
final class TemplateNames {

	/** What a template is given. */
	private static final Set<String> GIVEN = Set.of("body", "variables", "console_url", "local_time", "utc_time",
			"minutes", "known", "one_line", "number", "phone", "entities", "markdown", "header", "headers", "exchange",
			"camelContext");

	private static final Set<String> FUNCTIONS = Set.of("local_time", "utc_time", "minutes", "known", "one_line",
			"number", "phone", "entities", "markdown");

	/** A sign that ends the tag, and what stands behind it. */
	private static final Pattern GREATER = Pattern.compile("=?\\s*[\\w.\"']+\\s*>.*", Pattern.DOTALL);

	private static final Set<String> WORDS = Set.of("true", "false", "gt", "gte", "lt", "lte", "and", "or", "not", "in",
			"as", "using");

	/**
	 * Possessive: as an alternative for each character, a long one would be a deep
	 * recursion.
	 */
	private static final String QUOTED = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'";

	/** Expressions, and the directives whose values are ones. */
	private static final Pattern CODE = Pattern
		.compile("\\$\\{((?:[^}\"']++|%1$s)*+)}|<#(?:if|elseif|list|switch|case)\\s+((?:[^>\"']++|%1$s)*+)>"
			.formatted(QUOTED));

	private static final Pattern FUNCTION = Pattern.compile("\\$\\{\\s*([a-z_]+)\\s*[!}]");

	private static final Pattern TEXT = Pattern.compile("r?(?:%s)".formatted(QUOTED));

	private static final Pattern NAME = Pattern.compile("(?<![\\w.?@$])(?<![?.]\\s)[A-Za-z_]\\w*");

	/** A field in brackets, as Simple has it. */
	/** The two more names that the item of a list has. */
	private static final Pattern ITEM = Pattern.compile("_(?:index|has_next)$");

	private static final Pattern WORD = Pattern.compile("\\w+");

	/**
	 * A name that is assigned, an item, a parameter, a variable of a loop, and all that a
	 * directive defines.
	 */
	private static final List<Pattern> GIVES_NAMES = Stream
		.of("\\b\\w++\\s*+=(?!=)", "\\bas\\s+\\w+(?:,\\s*\\w+)?", "\\b\\w++\\s*+->", ";\\s*\\w+(?:,\\s*\\w+)*+",
				"<#(?:macro|function|assign|global|local)[^>]*")
		.map(Pattern::compile)
		.toList();

	private static final Pattern IN_BRACKETS = Pattern.compile("(body|variables)\\[\\s*$");

	private static final Pattern SETTING = Pattern.compile("\\{\\{\\s*([A-Za-z][\\w-]*(?:\\.[\\w-]+)*)\\s*}}");

	private static final Pattern NUMBER = Pattern.compile("#\\{([^}]*)}");

	private static final Pattern WITHOUT_BRACES = Pattern.compile("\\$((?:body|variables?)[.\\[]['\"]?\\w+)");

	private static final Pattern WITHOUT_DOLLAR = Pattern
		.compile("(?<![$#{\\w])\\{\\s*(?:body|variables?)[.\\[]['\"]?(\\w+)['\"]?]?[!?]?\\s*}(?!})");

	/** A text alone is neither true nor false. */
	private static final Pattern IF = Pattern
		.compile("<#(?:if|elseif)\\s+!?\\s*\\(?\\s*(body|variables)\\.(\\w+)(?:!(?:\"\"|''))?\\s*\\)?\\s*>");

	private final Findings findings;

	private final Vocabulary vocabulary;

	TemplateNames(Vocabulary vocabulary, Findings findings) {
		this.vocabulary = vocabulary;
		this.findings = findings;
	}

	/**
	 * Looks at one.
	 * @param file its path
	 * @param text without comments
	 * @param others all templates: one that includes another has its names
	 */
	void check(Path file, String text, Collection<String> others) {
		Set<String> own = ownNames(file, text, others);
		Matcher code = CODE.matcher(text);
		while (code.find()) {
			int group = (code.group(1) != null) ? 1 : 2;
			String plain = TEXT.matcher(code.group(group))
				.replaceAll((quoted) -> "\"" + " ".repeat(quoted.group().length() - 2) + "\"");
			NAME.matcher(plain)
				.results()
				.filter((name) -> !GIVEN.contains(name.group()) && !WORDS.contains(name.group())
						&& !own.contains(ITEM.matcher(name.group()).replaceFirst("")))
				.forEach((name) -> unknown(Place.at(file, text, code.start(group) + name.start()), name.group(),
						plain.substring(0, name.start())));
		}
		FUNCTION.matcher(text)
			.results()
			.filter((each) -> FUNCTIONS.contains(each.group(1)) && !own.contains(each.group(1)))
			.forEach((each) -> this.findings.add(Place.at(file, text, each.start(1)), Rule.TEMPLATE,
					"%s is a function, and has no text by itself".formatted(each.group(1)),
					"Write ${%s(…)}, with a value in it.".formatted(each.group(1))));
		literals(file, text);
		IF.matcher(text)
			.results()
			.filter((each) -> each.group(1).equals("body") ? this.vocabulary.isText(each.group(2))
					: SimpleHints.isText(each.group(2)))
			.forEach((each) -> this.findings.add(Place.at(file, text, each.start(1)), Rule.TEMPLATE,
					"%s.%s is neither true nor false, and <#if> needs that".formatted(each.group(1), each.group(2)),
					GREATER.matcher(text.substring(each.end())).matches()
							? "The sign > ends it: write gt, and ?number behind a text."
							: "Write <#if %s.%s?has_content>.".formatted(each.group(1), each.group(2))));
	}

	private void unknown(Place place, String name, String before) {
		Matcher brackets = IN_BRACKETS.matcher(before);
		if (brackets.find()) {
			this.findings.add(place, Rule.TEMPLATE,
					"%s in brackets is a variable of the template, and there is none".formatted(name),
					"Write %1$s.%2$s! or %1$s[\"%2$s\"]!.".formatted(brackets.group(1), name));
			return;
		}
		String what = "there is no %s in a template".formatted(name);
		String mend = Nearest.of(name, GIVEN)
			.map((near) -> "Did you mean %s?".formatted(near))
			.orElseGet(() -> this.vocabulary.variables().contains(name) ? "Write variables.%s!.".formatted(name)
					: (this.vocabulary.field(name) == null) ? "Write body.%s!.".formatted(name)
							: "It has body and variables: write body.%1$s! for a field, variables.%1$s! for a variable."
								.formatted(name));
		this.findings.add(place, Rule.TEMPLATE, what, mend);
	}

	/** Signs of other languages, which would go out as they stand there. */
	private void literals(Path file, String text) {
		SETTING.matcher(text)
			.results()
			.forEach((each) -> this.findings.add(Place.at(file, text, each.start()), Rule.TEMPLATE_TEXT,
					"a template has no settings, and %s goes out as text".formatted(each.group()),
					each.group(1).matches("(?:body|variables)\\..*") ? "Write ${%s!}.".formatted(each.group(1))
							: "Set a variable in the route to \"%s\", and write ${variables.its_name!}."
								.formatted(each.group())));
		WITHOUT_DOLLAR.matcher(text)
			.results()
			.forEach((each) -> this.findings.add(Place.at(file, text, each.start()), Rule.TEMPLATE_TEXT,
					"%s goes out as text: it has no $".formatted(each.group()),
					"Write ${%s.%s!}.".formatted(each.group().contains("body") ? "body" : "variables", each.group(1))));
		NUMBER.matcher(text)
			.results()
			.filter((each) -> each.group(1).matches(".*\\b(?:body|variables)\\b.*"))
			.forEach((each) -> this.findings.add(Place.at(file, text, each.start()), Rule.TEMPLATE,
					"#{…} takes a number alone", "Write ${%s}.".formatted(each.group(1))));
		WITHOUT_BRACES.matcher(text)
			.results()
			.forEach((each) -> this.findings.add(Place.at(file, text, each.start()), Rule.TEMPLATE_TEXT,
					"%s goes out as text: it has no braces".formatted(each.group()), "Write ${…!} around it."));
	}

	/**
	 * The names that a template defines, with those of the templates that it includes or
	 * that include it.
	 */
	private static Set<String> ownNames(Path file, String text, Collection<String> others) {
		String own = file.getFileName().toString();
		Set<String> names = new HashSet<>();
		Stream
			.concat(Stream.of(text), others.stream()
				.filter((other) -> text.contains("<#include") || (other.contains("<#include") && other.contains(own))))
			.flatMap((each) -> GIVES_NAMES.stream().flatMap((pattern) -> pattern.matcher(each).results()))
			.flatMap((each) -> WORD.matcher(each.group()).results())
			.map(MatchResult::group)
			.forEach(names::add);
		return names;
	}

}
