package io.switchboard.text;

/**
 * Text for a CSV file that people open in a spreadsheet. What a spreadsheet would take
 * for a formula has an apostrophe before it, as a spreadsheet marks a text.
 */
public final class SpreadsheetText {

	private static final String FORMULA = "=+-@\t\r";

	private SpreadsheetText() {
	}

	/**
	 * Takes the danger out of a value.
	 * @param text any
	 * @return the same, or with an apostrophe before it
	 */
	public static String safe(String text) {
		return (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

}
