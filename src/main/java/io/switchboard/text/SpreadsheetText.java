package io.switchboard.text;

/**
 * Text for a CSV file that people open in a spreadsheet. It holds what text for people
 * may hold, and what a spreadsheet would take for a formula has an apostrophe before it,
 * as a spreadsheet marks a text.
 */
public final class SpreadsheetText {

	private static final String FORMULA = "=+-@";

	private SpreadsheetText() {
	}

	/**
	 * Takes the danger out of a value.
	 * @param text any
	 * @return the same in a readable form, perhaps with an apostrophe before it; it may
	 * have several lines
	 */
	public static String safe(String text) {
		String readable = Readable.lines(text);
		String begin = readable.stripLeading();
		boolean formula = !begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0;
		return (formula || readable.startsWith("\t")) ? "'" + readable : readable;
	}

}
