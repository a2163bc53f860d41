package io.switchboard.routes.values;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The address of a step that is written as one text. */
final class SafeUri {

	/** A text that means something else in a URI than it says. */
	private static final Pattern ENCODED = Pattern.compile("[%+]");

	/** More than a scheme, or than a setting that may be one. */
	private static final Pattern BEFORE_A_PART = Pattern.compile("(?s).*(:|}}).+");

	private SafeUri() {
	}

	/** A setting may be the whole address, or its beginning. */
	static String of(String uri) {
		int query = uri.indexOf('?');
		String path = (query < 0) ? uri : uri.substring(0, query);
		return (query < 0) ? settings(path) : settings(path) + uri.substring(query);
	}

	/**
	 * Expressions that are a part of it are encoded when they are evaluated. One that is
	 * all of it, or all behind the scheme, is an address or a name.
	 */
	static String withFields(String uri) {
		String scheme = uri.replaceFirst("(?s):.*", "");
		int query = parts(uri, '?').get(0).length();
		String path = uri.substring(0, query);
		if (query == uri.length()) {
			return fields(scheme, path);
		}
		return fields(scheme, path) + "?" + String.join("&",
				parts(uri.substring(query + 1), '&').stream().map((each) -> option(scheme, each)).toList());
	}

	private static String settings(String path) {
		int begin = path.startsWith("{{") ? Math.max(path.indexOf("}}"), 0) : 0;
		return path.substring(0, begin) + SafeYaml.placed(path.substring(begin), Placeholders.PATH);
	}

	private static String fields(String scheme, String path) {
		StringBuilder fields = new StringBuilder();
		int begin = 0;
		for (int i = 0; i < path.length();) {
			int end = ValueText.endOfExpression(path, i);
			if (end >= 0 && BEFORE_A_PART.matcher(path.substring(0, i)).matches()) {
				String between = path.substring(begin, i);
				fields.append((begin == 0) ? settings(between) : SafeYaml.placed(between, Placeholders.PATH))
					.append(Placeholders.evaluatedInPath(scheme, path.substring(i, end)));
				begin = end;
			}
			i = (end < 0) ? i + 1 : end;
		}
		String last = path.substring(begin);
		return fields.append((begin == 0) ? settings(last) : SafeYaml.placed(last, Placeholders.PATH)).toString();
	}

	private static String option(String scheme, String option) {
		int name = option.indexOf('=') + 1;
		String value = option.substring(name);
		boolean isField = name > 1 && ValueText.of(value).pieces().stream().anyMatch(SafeUri::isExpression);
		boolean isText = ValueText.of(value)
			.pieces()
			.stream()
			.allMatch((each) -> isExpression(each) || !ENCODED.matcher(each.text()).find());
		boolean isRead = value.startsWith("RAW") || value.startsWith("#");
		return (isField && isText && !isRead)
				? option.substring(0, name) + Placeholders.evaluated(scheme, option.substring(0, name - 1), value)
				: option;
	}

	private static boolean isExpression(ValueText.Piece piece) {
		return piece.kind() == ValueText.Kind.EXPRESSION;
	}

	/** Split where this character is not in an expression. */
	private static List<String> parts(String text, char separator) {
		List<String> parts = new ArrayList<>();
		int begin = 0;
		for (int i = 0; i < text.length();) {
			int end = ValueText.endOfExpression(text, i);
			if (end < 0 && text.charAt(i) == separator) {
				parts.add(text.substring(begin, i));
				begin = i + 1;
			}
			i = (end < 0) ? i + 1 : end;
		}
		parts.add(text.substring(begin));
		return parts;
	}

}
