package io.switchboard.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.switchboard.FreePort;
import io.switchboard.MariaDb;
import io.switchboard.PostgresqlDatabase;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.routes.values.SpareCamel;
import io.switchboard.routes.values.Values;
import io.switchboard.store.Databases;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The kamelets database-sink and sql-query-action with {@code databases.<name>}: real
 * databases of each kind.
 */
@Order(2)
class OtherDatabasesTests {

	private static final String INSERT = "insert into call_row (id, src, who, note, answered, seconds, price, at, ended) values"
			+ " (:?row_number, :?src, :?src_name, :?note, :?answered_here, :?seconds, :?price, :?at, :?ended)";

	private static final String PARENT = "create table parent (id bigint primary key)";

	/** A database with its own spelling of an upsert. */
	enum Kind {

		SQLITE("boolean", "timestamp", "on conflict (id) do update set note = excluded.note"),
		POSTGRESQL("boolean", "timestamptz", "on conflict (id) do update set note = excluded.note"),
		MARIADB("boolean", "datetime(3)", "on duplicate key update note = values(note)");

		private final String truth;

		private final String time;

		private final String upsert;

		Kind(String truth, String time, String upsert) {
			this.truth = truth;
			this.time = time;
			this.upsert = upsert;
		}

		private String url(Path folder) {
			return switch (this) {
				case SQLITE -> "jdbc:sqlite:" + folder.resolve("other.db");
				case POSTGRESQL -> PostgresqlDatabase.newDatabase();
				case MARIADB -> MariaDb.newDatabase();
			};
		}

	}

	@TempDir
	Path folder;

	private Path statements;

	@BeforeEach
	void statements() throws Exception {
		this.statements = Files.createDirectories(this.folder.resolve("statements"));
		Files.writeString(this.statements.resolve("read.sql"), "select 1 as one");
	}

	@ParameterizedTest
	@EnumSource
	void a_row_is_written_once_and_read_as_it_was_whatever_it_holds(Kind kind) throws Exception {
		String url = kind.url(this.folder);
		run(url, """
				create table call_row (id bigint primary key, src varchar(40), who varchar(200), note varchar(200),
				answered %s, seconds integer, price decimal(10, 4), at %s, ended timestamp null)
				""".formatted(kind.truth, kind.time));
		Files.writeString(this.statements.resolve("write.sql"), INSERT + "\n" + kind.upsert);
		Files.writeString(this.statements.resolve("read.sql"),
				"select * from call_row where src = :?src order by id limit 10");
		List<String> scripts = List.of("☎️ 👩‍👩‍👧 Zoë O'Neil \"x\"; drop table call_row", "مرحبا نورة", "こんにちは",
				"नमस्ते", "\\ % _ ? :?src ${x}");
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("src", "447700900123");
		values.put("answered_here", true);
		values.put("seconds", "61");
		values.put("price", "0.1250");
		values.put("at", "2026-04-28T10:46:14.123+02:00");
		values.put("ended", "2026-03-29 02:30:00");
		try (Bench bench = new Bench(this.folder, Map.of("databases.crm.url", url))) {
			for (int i = 0; i < scripts.size(); i++) {
				values.put("row_number", 4278003532L + i);
				values.put("src_name", scripts.get(i));
				for (String note : List.of("first", "second")) {
					values.put("note", note);
					assertThat(bench.attempt("write", values)).isNull();
				}
			}
			// a value of the wrong kind is null, and the row is written
			assertThat(bench.attempt("write", Map.of("row_number", 1, "src", "2", "seconds", "1m", "price", "dear",
					"at", "yesterday", "answered_here", "perhaps")))
				.isNull();
			List<?> rows = (List<?>) bench.found("read", values);
			assertThat(rows.stream().map((row) -> String.valueOf(((Map<?, ?>) row).get("who"))))
				.containsExactlyElementsOf(scripts);
			assertThat(rows.stream().map((row) -> String.valueOf(((Map<?, ?>) row).get("note"))))
				.hasSize(scripts.size())
				.containsOnly("second");
		}
		assertThat(strings(url, "select src, seconds, price, at, answered from call_row where id = 1"))
			.isEqualTo("2 null null null null");
		assertThat(strings(url, "select id, seconds, price from call_row where id = 4278003532"))
			.startsWith("4278003532 61 0.125");
		String times = (kind == Kind.POSTGRESQL) ? "at at time zone 'UTC', ended" : "at, ended";
		assertThat(strings(url, "select " + times + " from call_row where id = 4278003532"))
			.matches("2026-04-28.(?:08:46:14.123(?:000)?|10:46:14.123[+]02:00) 2026-03-29 02:30:00(?:[.]0)?");
	}

	@Test
	void each_type_of_mariadb_takes_what_fits_and_times_are_in_utc() throws Exception {
		String url = MariaDb.newDatabase();
		run(url, "create table t (a tinyint, b smallint unsigned, c mediumint, d int unsigned, e bigint, f tinyint(1),"
				+ " g datetime, h timestamp null, i date, j double, k json, l text, m year)");
		Files.writeString(this.statements.resolve("write.sql"), "insert into t values"
				+ " (:?n, :?n, :?n, :?n, :?n, :?truth, :?at, :?at, :?at, :?n, :?more, :?more, :?year)");
		try (Bench bench = new Bench(this.folder, Map.of("databases.crm.url", url))) {
			for (Object n : List.of(4278003532L, 200, -1, "no number")) {
				assertThat(bench.attempt("write", Map.of("n", n, "truth", !n.equals(-1), "at", "2026-04-28T23:59:59Z",
						"more", Map.of("n", n), "year", 2026)))
					.as("%s", n)
					.isNull();
			}
		}
		assertThat(strings(url, "select a, b, c, d, e, f + 0, m + 0 from t")).isEqualTo(
				"null null null 4278003532 4278003532 1 2026 null 200 200 200 200 1 2026 -1 null -1 null -1 0 2026 null null null null null 1 2026");
		assertThat(
				strings(url,
						"select distinct cast(g as char), cast(convert_tz(h, @@session.time_zone, '+00:00') as char),"
								+ " cast(i as char) from t"))
			.isEqualTo("2026-04-28 23:59:59 2026-04-28 23:59:59 2026-04-28");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					insert into child values (1, 1, 'there')                                  | NEVER    | Duplicate entry
					insert into child values (2, 9, 'no parent')                              | REFUSED  | foreign key constraint fails
					insert into child values (3, 1, 'longer than ten')                        | NEVER    | Data too long
					insert into child values ('x', 1, 'no number')                            | NEVER    | Incorrect integer value
					insert into child values (300, 1, 'too much')                             | NEVER    | Out of range
					insert into child (id) values (4)                                         | NEVER    | doesn't have a default value
					insert into child values (5, 1, null)                                     | NEVER    | cannot be null
					insert into child values (-1, 1, 'checked')                               | NEVER    | CONSTRAINT
					insert into no_such_table values (1)                                      | FAULT    | doesn't exist
					insert into child (nothing) values (1)                                    | FAULT    | Unknown column
					insrt into child values (1)                                               | FAULT    | SQL syntax
					signal sqlstate '40001' set mysql_errno = 1213, message_text = 'Deadlock' | REFUSED  | Deadlock
					signal sqlstate 'HY000' set mysql_errno = 1205, message_text = 'Lock'     | AWAY     | Lock
					signal sqlstate 'HY000' set mysql_errno = 1290, message_text = 'read'     | AWAY     | read
					signal sqlstate 'HY000' set mysql_errno = 2006, message_text = 'gone'     | AWAY     | gone
					signal sqlstate 'HY000' set mysql_errno = 1114, message_text = 'is full'  | AWAY     | is full
					signal sqlstate '70100' set mysql_errno = 1317, message_text = 'stopped'  | AWAY     | stopped
					signal sqlstate '42000' set mysql_errno = 1226, message_text = 'too many' | AWAY     | too many
					""")
	void what_mariadb_says_decides_what_becomes_of_the_delivery(String sql, Verdict verdict, String told)
			throws Exception {
		Files.writeString(this.statements.resolve("write.sql"), sql);
		try (Bench bench = new Bench(this.folder, Map.of("databases.crm.url", refusing()))) {
			assertFailure(bench.attempt("write", Map.of("n", 1)), verdict, told);
		}
	}

	@Test
	void what_mariadb_itself_does_under_load_is_tried_again() throws Exception {
		String url = refusing();
		Files.writeString(this.statements.resolve("write.sql"), "update child set name = 'x' where id = 1");
		try (Connection holder = DriverManager.getConnection(url); Statement holds = holder.createStatement()) {
			holder.setAutoCommit(false);
			holds.execute("update child set name = 'held' where id = 1");
			try (Bench bench = new Bench(this.folder,
					Map.of("databases.crm.url", url + "&sessionVariables=innodb_lock_wait_timeout=0"))) {
				assertFailure(bench.attempt("write", Map.of("n", 1)), Verdict.AWAY, "Lock wait timeout");
			}
			holder.rollback();
		}
		try (Bench bench = new Bench(this.folder,
				Map.of("databases.crm.url", url + "&sessionVariables=tx_read_only=1"))) {
			assertFailure(bench.attempt("write", Map.of("n", 1)), Verdict.AWAY, "READ ONLY");
		}
		try (Bench bench = new Bench(this.folder, Map.of("databases.crm.url", url))) {
			assertThat(bench.attempt("write", Map.of("n", 1))).isNull();
			run(url, "begin not atomic for c in (select id from information_schema.processlist where db = database()"
					+ " and id <> connection_id()) do execute immediate concat('kill ', c.id); end for; end");
			RouteFailure lost = bench.attempt("write", Map.of("n", 1));
			if (lost != null) {
				assertFailure(lost, Verdict.AWAY, "");
			}
			assertThat(bench.attempt("write", Map.of("n", 1))).isNull();
		}
	}

	@Test
	void who_is_not_let_in_holds_the_route_and_who_is_away_is_waited_for() throws Exception {
		String url = refusing();
		String secret = "a-secret-that-nobody-may-read-4711";
		String as = "reads" + Math.abs(url.hashCode());
		run(url, "create user %1$s@localhost identified by '%2$s'".formatted(as, secret));
		run(url, "grant select on child to %s@localhost".formatted(as));
		Files.writeString(this.statements.resolve("write.sql"), "update child set name = 'x' where id = 1");
		String bare = url.replaceFirst("\\?.*", "");
		for (Map<String, String> settings : List.of(
				Map.of("databases.crm.url", bare, "databases.crm.username", as, "databases.crm.password", secret),
				Map.of("databases.crm.url", bare, "databases.crm.username", as, "databases.crm.password", "wrong-4711"),
				Map.of("databases.crm.url", bare + "?user=%s&password=wrong-4711".formatted(as)),
				Map.of("databases.crm.url", bare + "none?user=%s&password=%s".formatted(as, secret)))) {
			try (Bench bench = new Bench(this.folder, settings)) {
				assertFailure(bench.attempt("write", Map.of("n", 1)), Verdict.SHUT_OUT, "denied");
			}
		}
		try (Bench bench = new Bench(this.folder, Map.of("databases.crm.url", bare + "none?user=root"))) {
			assertFailure(bench.attempt("write", Map.of("n", 1)), Verdict.SHUT_OUT, "Unknown database");
		}
		try (Bench bench = new Bench(this.folder, Map.of("databases.crm.url",
				"jdbc:mariadb://127.0.0.1:%d/x?password=4711".formatted(FreePort.next())))) {
			assertFailure(bench.attempt("write", Map.of("n", 1)), Verdict.AWAY, "");
		}
	}

	private static void assertFailure(@Nullable RouteFailure failure, Verdict verdict, String told) {
		assertThat(failure).isNotNull();
		assertThat(failure.verdict()).as(failure.sentence()).isEqualTo(verdict);
		assertThat(failure.sentence()).contains(told).doesNotContain("-4711", "=4711");
	}

	private String refusing() throws Exception {
		String url = MariaDb.newDatabase();
		run(url, PARENT);
		run(url, "insert into parent values (1)");
		run(url, "create table child (id tinyint primary key check (id >= 0), parent bigint not null,"
				+ " name varchar(10) not null, foreign key (parent) references parent (id))");
		run(url, "insert into child values (1, 1, 'there')");
		return url;
	}

	private static void run(String url, String sql) throws Exception {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** All values, one after the other. */
	private static String strings(String url, String sql) throws Exception {
		List<String> values = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				var rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
					Object value = rows.getObject(i);
					values.add(String.valueOf((value instanceof LocalDateTime) ? value : rows.getString(i)));
				}
			}
		}
		return String.join(" ", values);
	}

	/** Camel with the two kamelets, and the database as the settings have it. */
	private static final class Bench implements AutoCloseable {

		private static final String ROUTES = """
				- route:
				    from:
				      uri: direct:write
				      steps:
				        - to: {uri: "kamelet:database-sink", parameters: {statement: write, database: crm}}
				- route:
				    from:
				      uri: direct:read
				      steps:
				        - to: {uri: "kamelet:sql-query-action", variableReceive: rows, parameters: {statement: read, database: crm}}
				""";

		private final AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();

		private final DefaultCamelContext camel = new SpareCamel(null);

		private Bench(Path folder, Map<String, String> settings) throws Exception {
			this.spring.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", new HashMap<>(settings)));
			this.spring.registerBean(Databases.class);
			this.spring.refresh();
			Map<String, String> known = Map.of("routes.dir", folder.toString());
			Values.install(this.camel, "file:routes/kamelets", known::get);
			this.camel.getRegistry().bind("database-crm", this.spring.getBean("database-crm", DataSource.class));
			this.camel.getRegistry().bind("statementParameters", new StatementParameters());
			TypedStatements typed = new TypedStatements();
			this.camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
				if (endpoint instanceof JdbcEndpoint jdbc) {
					jdbc.setPrepareStatementStrategy(typed);
				}
				return endpoint;
			});
			this.camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
			PluginHelper.getRoutesLoader(this.camel)
				.loadRoutes(List.of(ResourceHelper.fromString("it.camel.yaml", ROUTES)));
			this.camel.start();
		}

		private @Nullable RouteFailure attempt(String route, Map<String, ?> body) {
			Exception failure = run(route, body).getException();
			return (failure != null) ? new RouteFailure("step", failure) : null;
		}

		private Object found(String route, Map<String, ?> body) {
			Exchange done = run(route, body);
			assertThat(done.getException()).isNull();
			return done.getVariable("rows");
		}

		private Exchange run(String route, Map<String, ?> body) {
			return this.camel.createProducerTemplate()
				.request("direct:" + route, (exchange) -> exchange.getMessage().setBody(new HashMap<>(body)));
		}

		@Override
		public void close() {
			this.camel.stop();
			this.spring.close();
		}

	}

}
