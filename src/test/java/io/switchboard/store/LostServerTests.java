package io.switchboard.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.PostgresqlDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A pool drops connections that are no longer usable. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostServerTests {

	private HikariDataSource pool;

	private Store store;

	@BeforeAll
	void open() throws SQLException {
		this.pool = Stores.postgresql(PostgresqlDatabase.newDatabase());
		this.store = Stores.of(this.pool);
		write("create table written (number int)");
	}

	@AfterAll
	void close() {
		this.pool.close();
	}

	/** Open sessions stay on the server that has become read-only. */
	@Test
	void one_refused_commit_is_enough_to_find_the_server_that_writes() throws SQLException {
		all("set session characteristics as transaction read only");
		assertThatThrownBy(() -> write("insert into written values (1)")).isInstanceOfSatisfying(SQLException.class,
				(ex) -> assertThat(ex.getSQLState()).isEqualTo("25006"));
		for (int i = 0; i < this.pool.getMaximumPoolSize(); i++) {
			assertThat(write("insert into written values (1)")).isEqualTo(1);
		}
	}

	/** The messages of a server or a pooler about a lost session. */
	@ParameterizedTest
	@ValueSource(strings = { "25P03", "26000", "57P01", "57P02", "57P03", "57P04", "57P05", "08006" })
	void a_session_that_is_gone_is_not_asked_again(String state) throws SQLException {
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			int session = session(statement);
			assertThatThrownBy(() -> statement
				.execute("do $$ begin raise exception 'gone' using errcode = '%s'; end $$".formatted(state)))
				.isInstanceOf(SQLException.class);
			assertThat(connection.isClosed()).as("session " + session).isTrue();
		}
	}

	private static int session(Statement statement) throws SQLException {
		try (var row = statement.executeQuery("select pg_backend_pid()")) {
			row.next();
			return row.getInt(1);
		}
	}

	private int write(String sql) throws SQLException {
		return this.store.write((connection) -> {
			try (Statement statement = connection.createStatement()) {
				return statement.executeUpdate(sql);
			}
		});
	}

	private void all(String sql) throws SQLException {
		List<Connection> connections = new ArrayList<>();
		for (int i = 0; i < this.pool.getMaximumPoolSize(); i++) {
			connections.add(this.pool.getConnection());
		}
		for (Connection connection : connections) {
			try (connection; Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}
	}

}
