package io.switchboard.console.api;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.switchboard.text.SpreadsheetText;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a whole list as CSV, page by page as the store gives it: a column for each field
 * of the API's view, under the same name. A value that looks like a formula gets an
 * apostrophe in front, so that a spreadsheet takes it as text.
 */
public final class CsvWriter {

	/** Its media type. */
	public static final String TYPE = "text/csv";

	private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

	private CsvWriter() {
	}

	/** Some rows, and the cursor of the next ones. */
	record Rows<R>(List<R> rows, @Nullable String next) {
	}

	/** Reads the rows that follow a cursor; null is the beginning. */
	@FunctionalInterface
	interface Reading<R> {

		Rows<R> after(@Nullable String cursor);

	}

	/**
	 * Answers with the list.
	 * @throws IncompleteException if it cannot be read to its end; the server then hangs
	 * up, so that nobody takes a part for the whole
	 * @throws RuntimeException if nothing of it can be read; then nothing was sent
	 */
	static <R extends Record> void write(HttpServletResponse response, String name, Class<R> type, Reading<R> reading)
			throws IOException {
		// before anything is sent, so that an unreadable filter gets a proper answer
		Rows<R> page = reading.after(null);
		response.setContentType(TYPE + ";charset=UTF-8");
		response.setHeader("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(name));
		response.setHeader("Cache-Control", "no-store");
		RecordComponent[] columns = type.getRecordComponents();
		// closed only when the list is whole, because closing means that
		Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
		CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
		csv.printRecord(Arrays.stream(columns).map(CsvWriter::heading).toList());
		print(csv, columns, page);
		for (String next = page.next(); next != null; next = page.next()) {
			page = read(reading, next);
			print(csv, columns, page);
		}
		csv.close();
	}

	/**
	 * Answers with a list that is read already.
	 * @param <R> the type of a row
	 * @param response the answer
	 * @param name the file's name without its ending
	 * @param type a column for each of its components
	 * @param rows all of them
	 * @throws IOException if the client is gone
	 */
	public static <R extends Record> void whole(HttpServletResponse response, String name, Class<R> type, List<R> rows)
			throws IOException {
		write(response, name, type, (cursor) -> new Rows<>(rows, null));
	}

	private static <R extends Record> Rows<R> read(Reading<R> reading, String cursor) throws IncompleteException {
		try {
			return reading.after(cursor);
		}
		catch (RuntimeException ex) {
			throw new IncompleteException(ex);
		}
	}

	private static <R extends Record> void print(CSVPrinter csv, RecordComponent[] columns, Rows<R> page)
			throws IOException {
		for (R row : page.rows()) {
			csv.printRecord(Arrays.stream(columns).map((column) -> text(column, row)).toList());
		}
	}

	private static String heading(RecordComponent column) {
		return NAMES.translate(column.getName());
	}

	private static @Nullable String text(RecordComponent column, Record row) {
		Object value = value(column, row);
		if (value instanceof Collection<?> parts) {
			return SpreadsheetText.safe(parts.stream().map(CsvWriter::part).collect(Collectors.joining("; ")));
		}
		if (value instanceof Map<?, ?> map) {
			return SpreadsheetText.safe(map.entrySet()
				.stream()
				.map((each) -> each.getKey() + " " + each.getValue())
				.collect(Collectors.joining("; ")));
		}
		return (value != null) ? SpreadsheetText.safe(value.toString()) : null;
	}

	private static String part(Object part) {
		return (part instanceof DeliveryView.OfEvent delivery) ? delivery.route() + " " + delivery.status()
				: Objects.toString(part);
	}

	private static @Nullable Object value(RecordComponent column, Record row) {
		try {
			Method accessor = column.getAccessor();
			// a view may be its package's own
			accessor.setAccessible(true);
			return accessor.invoke(row);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A part of the list was sent, and the rest cannot be read. */
	static final class IncompleteException extends IOException {

		private static final long serialVersionUID = 1;

		IncompleteException(RuntimeException cause) {
			super("the list could not be read to its end, and the connection is closed", cause);
		}

	}

}
