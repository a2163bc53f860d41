package io.switchboard.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The wait before a transaction that met a deadlock begins again. */
class DeadlocksTests {

	private final List<Long> pauses = new ArrayList<>();

	private final AtomicInteger runs = new AtomicInteger();

	/** Always the longest possible wait. */
	private final Deadlocks deadlocks = new Deadlocks(this.pauses::add, (most) -> most);

	@Test
	void each_wait_is_longer_and_in_the_end_the_transaction_fails() {
		assertThatThrownBy(() -> this.deadlocks.repeated(() -> fail("40P01"))).isInstanceOf(SQLException.class);
		assertThat(this.runs.get()).isEqualTo(5);
		assertThat(this.pauses).containsExactly(20L, 40L, 80L, 160L);
	}

	@Test
	void one_that_gets_through_is_done() throws SQLException {
		assertThat(this.deadlocks.<String>repeated(() -> (this.runs.get() == 2) ? "done" : fail("40001")))
			.isEqualTo("done");
		assertThat(this.pauses).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "23505", "08006", "25006" })
	void what_is_no_conflict_is_not_tried_again(String state) {
		assertThatThrownBy(() -> this.deadlocks.repeated(() -> fail(state))).hasMessage(state);
		assertThat(this.runs.get()).isOne();
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void two_do_not_begin_again_in_step() throws SQLException {
		Deadlocks real = new Deadlocks();
		assertThat(real.<String>repeated(() -> "done")).isEqualTo("done");
		List<Long> waited = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			Deadlocks jittered = new Deadlocks(waited::add, Deadlocks.RANDOM);
			assertThatThrownBy(() -> jittered.repeated(() -> fail("40P01"))).isInstanceOf(SQLException.class);
		}
		assertThat(waited).allMatch((each) -> each >= 1 && each <= 160);
		assertThat(waited.stream().distinct().count()).isGreaterThan(20);
	}

	@Test
	void who_is_interrupted_waits_no_longer() {
		Deadlocks interrupted = new Deadlocks((time) -> {
			throw new InterruptedException();
		}, (most) -> most);
		assertThatThrownBy(() -> interrupted.repeated(() -> fail("40P01"))).hasMessage("40P01");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.runs.get()).isOne();
	}

	private String fail(String state) throws SQLException {
		this.runs.incrementAndGet();
		throw new SQLException(state, state);
	}

}
