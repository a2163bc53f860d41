package io.switchboard.routes.check.expression;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.switchboard.routes.check.file.JavaText;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.text.Causes;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Language;
import org.jspecify.annotations.Nullable;

/**
 * Whether the variables, fields and settings exist that the texts of a route in Java
 * name. A name that stands as a text in the file may be one that it sets.
 */
public final class JavaTextCheck {

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{variables?[.\\[]([A-Za-z]\\w*)");

	private static final Pattern FIELD = Pattern.compile("\\$\\{body\\[['\"]?([A-Za-z]\\w*)['\"]?]");

	private static final Pattern SETTING = Pattern.compile("\\{\\{([A-Za-z][\\w-]*(?:\\.[\\w-]+)+)}}");

	/** A text, with the step before it where that takes a condition. */
	private static final Pattern TEXT = Pattern.compile(
			"(?:(?<![.\\w])(simple)\\(\\s*|\\.(filter|when|validate)\\(\\s*(?:simple\\(\\s*)?)?\"([^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+)\"");

	private static final Pattern DOTTED = Pattern
		.compile("\\$\\{(?:in\\.)?body\\.([a-z]\\w*_\\w+|src|dst|text|state|context|duration)}");

	private final Language simple;

	private final Vocabulary vocabulary;

	private final Predicate<String> isSetting;

	private final Set<String> settings;

	private final Findings findings;

	/**
	 * Makes a check for all files of a folder.
	 * @param camel has the languages
	 * @param vocabulary the names that may be used
	 * @param isSetting whether there is a setting
	 * @param settings the names of all, for advice
	 * @param findings gets what is found
	 */
	public JavaTextCheck(CamelContext camel, Vocabulary vocabulary, Predicate<String> isSetting, Set<String> settings,
			Findings findings) {
		this.simple = camel.resolveLanguage("simple");
		this.vocabulary = vocabulary;
		this.isSetting = isSetting;
		this.settings = settings;
		this.findings = findings;
	}

	/** Checks a file with routes in Java. */
	public void check(Path file) {
		String text = JavaText.uncommented(file);
		TEXT.matcher(text).results().forEach((each) -> text(file, text, each));
		Set<String> known = new TreeSet<>(this.vocabulary.variables());
		Pattern.compile("\"([A-Za-z]\\w*)\"").matcher(text).results().forEach((each) -> known.add(each.group(1)));
		VARIABLE.matcher(text)
			.results()
			.forEach((each) -> tell(file, text, each, this.vocabulary.variable(each.group(1), known)));
		FIELD.matcher(text)
			.results()
			.filter((each) -> !known.contains(each.group(1)))
			.forEach((each) -> tell(file, text, each, this.vocabulary.field(each.group(1))));
		SETTING.matcher(text)
			.results()
			.filter((each) -> !this.isSetting.test(each.group(1)))
			.forEach((each) -> tell(file, text, each,
					new Told(Rule.SETTING, each.group(1), "there is no setting %s".formatted(each.group(1)),
							Wording.meantOr(each.group(1), this.settings, "Set it in application.yaml."))));
	}

	/** What a text in YAML is checked for. */
	private void text(Path file, String whole, MatchResult found) {
		String text = found.group(3);
		List<Told> told = new ArrayList<>(SimpleHints.all(text));
		DOTTED.matcher(text)
			.results()
			.filter((each) -> this.vocabulary.field(each.group(1)) == null)
			.forEach((each) -> told
				.add(new Told(Rule.MAP, each.group(), "%s: the body is a map".formatted(each.group()),
						"Write ${body[%s]}, unless the route has put something else there.".formatted(each.group(1)))));
		told.forEach((each) -> this.findings
			.add(Place.at(file, whole, found.start(3) + Math.max(text.indexOf(each.word()), 0)), each));
		boolean condition = found.group(2) != null;
		if ((condition || found.group(1) != null) && !text.contains("\\") && !text.contains("{{")) {
			try {
				if (condition) {
					this.simple.createPredicate(text);
				}
				else {
					this.simple.createExpression(text);
				}
			}
			catch (RuntimeException ex) {
				String message = String.valueOf(Causes.root(ex).getMessage());
				this.findings.add(Place.at(file, whole, found.start(3)), Rule.EXPRESSION,
						"this expression cannot be read: %s".formatted(text),
						condition ? SimpleHints.mend(text, message) : Wording.sentence(message));
			}
		}
	}

	private void tell(Path file, String text, MatchResult found, @Nullable Told told) {
		if (told != null) {
			this.findings.add(Place.at(file, text, found.start(1)), told);
		}
	}

}
