package io.switchboard.routes.lookup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.lookup.LookupFile.Draft;
import io.switchboard.routes.lookup.LookupFile.Row;
import io.switchboard.routes.lookup.LookupFile.UnreadableException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a table as spreadsheets write it: the first line names the columns, and the first
 * column has the keys. It may be separated by commas or by semicolons.
 */
final class CsvLookup {

	private static final Pattern SEPARATOR = Pattern.compile("\\A\"?sep=[^\\r\\n]*", Pattern.CASE_INSENSITIVE);

	/** How a spreadsheet is told that a number is a text. */
	private static final Pattern FORMULA = Pattern.compile("=\"([^\"]*)\"");

	private CsvLookup() {
	}

	static Draft read(String written) {
		// a spreadsheet's own line, whose place stays
		String text = SEPARATOR.matcher(written.replaceFirst("^\uFEFF", "")).replaceFirst("#");
		String head = text.lines().filter((line) -> !isNothing(line)).findFirst().orElse("");
		if (head.contains("\t") && !head.contains(",") && !head.contains(";")) {
			throw new UnreadableException(1, "the columns are separated by tabs",
					"Save the table as CSV, with commas or semicolons.");
		}
		CSVFormat format = CSVFormat.DEFAULT.builder()
			.setDelimiter((head.contains(";") && !head.contains(",")) ? ';' : ',')
			.setIgnoreSurroundingSpaces(true)
			.setTrim(true)
			.setCommentMarker('#')
			.setIgnoreEmptyLines(true)
			.get();
		List<String> columns = new ArrayList<>();
		List<Row> rows = new ArrayList<>();
		int line = next(text, 0);
		int columnsLine = line;
		try (CSVParser parser = CSVParser.parse(text, format)) {
			for (CSVRecord record : parser) {
				List<String> values = values(record);
				if (columns.isEmpty() && !values.isEmpty()) {
					columns.addAll(values);
					columnsLine = line;
				}
				else if (!values.isEmpty()) {
					rows.add(row(columns, values, record.size(), line));
				}
				// a value in quotation marks may have several lines
				line = next(text, (int) parser.getCurrentLineNumber());
			}
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			throw new UnreadableException(line, "this is not CSV",
					"Look at the quotation marks, here and in the lines below.");
		}
		if (columns.isEmpty()) {
			throw new UnreadableException(0, "the file is empty",
					"Write a line that names the columns, the key's first, or delete the file.");
		}
		return new Draft(columns, columnsLine, rows);
	}

	/** The line of the next row, from 1. */
	private static int next(String text, int lines) {
		return lines + 1 + (int) text.lines().skip(lines).takeWhile(CsvLookup::isNothing).count();
	}

	private static boolean isNothing(String line) {
		return line.isBlank() || line.startsWith("#");
	}

	/** Without the empty ones at the end, which a spreadsheet adds. */
	private static List<String> values(CSVRecord record) {
		List<String> values = new ArrayList<>();
		for (String each : record) {
			String plain = each.replace('\u00A0', ' ').strip();
			Matcher formula = FORMULA.matcher(plain);
			values.add(formula.matches() ? formula.group(1) : plain);
		}
		while (!values.isEmpty() && values.get(values.size() - 1).isEmpty()) {
			values.remove(values.size() - 1);
		}
		return values;
	}

	private static Row row(List<String> columns, List<String> given, int written, int line) {
		if (given.size() > columns.size() || written < columns.size()) {
			throw new UnreadableException(line,
					"the row has %d values, and there are %d columns"
						.formatted((given.size() > columns.size()) ? given.size() : written, columns.size()),
					"Write a value for each column; an empty one is none. One with a comma stands in quotation marks.");
		}
		Map<String, String> values = new LinkedHashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			values.put(columns.get(i), (i < given.size()) ? given.get(i) : "");
		}
		return new Row(line, values);
	}

}
