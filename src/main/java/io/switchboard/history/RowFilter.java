package io.switchboard.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Conditions on rows that must all hold. Column names come from the code, values are
 * bound. Conditions with an index come first. Rows are checked one by one for the others.
 */
final class RowFilter {

	private final Conditions found = new Conditions();

	private final Conditions rest = new Conditions();

	private @Nullable Long cursor;

	private boolean windowed;

	RowFilter and(String condition, @Nullable Object value) {
		this.found.add(condition, value);
		return this;
	}

	/** Adds a condition without an index that may be true for few rows. */
	RowFilter also(String condition, @Nullable Object value) {
		this.windowed |= value != null;
		return likely(condition, value);
	}

	/** Adds a condition that is true for most rows that the others find. */
	RowFilter likely(String condition, @Nullable Object value) {
		this.rest.add(condition, value);
		return this;
	}

	/** Adds a condition without a value, if it is wanted. */
	RowFilter andIf(boolean wanted, String condition) {
		if (wanted) {
			this.found.texts.add(condition);
		}
		return this;
	}

	/** The same for a condition that has no index, or is true for most rows. */
	RowFilter alsoIf(boolean wanted, String condition) {
		if (wanted) {
			this.windowed = true;
			this.rest.texts.add(condition);
		}
		return this;
	}

	/**
	 * Adds a condition that looks for any of the values in two columns. An empty set is
	 * no condition.
	 */
	RowFilter andEither(String condition, Collection<String> values) {
		if (!values.isEmpty()) {
			this.found.texts.add(condition.formatted(String.join(", ", Collections.nCopies(values.size(), "?"))));
			this.found.arguments.addAll(values);
			this.found.arguments.addAll(values);
		}
		return this;
	}

	/** Where the page before this one ended; null for the first. */
	RowFilter cursor(@Nullable Long cursor) {
		this.cursor = cursor;
		return this;
	}

	/** Makes a condition of the cursor, by the column that the rows are sorted by. */
	RowFilter before(String column) {
		Long before = this.cursor;
		this.cursor = null;
		return and(column + " < ?", before);
	}

	/** Whether rows must be checked one by one, and so only some for each page. */
	boolean isWindowed() {
		return this.windowed;
	}

	/** As SQL, with {@code where}; empty without a condition. */
	String found() {
		return where(this.found.texts);
	}

	/** The same for the conditions that are checked one by one. */
	String rest() {
		return where(this.rest.texts);
	}

	/** The same for all conditions. */
	String all() {
		return where(Stream.concat(this.found.texts.stream(), this.rest.texts.stream()).toList());
	}

	private static String where(List<String> texts) {
		return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
	}

	Object[] foundArguments() {
		return this.found.arguments.toArray();
	}

	/**
	 * In the order of {@link #all()}, which is also that of {@code found}, then
	 * {@code rest}.
	 */
	Object[] arguments() {
		return Stream.concat(this.found.arguments.stream(), this.rest.arguments.stream()).toArray();
	}

	/** With a place for each argument. */
	private static final class Conditions {

		private final List<String> texts = new ArrayList<>();

		private final List<Object> arguments = new ArrayList<>();

		private void add(String text, @Nullable Object value) {
			if (value != null) {
				this.texts.add(text);
				this.arguments.add(value);
			}
		}

	}

}
