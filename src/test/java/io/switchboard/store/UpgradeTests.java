package io.switchboard.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.switchboard.PostgresqlDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Upgrades from each older version, with rows in all tables. Tables and columns of that
 * version are read from the database, so a new migration is tested too.
 */
class UpgradeTests {

	/** The values of columns that do not take any text. */
	private static final Map<String, String> WORDS = Map.of("event.status", "accepted", "delivery.status", "retrying",
			"attempt.outcome", "failed", "call_log.outcome", "missed", "call.outcome", "missed");

	private static final String BODY = "{\"id\":\"%s\",\"event_name\":\"call.missed\"}";

	@TempDir
	static Path folder;

	/** Each store with each older version. */
	static Stream<Object[]> older() {
		return Stream.of("sqlite", "postgresql").flatMap((vendor) -> {
			MigrationInfo[] all = flyway(vendor, "jdbc:sqlite::memory:").load().info().all();
			return Stream.of(all).limit(all.length - 1L).map((each) -> new Object[] { vendor, version(each) });
		});
	}

	private static String version(MigrationInfo migration) {
		return String.valueOf(migration.getVersion());
	}

	@ParameterizedTest(name = "{0} from {1}")
	@MethodSource("older")
	void an_upgrade_keeps_every_row_and_takes_what_an_older_node_still_writes(String vendor, String version)
			throws SQLException {
		String url = vendor.equals("sqlite") ? "jdbc:sqlite:" + folder.resolve(version + ".db")
				: PostgresqlDatabase.newDatabase();
		SingleConnectionDataSource database = new SingleConnectionDataSource(url, true);
		try {
			flyway(vendor, url).dataSource(database).target(version).load().migrate();
			JdbcTemplate jdbc = new JdbcTemplate(database);
			Map<String, Map<String, Integer>> tables = tables(jdbc, vendor);
			insert(jdbc, tables, 1);
			Map<String, List<String>> before = rows(jdbc, tables);
			assertThat(before).hasSizeGreaterThan(2).allSatisfy((table, rows) -> assertThat(rows).isNotEmpty());
			flyway(vendor, url).dataSource(database).load().migrate();
			assertThat(rows(jdbc, tables)).isEqualTo(before);
			if (vendor.equals("postgresql")) {
				// several nodes are replaced one after another
				insert(jdbc, tables, 2);
			}
		}
		finally {
			database.destroy();
		}
	}

	/** From their folder: on the class path each would be searched in all jars. */
	private static FluentConfiguration flyway(String vendor, String url) {
		return Flyway.configure()
			.dataSource(url, null, null)
			.locations("filesystem:src/main/resources/db/migration/" + vendor);
	}

	/** Each table's columns that can be written, and their types. */
	private static Map<String, Map<String, Integer>> tables(JdbcTemplate jdbc, String vendor) {
		return jdbc.execute((ConnectionCallback<Map<String, Map<String, Integer>>>) (connection) -> {
			Map<String, Map<String, Integer>> tables = new TreeMap<>();
			String schema = vendor.equals("sqlite") ? null : "public";
			try (ResultSet table = connection.getMetaData().getTables(null, schema, "%", new String[] { "TABLE" })) {
				while (table.next()) {
					String name = table.getString("TABLE_NAME");
					if (!name.startsWith("flyway") && !name.startsWith("sqlite")) {
						tables.put(name, columns(connection, schema, name));
					}
				}
			}
			return tables;
		});
	}

	private static Map<String, Integer> columns(Connection connection, String schema, String table)
			throws SQLException {
		Map<String, Integer> columns = new TreeMap<>();
		try (ResultSet column = connection.getMetaData().getColumns(null, schema, table, "%")) {
			while (column.next()) {
				if (!"YES".equals(column.getString("IS_GENERATEDCOLUMN"))
						&& !"YES".equals(column.getString("IS_AUTOINCREMENT"))) {
					columns.put(column.getString("COLUMN_NAME"), column.getInt("DATA_TYPE"));
				}
			}
		}
		return columns;
	}

	/** A row in each, whose keys no other round has. */
	private static void insert(JdbcTemplate jdbc, Map<String, Map<String, Integer>> tables, int round) {
		tables.forEach((table, columns) -> {
			List<Object> values = new ArrayList<>();
			columns.forEach((column, type) -> values.add(value(table + "." + column, type, round)));
			jdbc.update(
					"insert into %s (%s) values (%s)".formatted(table, String.join(", ", columns.keySet()),
							String.join(", ", columns.values().stream().map((type) -> place(type)).toList())),
					values.toArray());
		});
	}

	private static String place(int type) {
		return isTime(type) ? "cast(? as timestamptz)" : "?";
	}

	private static boolean isTime(int type) {
		return type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
	}

	private static Object value(String column, int type, int round) {
		if (column.equals("shard.term")) {
			return null;
		}
		boolean number = type == Types.SMALLINT || type == Types.INTEGER || type == Types.BIGINT;
		if (isTime(type) || !number && (column.endsWith("_at") || column.endsWith("_until"))) {
			return "2026-01-31T08:00:0%d.000Z".formatted(round);
		}
		return switch (type) {
			case Types.BIT, Types.BOOLEAN -> true;
			case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> 1000 + round;
			case Types.BINARY, Types.BLOB -> BODY.formatted("event-" + round).getBytes(StandardCharsets.UTF_8);
			default -> WORDS.getOrDefault(column, "text-" + round);
		};
	}

	/** What the columns of then hold. */
	private static Map<String, List<String>> rows(JdbcTemplate jdbc, Map<String, Map<String, Integer>> tables) {
		Map<String, List<String>> all = new HashMap<>();
		tables.forEach((table, columns) -> all.put(table,
				jdbc.query("select %s from %s".formatted(String.join(", ", columns.keySet()), table), (row, number) -> {
					List<String> values = new ArrayList<>();
					for (String column : columns.keySet()) {
						byte[] bytes = row.getBytes(column);
						values.add((bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "null");
					}
					return String.join(" | ", values);
				}).stream().sorted().toList()));
		return all;
	}

}
