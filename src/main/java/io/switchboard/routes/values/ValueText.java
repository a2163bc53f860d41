package io.switchboard.routes.values;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A value in a YAML file: text, settings in double braces, and expressions in
 * {@code ${…}}. Braces without their end are text. So are braces behind a backslash,
 * which is left out.
 *
 * @param pieces in their order
 * @param unfinished the beginning of an expression without an end, or null
 */
record ValueText(List<Piece> pieces, @Nullable String unfinished) {

	private static final Pattern UNFINISHED = Pattern.compile("\\$(simple)?\\{\\p{L}");

	enum Kind {

		TEXT, SETTING, EXPRESSION

	}

	/**
	 * A piece of it.
	 *
	 * @param kind what it is
	 * @param text a text as it is, a setting's name without braces, an expression with
	 * them
	 */
	record Piece(Kind kind, String text) {
	}

	static ValueText of(String text) {
		List<Piece> pieces = new ArrayList<>();
		StringBuilder plain = new StringBuilder();
		String unfinished = null;
		int i = 0;
		while (i < text.length()) {
			int plainEnd = endOfPlain(text, i);
			plain.append(text, i, plainEnd);
			i = plainEnd;
			if (i == text.length()) {
				break;
			}
			int end = endOfSetting(text, i);
			Kind kind = Kind.SETTING;
			if (end < 0) {
				end = endOfExpression(text, i);
				kind = Kind.EXPRESSION;
			}
			if (end < 0) {
				if (unfinished == null && UNFINISHED.matcher(text).region(i, text.length()).lookingAt()) {
					unfinished = text.substring(i);
				}
				boolean escape = text.charAt(i) == '\\' && isReadAt(text, i + 1);
				i += escape ? 1 : 0;
				int width = escape ? 2 : 1;
				plain.append(text, i, i + width);
				i += width;
				continue;
			}
			add(pieces, plain);
			String piece = text.substring(i, end);
			pieces.add(new Piece(kind, (kind == Kind.SETTING) ? piece.substring(2, piece.length() - 2) : piece));
			i = end;
		}
		add(pieces, plain);
		return new ValueText(pieces, unfinished);
	}

	/** Whether the braces at this place would be read. */
	static boolean isReadAt(String text, int start) {
		return text.startsWith("{{", start) || text.startsWith("${", start) || text.startsWith("$simple{", start);
	}

	/** The next place where something may begin that is read. */
	private static int endOfPlain(String text, int start) {
		int end = start;
		while (end < text.length() && text.charAt(end) != '{' && text.charAt(end) != '$' && text.charAt(end) != '\\') {
			end++;
		}
		return end;
	}

	private static void add(List<Piece> pieces, StringBuilder plain) {
		if (!plain.isEmpty()) {
			pieces.add(new Piece(Kind.TEXT, plain.toString()));
			plain.setLength(0);
		}
	}

	private static int endOfSetting(String text, int start) {
		int end = text.startsWith("{{", start) ? text.indexOf("}}", start) : -1;
		boolean name = end > start + 2 && text.substring(start + 2, end).matches("[^{}\\s][^{}]*");
		return name ? end + 2 : -1;
	}

	static int endOfExpression(String text, int start) {
		if (!text.startsWith("${", start) && !text.startsWith("$simple{", start)) {
			return -1;
		}
		int depth = 0;
		for (int i = text.indexOf('{', start); i < text.length(); i++) {
			depth += (text.charAt(i) == '{') ? 1 : (text.charAt(i) == '}') ? -1 : 0;
			if (depth == 0) {
				return i + 1;
			}
		}
		return -1;
	}

	/** All pieces of one kind, without those within expressions. */
	List<String> of(Kind kind) {
		return this.pieces.stream().filter((each) -> each.kind() == kind).map(Piece::text).toList();
	}

	/** The value with the settings inserted; expressions stay. */
	String raw(UnaryOperator<String> settings) {
		return joined(settings, UnaryOperator.identity());
	}

	/**
	 * The value with settings and texts converted by the given functions. Expressions
	 * stay, except the settings in them.
	 */
	String joined(UnaryOperator<String> settings, UnaryOperator<String> texts) {
		StringBuilder joined = new StringBuilder();
		for (Piece piece : this.pieces) {
			joined.append(switch (piece.kind()) {
				case TEXT -> texts.apply(piece.text());
				case SETTING -> settings.apply(piece.text());
				case EXPRESSION -> withSettings(piece.text(), settings);
			});
		}
		return joined.toString();
	}

	private static String withSettings(String expression, UnaryOperator<String> settings) {
		return "${" + of(expression.substring(expression.indexOf('{') + 1, expression.length() - 1)).joined(settings,
				UnaryOperator.identity()) + "}";
	}

}
