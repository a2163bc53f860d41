package io.switchboard.routes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is different with MariaDB and MySQL. Their drivers know no parameter's type, and
 * do not ask the server whether it takes a statement.
 */
public final class MariaDbStatements {

	private static final Set<String> PRODUCTS = Set.of("MariaDB", "MySQL");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd' 'HH:mm:ss.SSSSSS")
		.withZone(ZoneOffset.UTC);

	private MariaDbStatements() {
	}

	/** Whether it is one of them. */
	public static boolean is(Connection connection) throws SQLException {
		return PRODUCTS.contains(connection.getMetaData().getDatabaseProductName());
	}

	/**
	 * Asks the server whether it takes a statement; nothing runs.
	 * @param sql with question marks for its parameters
	 * @throws SQLException if it does not, with what it says
	 */
	public static void prepare(Connection connection, String sql) throws SQLException {
		try (PreparedStatement text = connection.prepareStatement("set @switchboard_statement = ?");
				Statement statement = connection.createStatement()) {
			text.setString(1, sql);
			text.execute();
			statement.execute("prepare switchboard_statement from @switchboard_statement");
			statement.execute("deallocate prepare switchboard_statement");
		}
	}

	/** What each parameter of a statement goes to. */
	static List<Column> columns(Connection connection, String sql) throws SQLException {
		StatementColumns statement = StatementColumns.of(sql);
		Map<String, Column> columns = new LinkedHashMap<>();
		try (PreparedStatement select = connection
			.prepareStatement("select lower(column_name), column_type from information_schema.columns"
					+ " where table_schema = database() and lower(table_name) = ? order by ordinal_position")) {
			select.setString(1, statement.table());
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					columns.put(rows.getString(1), column(rows.getString(2)));
				}
			}
		}
		return statement.columns(columns, MariaDbStatements::column);
	}

	/** By its type, such as {@code int(10) unsigned}. */
	static Column column(String type) {
		String name = type.toLowerCase(Locale.ROOT);
		boolean unsigned = name.contains("unsigned");
		return switch (name.replaceAll("\\W.*", "")) {
			case "tinyint" -> name.startsWith("tinyint(1)") ? MariaDbStatements::truth : whole(8, unsigned);
			case "smallint" -> whole(16, unsigned);
			case "mediumint" -> whole(24, unsigned);
			case "int", "integer" -> whole(32, unsigned);
			case "float" -> ColumnKind.SINGLE;
			case "datetime", "timestamp" -> MariaDbStatements::time;
			case "date" -> MariaDbStatements::day;
			case "signed", "unsigned" -> ColumnKind.BIGINT;
			default -> ColumnKind.of(name);
		};
	}

	private static Column whole(int bits, boolean unsigned) {
		long lowest = unsigned ? 0 : -(1L << (bits - 1));
		long highest = unsigned ? (1L << bits) - 1 : (1L << (bits - 1)) - 1;
		return (value) -> (value != null) ? ColumnKind.whole(value, lowest, highest) : null;
	}

	/** Its word for it is a number. */
	private static @Nullable String truth(@Nullable Object value) {
		String word = ColumnKind.BOOLEAN.fit(value);
		return (word != null) ? (word.equals("true") || word.equals("1") ? "1" : "0") : whole(8, false).fit(value);
	}

	private static @Nullable String day(@Nullable Object value) {
		String time = time(value);
		return (time != null) ? time.substring(0, time.indexOf(' ')) : null;
	}

	/** In UTC, as its sessions are: it reads no other zone. */
	private static @Nullable String time(@Nullable Object value) {
		Instant instant = (value != null) ? ColumnKind.instant(value) : null;
		return (instant != null) ? TIME.format(instant) : null;
	}

}
