package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.switchboard.PostgresqlDatabase;
import io.switchboard.StoreTest;
import io.switchboard.TemporaryData;
import io.switchboard.store.Store;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After an outage of an hour many deliveries wait, and PostgreSQL's statistics still say
 * that all are delivered. The rows that a read visits must depend on its limit, not on
 * the backlog.
 */
@StoreTest
@ContextConfiguration(initializers = { TemporaryData.class, PostgresqlDatabase.class })
class PostgresqlBacklogTests {

	private static final Instant NOW = Instant.parse("2026-04-28T10:00:00Z");

	private static final int WAITING = 20_000;

	private static final int ASKED_FOR = 100;

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DeliveryTable table;

	@BeforeAll
	static void backlog(@Autowired JdbcTemplate jdbc) {
		jdbc.execute("truncate event, delivery, attempt");
		jdbc.execute("alter table event set (autovacuum_enabled = false)");
		jdbc.execute("alter table delivery set (autovacuum_enabled = false)");
		fill(jdbc, 0, "delivered");
		jdbc.execute("analyze event, delivery");
		fill(jdbc, WAITING, "pending");
	}

	@AfterAll
	static void leave_nothing(@Autowired JdbcTemplate jdbc) {
		jdbc.execute("truncate event, delivery, attempt");
		jdbc.execute("alter table event reset (autovacuum_enabled)");
		jdbc.execute("alter table delivery reset (autovacuum_enabled)");
		jdbc.execute("analyze event, delivery");
	}

	/** Four deliveries belong to each call. */
	private static void fill(JdbcTemplate jdbc, int from, String status) {
		jdbc.update(
				"""
						insert into event (seq, id, context_kind, root_call_id, received_at, status, body) overriding system value
						select i, 'e' || i, 'unknown', i / 4, now(), 'accepted', '' from generate_series(?, ?) i""",
				from, from + WAITING - 1);
		jdbc.update("""
				insert into delivery (event_seq, route, root_call_id, event_order, status, next_attempt_at, updated_at)
				select seq, 'route', root_call_id, 'order ' || seq, ?, timestamptz '2026-04-28T09:00:00Z', now()
				from event where seq >= ? order by seq""", status, from);
	}

	@Test
	void the_first_of_the_calls_are_read_without_looking_at_all_that_waits() {
		assertThat(looksAt(() -> this.table.firstOfCalls("route", true, null, NOW, 0, ASKED_FOR), ASKED_FOR))
			.isLessThan(20 * ASKED_FOR);
	}

	@Test
	void what_follows_is_read_without_looking_at_all_that_waits() {
		List<Delivery> first = this.table.firstOfCalls("route", true, null, NOW, 0, ASKED_FOR);
		assertThat(looksAt(() -> this.table.following(first, NOW, 0, 10 * ASKED_FOR), 3 * ASKED_FOR))
			.isLessThan(20 * ASKED_FOR);
	}

	@Test
	void marks_are_made_without_looking_at_all_that_waits() throws SQLException {
		List<Attempt> attempts = this.table.firstOfCalls("route", true, null, NOW, 0, ASKED_FOR)
			.stream()
			.map((delivery) -> (Attempt) new Attempt.Failed(delivery, NOW, 1, "no", NOW))
			.toList();
		long rows = this.store.write((connection) -> {
			long before = lookedAt(connection);
			new AttemptOutcomes(this.store).record(connection, attempts, NOW);
			return lookedAt(connection) - before;
		});
		assertThat(this.jdbc.queryForObject("select count(*) from attempt", Integer.class)).isEqualTo(ASKED_FOR);
		assertThat(rows).isLessThan(20 * ASKED_FOR);
	}

	/** The number of rows that a read with this limit visits. */
	private long looksAt(Supplier<List<Delivery>> read, int found) {
		return new TransactionTemplate(new JdbcTransactionManager(this.jdbc.getDataSource()))
			.execute((status) -> this.jdbc.execute((ConnectionCallback<Long>) (connection) -> {
				long before = lookedAt(connection);
				assertThat(read.get()).hasSize(found);
				return lookedAt(connection) - before;
			}));
	}

	private static long lookedAt(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables")) {
			row.next();
			return row.getLong(1);
		}
	}

}
