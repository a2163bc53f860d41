package io.switchboard.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Decides which characters text for people may have, wherever the text came from. Visible
 * signs of any script stay. Control characters, characters that change the direction of
 * text, and characters without width are removed. Half a surrogate pair becomes U+FFFD.
 */
public final class Readable {

	private static final Pattern SIGN = Pattern.compile("\\X");

	private static final int REPLACEMENT = 0xFFFD;

	private Readable() {
	}

	/**
	 * Text in one line.
	 * @param text foreign text, or null
	 * @return without line breaks and tabs (a space instead), nor space at its ends;
	 * empty for null
	 */
	public static String line(@Nullable String text) {
		return (text != null) ? clean(text, false).strip() : "";
	}

	/**
	 * Text of several lines.
	 * @param text foreign text, or null
	 * @return its lines end with {@code \n}, tabs stay; empty for null
	 */
	public static String lines(@Nullable String text) {
		return (text != null) ? clean(text.replace("\r\n", "\n"), true) : "";
	}

	/**
	 * Text of several lines, with what has no sign by its number.
	 * @param text foreign text
	 * @return its lines end with {@code \n}, tabs stay
	 */
	public static String numbered(String text) {
		StringBuilder numbered = new StringBuilder();
		text.replace("\r\n", "\n").codePoints().forEach((sign) -> {
			boolean shown = sign == '\n' || sign == '\t'
					|| (!isBreak(sign) && isSign(sign) && Character.getType(sign) != Character.SURROGATE);
			if (shown) {
				numbered.appendCodePoint(sign);
			}
			else {
				for (char unit : Character.toChars(sign)) {
					numbered.append("\\u%04x".formatted((int) unit));
				}
			}
		});
		return numbered.toString();
	}

	/**
	 * Its beginning.
	 * @param text any text
	 * @param most how many UTF-16 units the result may have, at least 1
	 * @return the text, or as many whole signs as there is room for, and an ellipsis
	 */
	public static String cut(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		int end = wholeSigns(text, most - 1);
		return text.substring(0, end) + "…";
	}

	/**
	 * Where a text may be cut, so that no sign is halved. An emoji may be of many parts.
	 * @param text any text
	 * @param most how many UTF-16 units may stay, at most as many as the text has
	 * @return as many or fewer. Only a sign that is longer by itself is cut within
	 */
	public static int wholeSigns(String text, int most) {
		int end = 0;
		Matcher signs = SIGN.matcher(text).region(0, Math.min(text.length(), most + 65));
		while (signs.find() && signs.end() <= most) {
			end = signs.end();
		}
		if (end > 0 || most <= 0) {
			return end;
		}
		return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
	}

	private static String clean(String text, boolean lines) {
		int first = 0;
		while (first < text.length() && (isPlain(text.charAt(first)) || (lines && text.charAt(first) == '\n'))) {
			first++;
		}
		if (first == text.length()) {
			return text;
		}
		StringBuilder clean = new StringBuilder(text.length()).append(text, 0, first);
		for (int i = first; i < text.length();) {
			int sign = text.codePointAt(i);
			int next = i + Character.charCount(sign);
			if (isBreak(sign)) {
				clean.append((lines && sign == '\t') ? "\t" : lines ? "\n" : endsWithSpace(clean) ? "" : " ");
			}
			else if (Character.getType(sign) == Character.SURROGATE || (sign & 0xFFFE) == 0xFFFE) {
				clean.appendCodePoint(REPLACEMENT);
			}
			else if (isSign(sign) || isJoiner(sign) && joins(text, i, next)) {
				clean.appendCodePoint(sign);
			}
			i = next;
		}
		return clean.toString();
	}

	private static boolean endsWithSpace(StringBuilder text) {
		return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
	}

	private static boolean isPlain(char each) {
		return each >= ' ' && each < 0x7F;
	}

	private static boolean isBreak(int sign) {
		return (sign >= '\t' && sign <= '\r') || sign == 0x85 || sign == 0x2028 || sign == 0x2029;
	}

	private static boolean isSign(int sign) {
		return switch (Character.getType(sign)) {
			case Character.CONTROL -> false;
			// a few of them are signs that stand over Arabic and Kaithi numbers
			case Character.FORMAT -> (sign >= 0x600 && sign <= 0x605) || sign == 0x6DD || sign == 0x70F || sign == 0x890
					|| sign == 0x891 || sign == 0x8E2 || sign == 0x110BD || sign == 0x110CD;
			// letters that are empty, and a mark that only keeps others apart
			default -> sign != 0x34F && sign != 0x115F && sign != 0x1160 && sign != 0x17B4 && sign != 0x17B5
					&& sign != 0x3164 && sign != 0xFFA0;
		};
	}

	private static boolean isJoiner(int sign) {
		return sign == 0x200C || sign == 0x200D;
	}

	/**
	 * Between letters of many scripts, and between pictures: there it says how they look.
	 */
	private static boolean joins(String text, int start, int end) {
		return start > 0 && end < text.length() && isJoined(text.codePointBefore(start))
				&& isJoined(text.codePointAt(end));
	}

	private static boolean isJoined(int sign) {
		return sign >= 0x300
				&& (Character.isLetter(sign) || isMark(sign) || Character.getType(sign) == Character.OTHER_SYMBOL
						|| Character.getType(sign) == Character.MODIFIER_SYMBOL || sign == 0x2640 || sign == 0x2642);
	}

	private static boolean isMark(int sign) {
		int type = Character.getType(sign);
		return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
				|| type == Character.ENCLOSING_MARK;
	}

}
