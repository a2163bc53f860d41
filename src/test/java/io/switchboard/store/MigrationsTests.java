package io.switchboard.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.PostgresqlDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The migrations of both databases lead to the same tables. */
class MigrationsTests {

	@Test
	void both_databases_have_the_same_tables_columns_keys_and_indexes(@TempDir Path folder) throws SQLException {
		Map<String, String> sqlite = tables("sqlite", "jdbc:sqlite:" + folder.resolve("it.db"));
		Map<String, String> postgresql = tables("postgresql", PostgresqlDatabase.newDatabase());
		assertThat(sqlite).hasSizeGreaterThan(12).containsKeys("event", "delivery", "attempt", "call");
		// only PostgreSQL has several nodes
		postgresql.keySet().removeAll(List.of("node", "shard", "switchboard_revision"));
		assertThat(postgresql).isEqualTo(sqlite);
	}

	/**
	 * Each index of the tables that are written with every event has a query that needs
	 * it.
	 */
	@Test
	void each_index_of_these_tables_stands_in_the_list_that_says_what_needs_it(@TempDir Path folder) throws Exception {
		String url = "jdbc:sqlite:" + folder.resolve("listed.db");
		Flyway.configure().dataSource(url, null, null).locations("classpath:db/migration/sqlite").load().migrate();
		Set<String> listed = Pattern.compile("`((event|delivery|attempt)_[a-z_]+)`")
			.matcher(Files.readString(Path.of("docs/tables.md"))
				.lines()
				.filter((line) -> line.startsWith("|"))
				.map((line) -> line.split("\\|")[1])
				.collect(Collectors.joining()))
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
		Set<String> there = new TreeSet<>();
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("""
						select name from sqlite_master where type = 'index' and name not like 'sqlite%'
						and tbl_name in ('event', 'delivery', 'attempt')""")) {
			while (row.next()) {
				there.add(row.getString(1));
			}
		}
		assertThat(listed).isEqualTo(there);
	}

	/** Each table's columns and indexes, by name. */
	private static Map<String, String> tables(String vendor, String url) throws SQLException {
		Flyway.configure().dataSource(url, null, null).locations("classpath:db/migration/" + vendor).load().migrate();
		Map<String, String> tables = new TreeMap<>();
		try (Connection connection = DriverManager.getConnection(url)) {
			DatabaseMetaData data = connection.getMetaData();
			String schema = vendor.equals("sqlite") ? null : "public";
			try (ResultSet table = data.getTables(null, schema, "%", new String[] { "TABLE" })) {
				while (table.next()) {
					String name = table.getString("TABLE_NAME");
					if (!name.startsWith("flyway") && !name.startsWith("sqlite")) {
						Map<String, String> columns = columns(data, schema, name);
						tables.put(name, columns + " " + indexes(data, schema, name, columns.keySet()));
					}
				}
			}
		}
		return tables;
	}

	private static Map<String, String> columns(DatabaseMetaData data, String schema, String table) throws SQLException {
		TreeSet<String> keys = new TreeSet<>();
		try (ResultSet key = data.getPrimaryKeys(null, schema, table)) {
			while (key.next()) {
				keys.add(key.getString("COLUMN_NAME"));
			}
		}
		Map<String, String> columns = new TreeMap<>();
		try (ResultSet column = data.getColumns(null, schema, table, "%")) {
			while (column.next()) {
				String name = column.getString("COLUMN_NAME");
				boolean nullable = column.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
				columns.put(name, keys.contains(name) ? "key" : nullable ? "may be null" : "not null");
			}
		}
		return columns;
	}

	/** Those that have a name of ours. */
	private static Map<String, String> indexes(DatabaseMetaData data, String schema, String table, Set<String> columns)
			throws SQLException {
		Map<String, String> indexes = new TreeMap<>();
		try (ResultSet index = data.getIndexInfo(null, schema, table, false, true)) {
			while (index.next()) {
				String name = index.getString("INDEX_NAME");
				if (name != null && !name.startsWith("sqlite_autoindex") && !name.endsWith("_pkey")
						&& !name.endsWith("_key")) {
					String unique = index.getBoolean("NON_UNIQUE") ? "" : "unique ";
					String column = index.getString("COLUMN_NAME");
					indexes.merge(name,
							unique + ((column != null && columns.contains(column)) ? column : "an expression"),
							(one, other) -> one + ", " + other);
				}
			}
		}
		return indexes;
	}

}
