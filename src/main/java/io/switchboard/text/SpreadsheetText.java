package io.switchboard.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Text for a CSV file that people open in a spreadsheet. It is readable, and a value that
 * looks like a formula gets an apostrophe in front, so that a spreadsheet takes it as
 * text.
 */
public final class SpreadsheetText {

	private static final String FORMULA = "=+-@";

	private SpreadsheetText() {
	}

	/**
	 * Makes a value harmless.
	 * @param text any
	 * @return the same in a readable form, perhaps with an apostrophe before it; it may
	 * have several lines
	 */
	public static String safe(String text) {
		String readable = Readable.lines(text);
		String begin = readable.stripLeading();
		boolean formula = !begin.isEmpty() && FORMULA.indexOf(plain(begin.charAt(0))) >= 0;
		return (formula || readable.startsWith("\t")) ? "'" + readable : readable;
	}

	/** Spreadsheets in East Asia take the wide forms of these signs too. */
	private static char plain(char sign) {
		return Normalizer.normalize(String.valueOf(sign), Form.NFKC).charAt(0);
	}

}
