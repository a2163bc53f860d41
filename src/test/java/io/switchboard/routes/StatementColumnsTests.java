package io.switchboard.routes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Facts of a statement that SQLite does not report. */
class StatementColumnsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					insert into t (n, s) values (?, ?)                                        | BIGINT TEXT
					INSERT INTO T(S,N)VALUES(?,?)                                             | TEXT BIGINT
					insert into t values (?, ?, ?)                                            | BIGINT TEXT TIME
					insert or ignore into main.t as x ("n", [s], "at") values (?, ?, ?)       | BIGINT TEXT TIME
					insert into t (s, n) values (?, 5), (?, ?)                                | TEXT TEXT BIGINT
					insert into t (s, n) values ('a, ''?', ?)                                 | BIGINT
					insert into t (n, s) values (coalesce(?, ?, 0), ifnull(?, 'x'))           | BIGINT BIGINT TEXT
					insert into t (n, s) values (case when ? = 'x' then 1 end, ?)             | OTHER TEXT
					insert into t (n, s) values (? + 1, lower(?))                             | OTHER OTHER
					insert into t (n, s) values (cast(? as bigint), cast(? as varchar(5)))    | BIGINT TEXT
					insert into t (n, s) values (max(?, 2), ?)                                | OTHER TEXT
					insert into t (n, s) select ?, ? where not exists (select 1 from t where n = ?) | BIGINT TEXT BIGINT
					insert into t (n, s) select ?, s from t where s = ? and at > ?            | BIGINT TEXT TIME
					insert into t (n, s) values (?, ?) on conflict (n) do update set s = ?, at = coalesce(?, at) where t.n <> ? returning n | BIGINT TEXT TEXT TIME BIGINT
					insert into t (n) values (?) -- a remark? (of no kind, ?)                 | BIGINT
					insert into t (n) /* ? */ values (?)                                      | BIGINT
					update t set n = ?, s = ? where at >= ?                                   | BIGINT TEXT TIME
					update main.t set n = n + ? where s <> ?                                  | OTHER TEXT
					delete from t where n = ? or s in (?, ?)                                  | BIGINT OTHER OTHER
					with w as (select ? as a) insert into t (n) select ? from w               | OTHER BIGINT
					insert into unknown (n) values (?)                                        | OTHER
					insert into t (n, gone) values (?, ?)                                     | BIGINT OTHER
					select * from t where n = ?                                               | OTHER
					""")
	void each_parameter_has_the_kind_of_its_column(String sql, String kinds) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
				Statement statement = connection.createStatement()) {
			statement.execute("create table t (n bigint primary key, s varchar(20), at timestamp)");
			assertThat(StatementColumns.of(sql)
				.kinds(connection)
				.stream()
				.map(Object::toString)
				.collect(Collectors.joining(" "))).isEqualTo(kinds);
		}
	}

	@Test
	void a_long_text_and_a_long_name_are_one_word_each() throws SQLException {
		String sql = "insert into t (s, n) values ('it''s " + "x".repeat(20_000) + "', ?) /* \"" + "y".repeat(20_000)
				+ "\" */";
		each_parameter_has_the_kind_of_its_column(sql, "BIGINT");
		each_parameter_has_the_kind_of_its_column(sql.replace("/* ", "returning ").replace(" */", ""), "BIGINT");
	}

	@ParameterizedTest
	@CsvSource({ "integer, BIGINT", "INT, BIGINT", "int8, BIGINT", "bigint, BIGINT", "int4, INTEGER", "int2, SMALL",
			"bool, BOOLEAN", "boolean, BOOLEAN", "numeric(10), DECIMAL", "real, DECIMAL", "float4, SINGLE",
			"float8, DECIMAL", "timestamptz, TIME_WITH_ZONE", "date, TIME", "text, TEXT", "varchar(3), TEXT",
			"bpchar, TEXT", "'', OTHER", "bytea, OTHER", "jsonb, OTHER", "_int8, OTHER", "int4range, OTHER",
			"point, OTHER", "interval, OTHER" })
	void a_column_is_of_the_kind_that_its_type_says(String type, String kind) {
		assertThat(ColumnKind.of(type)).hasToString(kind);
	}

}
