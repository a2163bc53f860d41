package io.switchboard.routes.check.expression;

import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.RuleFacts;

/**
 * What people write in Simple who know another language better, and what Simple has
 * instead.
 */
public final class SimpleHints {

	private static final Pattern BLANK = Pattern
		.compile("\\$\\{(variables?)\\.(?:\\s+([\\w-]+)\\s*|([\\w-]+)\\s+)(?=[}\\[])");

	private static final Pattern COMPARED = Pattern
		.compile("\\$\\{variables?\\.([\\w-]+)}\\s+[=!]=\\s+(['\"])((?!true\\2|false\\2)[^'\"]*)\\2");

	private static final Pattern REGEX = Pattern.compile("(?<=[})] )!?regex '([^'$]*)'");

	private static final Pattern DATE = Pattern.compile("\\$\\{date:([^:}]+)(?::([^}]*))?}");

	/** Facts that are true or false, beside those of the kind. */
	private static final Set<String> FLAGS = flags();

	/** A list with a blank beside a comma. */
	private static final Pattern BLANKS = Pattern.compile("(?<=} )!?in '([^'$]*(?:,\\s|\\s,)[^'$]*)'");

	private static final Pattern NEVER_NULL = Pattern.compile("\\$\\{variables?\\.(call(?:er|ed))} == (?:null|'')");

	private static final String ASKED = "(?s)\\$\\{[^{}]*}";

	private static final String TEXT = "'[^']*'|\"[^\"]*\"";

	private SimpleHints() {
	}

	private static Set<String> flags() {
		Set<String> flags = new TreeSet<>(Set.of("answered", "open"));
		RuleFacts.of(null, ContextKind.UNKNOWN, true).forEach((name, value) -> {
			if (value instanceof Boolean) {
				flags.add(name);
			}
		});
		return flags;
	}

	/** Whether a fact is known, and neither true nor false. */
	public static boolean isText(String fact) {
		return EventExchange.FACTS.contains(fact) && !FLAGS.contains(fact);
	}

	/** What a text that is no rule does not mean, although it is read. */
	static List<Told> all(String text) {
		return Stream.of(WordHints.told(text), Unmarked.told(text), told(text, Set.of()))
			.flatMap(List::stream)
			.toList();
	}

	/** What is read and never means what it says. */
	public static List<Told> told(String text, Set<String> switches) {
		List<Told> told = new ArrayList<>();
		BLANK.matcher(text).results().forEach((each) -> {
			String name = (each.group(2) != null) ? each.group(2) : each.group(3);
			told.add(new Told(Rule.VARIABLE, each.group(),
					"the blank in %s} is part of the name, and no variable has that name".formatted(each.group()),
					"Write ${%s.%s}.".formatted(each.group(1), name)));
		});
		REGEX.matcher(text).results().forEach((each) -> {
			try {
				Pattern.compile(each.group(1));
			}
			catch (PatternSyntaxException ex) {
				told.add(new Told(Rule.EXPRESSION, each.group(1),
						"'%s' is not a regular expression".formatted(each.group(1)),
						"Correct it: %s.".formatted(ex.getDescription().toLowerCase(Locale.ROOT))));
			}
		});
		DATE.matcher(text).results().forEach((each) -> date(each, told));
		BLANKS.matcher(text)
			.results()
			.forEach((each) -> told.add(new Told(Rule.WORD, each.group(1),
					"the blank in '%s' is part of a word, and no value has it".formatted(each.group(1)),
					"Write '%s'.".formatted(each.group(1).replaceAll("\\s*,\\s*", ",")))));
		NEVER_NULL.matcher(text)
			.results()
			.forEach((each) -> told.add(new Told(Rule.WORD, each.group(), "%s is never empty".formatted(each.group(1)),
					"Ask for a field, such as ${body[dst]}, or for ${variable.outside_number}, which is null for a withheld number.")));
		COMPARED.matcher(text)
			.results()
			.filter((each) -> FLAGS.contains(each.group(1)) || switches.contains(each.group(1)))
			.forEach((each) -> told.add(new Told(Rule.EXPRESSION, each.group(),
					"%s is true or false, and never '%s'".formatted(each.group(1), each.group(3)),
					"Write ${variable.%s} == true, or == false.".formatted(each.group(1)))));
		return told;
	}

	/** The function of a date fails only once it is evaluated. */
	private static void date(MatchResult date, List<Told> told) {
		if (!date.group(1)
			.matches("(?:now|millis|exchangeCreated|file|(?:header|property|exchangeProperty|variable)"
					+ "\\..+?)(?:[+-].*)?")) {
			told.add(new Told(Rule.EXPRESSION, date.group(), "%s asks for no date".formatted(date.group()),
					"Write now, exchangeCreated or variable.<name>, such as ${date:now:yyyy-MM-dd}."));
		}
		else if (EventExchange.FACTS.contains(date.group(1).replaceFirst("^variable\\.(\\w+).*", "$1"))) {
			String fact = date.group(1).replaceFirst("^variable\\.(\\w+).*", "$1");
			told.add(new Told(Rule.EXPRESSION, date.group(), "%s is no date here: it is a text".formatted(fact),
					"Take letters of it, such as ${variable.%s.substring(0, 10)}; a template has local_time(…)."
						.formatted(fact)));
		}
		else if (date.group(2) != null && !date.group(2).contains("$") && !date.group(2).contains("{")) {
			try {
				new SimpleDateFormat(date.group(2), Locale.ROOT);
			}
			catch (IllegalArgumentException ex) {
				told.add(new Told(Rule.EXPRESSION, date.group(),
						"'%s' is not the pattern of a date".formatted(date.group(2)),
						"Correct it: %s.".formatted(ex.getMessage())));
			}
		}
	}

	/**
	 * What to write instead.
	 * @param condition cannot be read
	 * @param message the reason that Camel gives
	 */
	public static String mend(String condition, String message) {
		String bare = condition.replaceAll(ASKED, "\\$").replaceAll(TEXT, "''").strip();
		if (bare.matches("(?is).*\\sand\\s.*")) {
			return "Write && for and.";
		}
		if (bare.matches("(?is).*\\sor\\s.*")) {
			return "Write || for or.";
		}
		if (bare.matches("(?s).*in\\s*\\[.*|.*\\sin\\s+''\\s*,.*")) {
			return "Write the words as one text: in 'abandoned,missed'.";
		}
		if (bare.matches("(?s).*\\sin\\s*\\(.*")) {
			return "Write the words as one text: in 'abandoned,missed'.";
		}
		if (bare.matches("(?s).*(?:&&|\\|\\|)|(?:&&|\\|\\|).*")) {
			return "A condition is missing beside the && or ||.";
		}
		if (bare.matches("(?s).*\\$\\s+like\\s.*")) {
			return "Simple has no like: write contains, startsWith, endsWith or regex.";
		}
		if (bare.matches("(?s).*\\?.*:.*")) {
			return "Simple has no ? and :. Write the condition alone.";
		}
		if (condition.matches("(?s).*\\$\\{\\s*(?:!|not\\s).*")) {
			return "Write == false behind it.";
		}
		if (bare.matches("(?s).*\\s\\d+[A-Za-z].*")) {
			return "Write the number without its unit.";
		}
		if (bare.matches("(?s)(?:.*(?:&&|\\|\\|))?\\s*\\(.*")) {
			return "Simple has no parentheses: write one rule or one filter for each case.";
		}
		if (bare.matches("(?is)(?:.*(?:&&|\\|\\|))?\\s*(?:!|not\\s).*")) {
			return "Write == false behind it.";
		}
		if (bare.matches("(?is).*\\$\\s*(?:={3}|=|equals|is equal to|eq)(?:\\s|$|').*") || bare.contains("$=")) {
			return "Write == between two blanks.";
		}
		Matcher word = Pattern.compile("(?:[=!]=|contains|starts with|ends with|in)\\s+([A-Za-z][\\w.-]*)")
			.matcher(bare);
		if (word.find()) {
			return "Put the text in quotes: '%s'.".formatted(word.group(1));
		}
		if (!condition.contains("${")) {
			return "Ask for a variable as ${variable.event_name}, for a field as ${body[dst]}.";
		}
		return Wording.sentence(message.replaceAll("(?s)\\s+at location .*", ""));
	}

}
