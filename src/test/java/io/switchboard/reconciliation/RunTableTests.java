package io.switchboard.reconciliation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.switchboard.StoreTest;
import io.switchboard.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** One node runs at a time, and the result of the last run is stored. */
@StoreTest
class RunTableTests {

	private static final Instant NOW = Instant.parse("2026-10-25T00:59:59.123Z");

	@Autowired
	RunTable table;

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void begin_with_nothing() {
		this.jdbc.update("update reconciliation set started_at = null, done_at = null,"
				+ " silent_since = null, calls_filed = 0, last_error = null");
		this.jdbc.update("delete from leader");
	}

	@Test
	void of_many_that_ask_at_once_one_has_the_turn() {
		List<CompletableFuture<Boolean>> asked = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> take("node " + i, NOW, Duration.ZERO)))
			.toList();
		assertThat(asked.stream().map(CompletableFuture::join).filter(Boolean::booleanValue)).hasSize(1);
	}

	@Test
	void a_turn_that_is_not_renewed_ends_by_itself() throws SQLException {
		assertThat(take("one", NOW, Duration.ZERO)).isTrue();
		assertThat(take("two", NOW.plus(RunTable.TURN).minusMillis(1), Duration.ZERO)).isFalse();
		assertThat(this.table.keep("one", NOW.plusSeconds(10))).isTrue();
		assertThat(take("two", NOW.plus(RunTable.TURN), Duration.ZERO)).isFalse();
		assertThat(take("two", NOW.plus(RunTable.TURN).plusSeconds(10), Duration.ZERO)).isTrue();
		assertThat(this.table.keep("one", NOW.plusSeconds(700))).as("it comes back").isFalse();
		this.table.done("one", NOW, null, 5, "late");
		assertThat(this.table.state()).isEqualTo(new RunTable.State(null, null, 0, null));
	}

	@Test
	void a_time_that_a_wrong_clock_wrote_binds_nobody() {
		this.jdbc.update("insert into leader values ('reconciliation', 'two', ?)",
				this.store.time(NOW.plus(Duration.ofDays(400))));
		this.jdbc.update("update reconciliation set started_at = ?", this.store.time(NOW.plus(Duration.ofDays(400))));
		assertThat(take("one", NOW, Duration.ofMinutes(1))).isTrue();
	}

	@Test
	void what_was_found_adds_up_and_the_next_turn_is_not_sooner_than_wanted() throws SQLException {
		Duration every = Duration.ofSeconds(54);
		assertThat(take("one", NOW, every)).isTrue();
		this.table.done("one", NOW.plusSeconds(1), NOW.plusMillis(7), 2, "it's \"odd\"");
		assertThat(this.table.state())
			.isEqualTo(new RunTable.State(NOW.plusSeconds(1), NOW.plusMillis(7), 2, "it's \"odd\""));
		assertThat(take("two", NOW.plusSeconds(53), every)).isFalse();
		assertThat(take("two", NOW.plusSeconds(54), every)).isTrue();
		this.table.done("two", NOW.plusSeconds(55), null, 3, null);
		assertThat(this.table.state()).isEqualTo(new RunTable.State(NOW.plusSeconds(55), null, 5, null));
	}

	private boolean take(String node, Instant now, Duration notWithin) {
		try {
			return this.table.take(node, now, notWithin);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
