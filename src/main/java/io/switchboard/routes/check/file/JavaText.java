package io.switchboard.routes.check.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;

/** The text of a route in Java, before it is compiled. */
public final class JavaText {

	/**
	 * Or a text, in which there is none; possessive, for a long one would be a deep
	 * recursion.
	 */
	private static final Pattern COMMENT = Pattern
		.compile("\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

	private static final Pattern END = Pattern
		.compile("\\bSystem\\s*\\.\\s*exit\\s*\\(|\\bgetRuntime\\(\\)\\s*\\.\\s*(?:exit|halt)\\s*\\(");

	private JavaText() {
	}

	/**
	 * With blanks in place of comments; empty if it cannot be read, which is told with
	 * the files.
	 */
	public static String uncommented(Path file) {
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
	public static boolean ends(Path file, Findings findings) {
		String text = uncommented(file);
		Matcher end = END.matcher(text);
		if (!end.find()) {
			return false;
		}
		findings.add(Place.at(file, text, end.start()), Rule.LOADING,
				"%s…) would end Switchboard itself".formatted(end.group()), "Take it out.");
		return true;
	}

}
