package io.switchboard.routes.lookup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.switchboard.voipstudio.PhoneNumbers;
import io.switchboard.voipstudio.WholeNumber;
import org.jspecify.annotations.Nullable;

/**
 * A table: a row for each key, and one for all other keys.
 */
public final class Lookup {

	/** The key of the row for all keys that have none. */
	public static final String OTHERS = "*";

	private final String name;

	private final List<String> columns;

	private final Map<String, Map<String, String>> rows;

	private final Map<String, Map<String, String>> byNumber;

	private final Map<String, String> others;

	private final PhoneNumbers numbers;

	/**
	 * Makes a table.
	 * @param name the file's, without its ending
	 * @param columns the first is the key's
	 * @param rows by the key as {@link #normal} makes it; nobody changes them
	 * @param byNumber the rows whose key is a telephone number, by it as E.164
	 * @param others the row for all other keys
	 * @param numbers knows a telephone number in any spelling
	 */
	Lookup(String name, List<String> columns, Map<String, Map<String, String>> rows,
			Map<String, Map<String, String>> byNumber, Map<String, String> others, PhoneNumbers numbers) {
		this.name = name;
		this.columns = List.copyOf(columns);
		this.rows = rows;
		this.byNumber = byNumber;
		this.others = others;
		this.numbers = numbers;
	}

	/** Normalizes a key for comparison. */
	static String normal(String key) {
		return key.strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * The file's name, without its ending.
	 * @return such as {@code teams}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The variable that has the row of an event, where there is one.
	 * @return such as {@code our_teams} for {@code our-teams}
	 */
	public String variable() {
		return variable(this.name);
	}

	static String variable(String name) {
		return name.replace('-', '_');
	}

	/**
	 * All columns.
	 * @return the first is the key's
	 */
	public List<String> columns() {
		return this.columns;
	}

	/**
	 * All values of a column.
	 * @param column its name
	 * @return empty where there is no such column
	 */
	public List<String> values(String column) {
		return Stream.concat(this.rows.values().stream(), Stream.of(this.others))
			.filter((row) -> row.containsKey(column))
			.map((row) -> row.get(column))
			.distinct()
			.toList();
	}

	/** The column that the keys stand in. */
	String key() {
		return this.columns.get(0);
	}

	/**
	 * The row of a key.
	 * @param key a text or a number, or null; a telephone number in any spelling
	 * @return its values by the names of columns; those for all others if it has none
	 */
	public Map<String, String> row(@Nullable Object key) {
		Long whole = (key instanceof Double) ? WholeNumber.of(key) : null;
		String text = (whole != null) ? whole.toString() : String.valueOf((key != null) ? key : "");
		Map<String, String> row = this.rows.get(normal(text));
		if (row == null && !this.byNumber.isEmpty()) {
			row = this.numbers.sent(text).map(this.byNumber::get).orElse(null);
		}
		return (row != null) ? row : this.others;
	}

}
