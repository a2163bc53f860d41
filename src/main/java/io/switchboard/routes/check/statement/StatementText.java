package io.switchboard.routes.check.statement;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.tables.SqlText;

/**
 * What people write into a statement who know another tool, or a template, better: the
 * database would take it for something else, or does not understand it.
 */
class StatementText {

	private static final Pattern PARAMETER = Pattern.compile(":\\?(\\w+)");

	/**
	 * Parameters as other tools write them: a name without a question mark, or a question
	 * mark without a name.
	 */
	private static final Pattern UNBOUND = Pattern
		.compile("(?<![\\w:]):(?:#|\\?\\s+)?([A-Za-z_]\\w*)|(?<=[(,=<>]\\s{0,9})\\?(?![?|&])");

	/** Expressions and settings; {@code {{1,2}}} is an array of PostgreSQL. */
	private static final Pattern EXPRESSION = Pattern
		.compile("\\$\\{[^}]*}|\\{\\{\\s*[?!]*[A-Za-z][\\w-]*[.:][^{},\"]*}}");

	/** A part of a parameter. */
	private static final Pattern PART = Pattern
		.compile(":\\?(\\w+)(?:\\.([A-Za-z_]\\w*)|\\[\\s*['\"]?([A-Za-z_]\\w*)['\"]?\\s*])");

	private final Findings findings;

	StatementText(Findings findings) {
		this.findings = findings;
	}

	/** Whether anything was told, so that the database need not be asked. */
	boolean tell(Path file, String written) {
		String plain = SqlText.plain(written);
		List<Found> found = Stream.of(unbound(plain), parts(written, plain), expressions(written), quoted(written))
			.flatMap((each) -> each)
			.sorted(Comparator.comparingInt(Found::at))
			.toList();
		found.forEach((each) -> this.findings.add(Place.at(file, written, each.at()), Rule.MISSPELT_PARAMETER,
				each.what(), each.mend()));
		return !found.isEmpty();
	}

	/** The database would take it, and write null. */
	private static Stream<Found> unbound(String plain) {
		return UNBOUND.matcher(plain)
			.results()
			.map((each) -> new Found(each.start(), "nothing is bound to %s".formatted(each.group()),
					(each.group(1) != null) ? "Write :?%s.".formatted(each.group(1))
							: "Write :? and a name, such as :?src."));
	}

	private static Stream<Found> parts(String written, String plain) {
		return PART.matcher(written)
			.results()
			.filter((each) -> plain.startsWith(":?" + each.group(1), each.start()))
			.map(StatementText::part);
	}

	private static Found part(MatchResult part) {
		String name = (part.group(2) != null) ? part.group(2) : part.group(3);
		return new Found(part.start(), "%s is not the name of a parameter".formatted(part.group()),
				part.group(1).matches("body|variables?") ? "Write :?%s.".formatted(name)
						: "Set a variable with it in the route, such as %s_%s, and write :?%1$s_%2$s."
							.formatted(part.group(1), name));
	}

	private static Stream<Found> expressions(String written) {
		return EXPRESSION.matcher(written)
			.results()
			.map((each) -> each.group().startsWith("$")
					? new Found(each.start(), "a statement has no expressions, and %s is text".formatted(each.group()),
							"Write :? and the name of a field or a variable, such as :?src.")
					: new Found(each.start(), "a statement has no settings, and %s is text".formatted(each.group()),
							"Set a variable with it in the route, and write :? and its name."));
	}

	/** Within quotes, nothing is bound. */
	private static Stream<Found> quoted(String written) {
		return SqlText.ASIDE.matcher(written)
			.results()
			.filter((each) -> each.group().matches("(?s)['\"].*"))
			.flatMap((each) -> {
				Matcher parameter = PARAMETER.matcher(each.group());
				return parameter.find() ? Stream.of(new Found(each.start() + parameter.start(),
						"in quotes %s is text, and nothing is bound".formatted(parameter.group()),
						"Write it without quotes.")) : Stream.empty();
			});
	}

	private record Found(int at, String what, String mend) {

	}

}
