package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.Findings.Told;
import io.switchboard.text.Causes;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Language;
import org.jspecify.annotations.Nullable;

/**
 * Whether the variables, fields and settings exist that the texts of a route in Java
 * name. A name that stands as a text in the file may be one that it sets.
 */
final class JavaTextCheck {

	/**
	 * Or a text, in which there is none; possessive, for a long one would be a deep
	 * recursion.
	 */
	private static final Pattern COMMENT = Pattern
		.compile("\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{variables?[.\\[]([A-Za-z]\\w*)");

	private static final Pattern FIELD = Pattern.compile("\\$\\{body\\[['\"]?([A-Za-z]\\w*)['\"]?]");

	private static final Pattern SETTING = Pattern.compile("\\{\\{([A-Za-z][\\w-]*(?:\\.[\\w-]+)+)}}");

	/** A text, with the step before it where that takes a condition. */
	private static final Pattern TEXT = Pattern.compile(
			"(?:(?<![.\\w])(simple)\\(\\s*|\\.(filter|when|validate)\\(\\s*(?:simple\\(\\s*)?)?\"([^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+)\"");

	private static final Pattern DOTTED = Pattern
		.compile("\\$\\{(?:in\\.)?body\\.([a-z]\\w*_\\w+|src|dst|text|state|context|duration)}");

	private static final Pattern END = Pattern
		.compile("\\bSystem\\s*\\.\\s*exit\\s*\\(|\\bgetRuntime\\(\\)\\s*\\.\\s*(?:exit|halt)\\s*\\(");

	private final Language simple;

	private final Vocabulary vocabulary;

	private final Predicate<String> isSetting;

	private final Set<String> settings;

	private final Findings findings;

	JavaTextCheck(CamelContext camel, Vocabulary vocabulary, Predicate<String> isSetting, Set<String> settings,
			Findings findings) {
		this.simple = camel.resolveLanguage("simple");
		this.vocabulary = vocabulary;
		this.isSetting = isSetting;
		this.settings = settings;
		this.findings = findings;
	}

	void check(Path file) {
		String text = uncommented(file);
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
			.add(TemplateCheck.place(file, whole, found.start(3) + Math.max(text.indexOf(each.word()), 0)), each));
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
				this.findings.add(TemplateCheck.place(file, whole, found.start(3)), Rule.EXPRESSION,
						"this expression cannot be read: %s".formatted(text),
						condition ? SimpleHints.mend(text, message) : Wording.sentence(message));
			}
		}
	}

	/**
	 * With blanks in place of comments; empty if it cannot be read, which is told with
	 * the files.
	 */
	private static String uncommented(Path file) {
		try {
			return COMMENT.matcher(Files.readString(file))
				.replaceAll((each) -> Matcher.quoteReplacement(
						each.group().startsWith("\"") ? each.group() : each.group().replaceAll("[^\\n]", " ")));
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Whether a route in Java would end the process that loads it; if so, that is told.
	 */
	static boolean ends(Path file, Findings findings) {
		String text = uncommented(file);
		Matcher end = END.matcher(text);
		if (!end.find()) {
			return false;
		}
		findings.add(TemplateCheck.place(file, text, end.start()), Rule.LOADING,
				"%s…) would end Switchboard itself".formatted(end.group()), "Take it out.");
		return true;
	}

	private void tell(Path file, String text, MatchResult found, @Nullable Told told) {
		if (told != null) {
			this.findings.add(TemplateCheck.place(file, text, found.start(1)), told);
		}
	}

}
