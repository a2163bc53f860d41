package io.switchboard.delivery.queue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GateTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	private final Gate gate = new Gate("route", Deliveries.options(true, null, 3));

	@Test
	void after_so_many_failures_in_a_row_it_is_shut_and_tries_one_by_itself() {
		fail(3);
		assertThat(this.gate.breakerState()).isEqualTo("open");
		assertThat(this.gate.enter(1, false)).isPositive();
		assertThat(this.gate.closedUntil(NOW)).isBetween(NOW, NOW.plusMillis(50));
		await().until(() -> this.gate.enter(1, false).isZero());
		assertThat(this.gate.breakerState()).isEqualTo("half-open");
		assertThat(this.gate.enter(1, false)).as("one at a time").isPositive();
		this.gate.succeeded();
		assertThat(this.gate.breakerState()).isEqualTo("closed");
		assertThat(this.gate.enter(1, false)).isZero();
	}

	@Test
	void a_success_between_keeps_it_open_to_all_and_what_says_nothing_counts_as_nothing() {
		fail(2);
		this.gate.enter(1, false);
		this.gate.succeeded();
		fail(2);
		this.gate.enter(1, false);
		this.gate.left();
		assertThat(this.gate.breakerState()).isEqualTo("closed");
		fail(1);
		assertThat(this.gate.breakerState()).isEqualTo("open");
	}

	@Test
	void a_trial_that_says_nothing_is_followed_by_another() {
		fail(3);
		await().until(() -> this.gate.enter(1, false).isZero());
		this.gate.left();
		assertThat(this.gate.enter(1, false)).isZero();
	}

	@Test
	void a_destination_that_asks_for_time_gets_it() {
		this.gate.enter(1, false);
		this.gate.failed(new IOException(), NOW.plusSeconds(60), NOW);
		assertThat(this.gate.enter(1, false)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
		assertThat(this.gate.closedUntil(NOW)).isBetween(NOW.plusSeconds(50), NOW.plusSeconds(60));
		assertThat(this.gate.breakerState()).isEqualTo("closed");
	}

	@Test
	void who_is_not_let_in_tries_one_at_a_time_whatever_the_breaker_counts() {
		for (int failures : new int[] { 0, 3 }) {
			Gate gate = new Gate("route", Deliveries.options(true, null, failures));
			gate.enter(1, false);
			gate.enter(1, false);
			gate.shutOut("no such user");
			gate.shutOut("no such user");
			assertThat(gate.problem()).isEqualTo("no such user");
			assertThat(gate.breakerState()).isEqualTo("open");
			await().until(() -> gate.enter(1, false).isZero());
			assertThat(gate.enter(1, false)).as("one at a time").isPositive();
			gate.shutOut("no such user");
			assertThat(gate.breakerState()).isEqualTo("open");
			await().until(() -> gate.enter(1, false).isZero());
			gate.failed(new IOException(), null, NOW);
			assertThat(gate.breakerState()).as("it is away now").isEqualTo("open");
			await().until(() -> gate.enter(1, false).isZero());
			gate.succeeded();
			assertThat(gate.breakerState()).isEqualTo("closed");
			assertThat(gate.problem()).isNull();
		}
	}

	@Test
	void what_may_be_its_own_deliverys_fault_holds_up_nothing_that_has_not_failed() {
		Gate gate = new Gate("route", slow(3));
		for (int i = 0; i < 3; i++) {
			assertThat(gate.enter(1, true)).isZero();
			gate.unclear(new IllegalStateException("500"));
		}
		assertThat(gate.breakerState()).isEqualTo("open");
		for (int stranger = 0; stranger < 5; stranger++) {
			await().until(() -> gate.enter(1, true).isZero());
			assertThat(gate.enter(1, true)).as("one at a time").isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
			gate.unclear(new IllegalStateException("500"));
			assertThat(gate.enter(1, false)).as("what has failed").isGreaterThan(Duration.ofMinutes(30));
		}
		await().until(() -> gate.enter(1, true).isZero());
		gate.succeeded();
		assertThat(gate.breakerState()).isEqualTo("closed");
		assertThat(gate.enter(1, false)).isZero();
	}

	@Test
	void a_destination_that_is_away_is_left_alone_by_all() {
		Gate gate = new Gate("route", slow(1));
		gate.enter(1, true);
		gate.unclear(new IllegalStateException("500"));
		await().until(() -> gate.enter(1, true).isZero());
		gate.failed(new IOException(), null, NOW);
		assertThat(gate.enter(1, true)).isGreaterThan(Duration.ofMinutes(30));
	}

	@Test
	void somebody_may_have_one_tried_before_its_time() {
		Gate gate = new Gate("route", slow(1));
		assertThat(gate.tryNow()).as("it waits for nothing").isFalse();
		assertThat(gate.failingSince()).isNull();
		gate.enter(1, true);
		gate.failed(new IOException(), null, NOW);
		await().until(() -> gate.enter(1, true).isZero());
		gate.failed(new IOException(), NOW.plus(Duration.ofHours(2)), NOW);
		assertThat(gate.enter(1, true)).isGreaterThan(Duration.ofMinutes(30));
		assertThat(gate.failingSince()).isNotNull();
		assertThat(gate.tryNow()).isTrue();
		assertThat(gate.enter(1, false)).isZero();
		assertThat(gate.enter(1, false)).as("one alone").isPositive();
		gate.succeeded();
		assertThat(gate.breakerState()).isEqualTo("closed");
		assertThat(gate.failingSince()).isNull();
		assertThat(gate.tryNow()).isFalse();
	}

	@Test
	void one_is_tried_once_the_route_is_resumed_and_who_asked_for_time_gets_it() {
		Gate gate = new Gate("route", slow(1));
		gate.enter(1, true);
		gate.failed(new IOException(), null, NOW);
		await().until(() -> gate.enter(1, true).isZero());
		gate.failed(new IOException(), null, NOW);
		gate.pause(false);
		assertThat(gate.enter(1, true)).as("it was not paused").isGreaterThan(Duration.ofMinutes(30));
		gate.pause(true);
		gate.pause(false);
		assertThat(gate.enter(1, true)).isZero();
		assertThat(gate.enter(1, true)).as("one alone").isPositive();
		gate.failed(new IOException(), NOW.plus(Duration.ofHours(2)), NOW);
		gate.tryAnew();
		assertThat(gate.enter(1, true)).isGreaterThan(Duration.ofMinutes(30));
	}

	/** Its second pause takes an hour. */
	private static ChannelOptions slow(int failures) {
		return new ChannelOptions(8, 100, List.of(Duration.ofSeconds(10)), 2, Duration.ofSeconds(1), true, null,
				failures, List.of(Duration.ofMillis(20), Duration.ofHours(1)));
	}

	@Test
	void a_fault_is_told_and_shuts_nothing() {
		for (int i = 0; i < 9; i++) {
			this.gate.enter(1, false);
			this.gate.faulty("no such method");
		}
		assertThat(this.gate.breakerState()).isEqualTo("closed");
		assertThat(this.gate.problem()).isEqualTo("no such method");
		this.gate.succeeded();
		assertThat(this.gate.problem()).isNull();
	}

	@Test
	void the_rate_is_shared_out_among_nodes() {
		Gate limited = limited();
		assertThat(entered(limited, 1)).isBetween(10, 12);
		assertThat(entered(limited(), 5)).isBetween(2, 3);
		assertThat(limited.enter(1, false)).isPositive().isLessThan(Duration.ofMillis(20));
	}

	/** The clock stands still, so the rate does not recover on a busy machine. */
	private static Gate limited() {
		TimeMeter still = new TimeMeter() {
			@Override
			public long currentTimeNanos() {
				return 0;
			}

			@Override
			public boolean isWallClockBased() {
				return false;
			}
		};
		return new Gate("route", Deliveries.options(true, "100/s", 0), still);
	}

	@Test
	void a_new_route_of_the_same_name_keeps_the_pause() {
		this.gate.pause(true);
		assertThat(this.gate.enter(1, false)).isEqualTo(Gate.UNTIL_WOKEN);
		assertThat(this.gate.with(Deliveries.options(true, "1/s", 0)).isPaused()).isTrue();
		assertThat(this.gate.with(Deliveries.options(true, null, 3))).isSameAs(this.gate);
	}

	private static int entered(Gate gate, int nodes) {
		return (int) IntStream.range(0, 50).filter((i) -> gate.enter(nodes, false).isZero()).count();
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			assertThat(this.gate.enter(1, false)).isZero();
			this.gate.failed(new IOException(), null, NOW);
		}
	}

}
