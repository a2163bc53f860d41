package io.switchboard.routes.check.template;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Whether a template of JSON can be JSON, whatever its values are. One with branches or
 * parts of other files is left to its samples.
 */
final class JsonTemplateCheck {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Pattern ASSIGN = Pattern.compile("<#assign\\b(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>");

	private static final Pattern EXPRESSION = Pattern
		.compile("\\$\\{(?:[^}\"']++|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+')*+}");

	private JsonTemplateCheck() {
	}

	/** {@code text}: without its comments. */
	static void check(Path file, String text, Findings findings) {
		String plain = ASSIGN.matcher(text).replaceAll((each) -> each.group().replaceAll("[^\n]", " "));
		String values = plain.matches("(?s)\\s*[{\\[].*") && !plain.matches("(?s).*(?:</?[#@]|#\\{|\\[=).*")
				? values(plain) : null;
		if (values == null) {
			return;
		}
		try {
			JSON.readTree(values);
		}
		catch (JsonProcessingException ex) {
			JsonLocation at = ex.getLocation();
			String reason = ex.getOriginalMessage()
				.replaceFirst(" \\(code \\d+[^)]*\\)", "")
				.replaceFirst(" \\(start .*", "");
			findings.add(new Place(file.toString(), at.getLineNr(), at.getColumnNr()), Rule.TEMPLATE,
					"this can never be JSON",
					reason.contains("expecting comma") ? "Write a comma before it."
							: reason.contains("expecting double-quote")
									? "A name stands in double quotes, and no comma before the end."
									: Wording.sentence(reason));
		}
	}

	/**
	 * The same text with a value in place of each expression; null if one may be more.
	 */
	private static @Nullable String values(String text) {
		StringBuilder values = new StringBuilder();
		Matcher expression = EXPRESSION.matcher(text);
		boolean quoted = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '$' && expression.find(i) && expression.start() == i) {
				if (expression.group().contains("\n") || !quoted && !isValue(text, i, expression.end())) {
					return null;
				}
				values.append(quoted ? "x".repeat(expression.end() - i) : "0" + " ".repeat(expression.end() - i - 1));
				i = expression.end() - 1;
				continue;
			}
			if (c == '\\' && quoted && i + 1 < text.length()) {
				values.append(c);
				c = text.charAt(++i);
			}
			else if (c == '"') {
				quoted = !quoted;
			}
			values.append(c);
		}
		return values.toString();
	}

	/** Whether an expression outside quotes is a value by itself. */
	private static boolean isValue(String text, int begin, int end) {
		return text.substring(0, begin).matches("(?s).*[:\\[]\\s*'?")
				&& text.substring(end).matches("(?s)\\s*[,}\\]\"/'].*");
	}

}
