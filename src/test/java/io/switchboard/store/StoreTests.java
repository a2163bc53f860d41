package io.switchboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.switchboard.StoreTest;
import io.switchboard.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Times, transactions, sets of numbers, and the meaning of failures. */
@StoreTest
class StoreTests {

	private static final String PAUSE = "insert into paused_route (route, paused_at) values (?, ?)";

	private static final String LEG = "insert into call_leg (call_id, root_call_id) values (?, ?)";

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "paused_route", "call_leg");
	}

	@Test
	void an_error_of_the_driver_is_a_lost_connection_to_those_who_wait_for_the_end() throws SQLException {
		Store.Work<Integer> brokenOff = (connection) -> {
			try (PreparedStatement insert = connection.prepareStatement(PAUSE)) {
				insert.setString(1, "a");
				insert.setObject(2, this.store.time(Instant.now()));
				insert.executeUpdate();
			}
			// as PgJDBC's BatchResultHandler does
			throw new AssertionError("getAutoCommit() should not throw");
		};
		assertThat(catchThrowableOfType(SQLException.class, () -> this.store.write(brokenOff)).getSQLState())
			.isEqualTo("08006");
		assertThat(catchThrowableOfType(SQLException.class, () -> this.store.writeAtOnce((connection) -> {
			throw new AssertionError("getAutoCommit() should not throw");
		})).getSQLState()).isEqualTo("08006");
		assertThat(this.jdbc.queryForObject("select count(*) from paused_route", Integer.class)).isZero();
	}

	@Test
	void a_time_is_kept_to_the_millisecond_sorts_as_time_does_and_is_the_same_to_the_database() {
		List<Instant> times = Stream
			.of("1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z", "2026-03-29T00:59:59.999999Z",
					"2026-03-29T01:00:00Z", "2026-10-25T00:30:00.001Z", "2026-10-25T01:30:00Z", "9999-12-31T23:59:59Z")
			.map(Instant::parse)
			.toList();
		List<Instant> mixed = new ArrayList<>(times);
		Collections.shuffle(mixed, new Random(3));
		mixed.forEach((time) -> this.jdbc.update(PAUSE, time.toString(), this.store.time(time)));
		assertThat(this.jdbc.query("select paused_at from paused_route order by paused_at",
				(row, number) -> this.store.time(row, "paused_at")))
			.isEqualTo(times.stream().map((time) -> Instant.ofEpochMilli(time.toEpochMilli())).toList());
		String seconds = this.store.dialect().isShared() ? "floor(extract(epoch from paused_at))"
				: "cast(strftime('%s', paused_at) as integer)";
		assertThat(this.jdbc.queryForList("select " + seconds + " from paused_route order by paused_at", Long.class))
			.isEqualTo(times.stream().map(Instant::getEpochSecond).toList());
		for (Instant time : times) {
			assertThat(this.jdbc.queryForObject("select route from paused_route where paused_at = ?", String.class,
					this.store.time(time)))
				.isEqualTo(time.toString());
		}
		assertThat(this.store.time(null)).isNull();
		Instant none = this.jdbc.queryForObject(
				"select max(paused_at) as latest from paused_route where route = 'none'",
				(row, number) -> this.store.time(row, "latest"));
		assertThat(none).isNull();
	}

	@ParameterizedTest
	@ValueSource(classes = { SQLException.class, IllegalStateException.class, OutOfMemoryError.class })
	void what_ends_in_a_failure_has_written_nothing(Class<? extends Throwable> kind) throws Exception {
		Throwable failure = kind.getConstructor(String.class).newInstance("test");
		assertThatThrownBy(() -> this.store.write((connection) -> {
			pause(connection, "one");
			if (failure instanceof Error error) {
				throw error;
			}
			if (failure instanceof RuntimeException exception) {
				throw exception;
			}
			throw (SQLException) failure;
		})).isSameAs(failure);
		assertThat(this.<Integer>write((connection) -> pause(connection, "two"))).isOne();
		assertThat(this.jdbc.queryForList("select route from paused_route", String.class)).containsExactly("two");
	}

	@Test
	void two_writers_that_lock_each_other_out_both_end_well() throws Exception {
		write((connection) -> pause(connection, "one") + pause(connection, "two"));
		CountDownLatch both = new CountDownLatch(2);
		CountDownLatch ended = new CountDownLatch(1);
		AtomicInteger runs = new AtomicInteger();
		CompletableFuture<?> forth = CompletableFuture.runAsync(() -> touch(both, ended, runs, "one", "two"));
		CompletableFuture<?> back = CompletableFuture.runAsync(() -> touch(both, ended, runs, "two", "one"));
		CompletableFuture.allOf(forth, back).get(60, TimeUnit.SECONDS);
		assertThat(runs.get()).isBetween(this.store.dialect().isShared() ? 3 : 2,
				this.store.dialect().isShared() ? 4 : 2);
		assertThat(this.jdbc.queryForList("select route from paused_route order by route", String.class))
			.containsExactly("one~~", "two~~");
	}

	/**
	 * Who was made to begin again does so behind the other, or in the one right order.
	 */
	private void touch(CountDownLatch both, CountDownLatch ended, AtomicInteger runs, String first, String second) {
		write((connection) -> {
			boolean again = runs.incrementAndGet() > 2;
			if (again) {
				await(ended, 1000);
				return touch(connection, "one") + touch(connection, "two");
			}
			if (this.store.dialect().isShared()) {
				try (var setting = connection.createStatement()) {
					setting.execute("set local deadlock_timeout = '50ms'");
				}
			}
			touch(connection, first);
			both.countDown();
			// on SQLite the other cannot begin
			await(both, this.store.dialect().isShared() ? 30_000 : 100);
			return touch(connection, second);
		});
		ended.countDown();
	}

	private static void await(CountDownLatch latch, long millis) {
		try {
			latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int touch(Connection connection, String route) throws SQLException {
		try (PreparedStatement update = connection
			.prepareStatement("update paused_route set route = route || '~' where route like ? || '%'")) {
			update.setString(1, route);
			return update.executeUpdate();
		}
	}

	@Test
	void a_row_that_is_refused_is_told_from_a_database_that_is_and_its_data_is_not_told_at_all() {
		this.jdbc.update(LEG, 1, 1);
		for (Object[] row : new Object[][] { { 1, 2 }, { 2, null }, { "447700900123", "1 or so" }, { "abc", 2 } }) {
			if (row[0].equals("447700900123") && !this.store.dialect().isShared()) {
				continue; // but in a key SQLite keeps any text in a column of numbers
			}
			SQLException refused = catchThrowableOfType(SQLException.class, () -> this.store.write((connection) -> {
				try (PreparedStatement insert = connection.prepareStatement(LEG)) {
					insert.setObject(1, row[0]);
					insert.setObject(2, row[1]);
					return insert.executeUpdate();
				}
			}));
			assertThat(this.store.refusesRow(refused)).as(row[0] + " " + row[1]).isTrue();
			assertThat(this.store.describe(refused)).doesNotContain("447700900123", "abc", "or so");
		}
		SQLException wrong = catchThrowableOfType(SQLException.class, () -> this.store.write((connection) -> {
			try (var statement = connection.createStatement()) {
				return statement.execute("select * from no_such_table");
			}
		}));
		assertThat(this.store.refusesRow(wrong)).isFalse();
		assertThat(this.store.describe(wrong)).contains("no_such_table");
	}

	@Test
	void a_number_that_comes_as_text_is_a_number_in_its_column() {
		this.jdbc.update(LEG, "4278003532", "-7");
		assertThat(this.jdbc.queryForObject("select root_call_id from call_leg where call_id = ?", Long.class,
				4278003532L))
			.isEqualTo(-7);
		assertThat(this.jdbc.queryForObject("select max(call_id) + min(root_call_id) from call_leg", Long.class))
			.isEqualTo(4278003525L);
	}

	@Test
	void a_set_may_be_large_or_empty() {
		this.jdbc.update("insert into call_leg (call_id, root_call_id) values (-1, 0), (5, 0), (3000000000, 0)");
		String query = "select call_id from call_leg where " + this.store.isIn("call_id") + " order by call_id";
		List<Long> many = new ArrayList<>(LongStream.range(0, 40_000).boxed().toList());
		many.addAll(List.of(3_000_000_000L, -1L, 5L, Long.MIN_VALUE));
		assertThat(this.jdbc.queryForList(query, Long.class, this.store.numbers(many))).containsExactly(-1L, 5L,
				3_000_000_000L);
		assertThat(this.jdbc.queryForList(query, Long.class, this.store.numbers(List.of()))).isEmpty();
		assertThat(
				this.jdbc.queryForList(query.replace("where", "where not"), Long.class, this.store.numbers(List.of(5))))
			.containsExactly(-1L, 3_000_000_000L);
	}

	@Test
	void a_statement_that_the_server_keeps_takes_new_values_each_time() {
		for (int round = 0; round < 20; round++) {
			int call = round;
			write((connection) -> {
				try (PreparedStatement insert = this.store.keptByServer(connection, LEG)) {
					insert.setLong(1, call);
					insert.setObject(2, call * 2L);
					return insert.executeUpdate();
				}
			});
		}
		assertThat(this.jdbc.queryForList("select root_call_id - 2 * call_id from call_leg", Long.class)).hasSize(20)
			.containsOnly(0L);
	}

	@Test
	void what_is_committed_is_on_the_disk() {
		if (this.store.dialect().isShared()) {
			assertThat(this.jdbc.queryForObject("show synchronous_commit", String.class)).isEqualTo("on");
		}
		else {
			assertThat(this.jdbc.queryForObject("pragma journal_mode", String.class)).isEqualTo("wal");
			assertThat(this.jdbc.queryForObject("pragma synchronous", String.class)).isEqualTo("2");
		}
	}

	private int pause(Connection connection, String route) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement(PAUSE)) {
			insert.setString(1, route);
			insert.setObject(2, this.store.time(Instant.now()));
			return insert.executeUpdate();
		}
	}

	private <T> T write(Store.Work<T> work) {
		try {
			return this.store.write(work);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
