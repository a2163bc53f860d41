package io.switchboard.routes.values;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Encodes text in letters, digits and underscores, so that no URI, placeholder or
 * expression reads it as syntax. A character that is not an ASCII letter or digit is an
 * underscore and its four hexadecimal digits.
 */
final class Capsule {

	/** A value of a YAML file, which may have settings and expressions. */
	private static final String TEXT = "_t_";

	/** Data, in which nothing is syntax. */
	private static final String DATA = "_d_";

	private static final String MARK = "_z";

	private Capsule() {
	}

	static String text(String text) {
		return TEXT + closed(text);
	}

	static String data(String text) {
		return DATA + closed(text);
	}

	static boolean isText(String capsule) {
		return capsule.startsWith(TEXT);
	}

	static boolean isData(String capsule) {
		return capsule.startsWith(DATA);
	}

	/** The same text in a capsule with another kind. */
	static String marked(String capsule, String content) {
		return capsule + MARK
				+ UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_16)).toString().replace("-", "");
	}

	/** Whether it is a capsule whose content was marked. */
	static boolean isMarked(String capsule) {
		return isText(capsule) && capsule.contains(MARK);
	}

	/** The text of a capsule. */
	static String open(String capsule) {
		StringBuilder text = new StringBuilder();
		for (int i = TEXT.length(); i < capsule.length(); i++) {
			char next = capsule.charAt(i);
			if (capsule.startsWith(MARK, i)) {
				return text.toString();
			}
			if (next == '_') {
				next = (char) Integer.parseInt(capsule, i + 1, i + 5, 16);
				i += 4;
			}
			text.append(next);
		}
		return text.toString();
	}

	private static String closed(String text) {
		StringBuilder closed = new StringBuilder();
		for (char each : text.toCharArray()) {
			boolean plain = each < 128 && Character.isLetterOrDigit(each);
			closed.append(plain ? String.valueOf(each) : "_%04x".formatted((int) each));
		}
		return closed.toString();
	}

}
