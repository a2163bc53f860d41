package io.switchboard.history;

import java.util.regex.Pattern;

/**
 * The text that errors of the same cause share. Ids, times, numbers and addresses are
 * replaced by {@code …}. A status of three digits, such as 503, stays.
 */
final class Cause {

	/** Stands for any text, also in the filter {@code error}. */
	static final String ANY = "…";

	private static final Pattern DIFFERENT = Pattern.compile(String.join("|",
			// an address of a mailbox
			"[\\w.+-]+@[\\w.-]*\\w",
			// a time, in whole or in part
			"\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?",
			"\\b\\d\\d?:\\d\\d:\\d\\d(?:[.,]\\d+)?",
			// a UUID, then any other word of hexadecimal digits with a digit in it
			"\\b\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}\\b", "\\b(?=\\p{XDigit}*\\d)\\p{XDigit}{8,}\\b",
			// an address in a network
			"/?\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b",
			// a number that is not a status, also within a word such as line12 or
			// uk003.6089
			"\\+?\\d{4,}", "(?<!\\d)\\d{1,2}(?!\\d)", "(?<=[A-Za-z_])\\d+"));

	/** As long as the longest error that is stored. */
	private static final int LONGEST = 1000;

	private static final Pattern REPEATED = Pattern.compile("…(?:[\\w.:/-]{0,2}…)+");

	private Cause() {
	}

	/** The cause in an error's text. */
	static String of(String error) {
		String read = (error.length() > LONGEST) ? error.substring(0, LONGEST) : error;
		return REPEATED.matcher(DIFFERENT.matcher(read).replaceAll(ANY)).replaceAll(ANY).strip();
	}

}
