package io.switchboard.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a file, where nothing says that it ends. A killed process leaves such
 * a line, and it is torn. Editors and spreadsheets leave one too, and it is whole. In all
 * texts a character is a byte.
 */
final class LastLine {

	private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

	/** Some spreadsheets begin a file in UTF-8 with it. */
	static final String MARK = "\u00EF\u00BB\u00BF";

	/** A cell of a spreadsheet may have line breaks. */
	private static final int MOST_LINES = 100;

	private LastLine() {
	}

	/**
	 * Whether it is whole. A JSON object has its end, a row of CSV has a value for each
	 * column. The next attempt of the same line knows best.
	 * @param tail the end of the file
	 * @param first the names of the columns, or empty for JSON
	 * @param line what is to be written now
	 * @param begin what that line begins with, and no other
	 */
	static boolean isWhole(String tail, String first, String line, String begin) {
		int start = tail.lastIndexOf('\n') + 1;
		String last = withoutReturn(tail.substring(start));
		if (last.equals(line) || withoutMark(last).equals(first)) {
			return true;
		}
		if (last.startsWith(begin) || (start == 0 && !first.isEmpty())) {
			return false;
		}
		return first.isEmpty() ? isObject(last) : isRow(tail, start, rows(first).get(0).size());
	}

	/**
	 * How lines end.
	 * @param head the beginning of the file
	 * @param first as above
	 * @return null if the file has other columns
	 */
	static @Nullable String end(String head, String first) {
		String named = withoutMark(head);
		if (first.isEmpty() || named.startsWith(first + "\n")) {
			return "\n";
		}
		if (named.startsWith(first + "\r")) {
			return "\r\n";
		}
		// not even the names of the columns were written to their end
		return first.startsWith(named) ? "\n" : null;
	}

	private static String withoutMark(String text) {
		return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
	}

	static String withoutReturn(String line) {
		return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
	}

	private static boolean isObject(String text) {
		try {
			return JSON.readTree(text.getBytes(StandardCharsets.ISO_8859_1)) instanceof ObjectNode;
		}
		catch (JsonProcessingException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The row begins further up if a value in quotes has line breaks. */
	private static boolean isRow(String tail, int start, int columns) {
		int from = start;
		for (int lines = 0; lines < MOST_LINES && from > 0 && isOpen(tail.substring(from)); lines++) {
			from = tail.lastIndexOf('\n', from - 2) + 1;
		}
		List<CSVRecord> rows = isOpen(tail.substring(from)) ? List.of() : rows(tail.substring(from));
		return rows.size() == 1 && rows.get(0).size() == columns;
	}

	private static boolean isOpen(String text) {
		return text.chars().filter((each) -> each == '"').count() % 2 != 0;
	}

	private static List<CSVRecord> rows(String text) {
		try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
			return parser.getRecords();
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			// no row, but something that only looks like one
			return List.of();
		}
	}

}
