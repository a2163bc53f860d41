package io.switchboard.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Rows as one array for each column, for PostgreSQL's {@code unnest}: many rows are one
 * statement. Each array has a type of its own, so the driver need not turn its values
 * into text.
 *
 * @param <T> a row
 */
public final class Columns<T> {

	private final PreparedStatement statement;

	private final Collection<T> rows;

	private int parameter;

	/**
	 * Begins with the first column.
	 * @param statement the statement
	 * @param first the number of the parameter that takes the first column, from 1
	 * @param rows the rows, in the order of the arrays
	 */
	public Columns(PreparedStatement statement, int first, Collection<T> rows) {
		this.statement = statement;
		this.parameter = first;
		this.rows = rows;
	}

	/**
	 * The next column: texts.
	 * @param value its value in a row, or null
	 * @return this
	 * @throws SQLException if there is no such parameter
	 */
	public Columns<T> texts(Function<T, @Nullable String> value) throws SQLException {
		return column("text", value, String[]::new);
	}

	/**
	 * The next column: whole numbers of 64 bits.
	 * @param value its value in a row, or null
	 * @return this
	 * @throws SQLException if there is no such parameter
	 */
	public Columns<T> bigints(Function<T, @Nullable Long> value) throws SQLException {
		return column("bigint", value, Long[]::new);
	}

	/**
	 * The next column: whole numbers of 32 bits.
	 * @param value its value in a row, or null
	 * @return this
	 * @throws SQLException if there is no such parameter
	 */
	public Columns<T> integers(Function<T, @Nullable Integer> value) throws SQLException {
		return column("integer", value, Integer[]::new);
	}

	/**
	 * The next column: yes or no.
	 * @param value its value in a row, or null
	 * @return this
	 * @throws SQLException if there is no such parameter
	 */
	public Columns<T> booleans(Function<T, @Nullable Boolean> value) throws SQLException {
		return column("boolean", value, Boolean[]::new);
	}

	/**
	 * The next column: times, to the millisecond.
	 * @param value its value in a row, or null
	 * @return this
	 * @throws SQLException if there is no such parameter
	 */
	public Columns<T> times(Function<T, @Nullable Instant> value) throws SQLException {
		return column("timestamptz", (row) -> {
			Instant time = value.apply(row);
			return (time != null) ? time.truncatedTo(ChronoUnit.MILLIS).toString() : null;
		}, String[]::new);
	}

	/**
	 * The next column: bytes.
	 * @param value its value in a row, or null
	 * @return this
	 * @throws SQLException if there is no such parameter
	 */
	public Columns<T> bytes(Function<T, byte @Nullable []> value) throws SQLException {
		return column("bytea", value, byte[][]::new);
	}

	private <V> Columns<T> column(String type, Function<T, @Nullable V> value, IntFunction<V[]> array)
			throws SQLException {
		V[] values = array.apply(this.rows.size());
		int i = 0;
		for (T row : this.rows) {
			values[i++] = value.apply(row);
		}
		this.statement.setArray(this.parameter++, this.statement.getConnection().createArrayOf(type, values));
		return this;
	}

}
