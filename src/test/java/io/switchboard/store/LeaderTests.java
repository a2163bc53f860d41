package io.switchboard.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.switchboard.StoreTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class LeaderTests {

	private static final Duration LEASE = Duration.ofSeconds(30);

	private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	private Leader leader;

	@BeforeEach
	void nobody_leads() {
		this.leader = new Leader(this.store, "test", LEASE);
		this.jdbc.update("delete from leader where work = 'test'");
	}

	@Test
	void of_many_that_ask_at_once_one_leads() {
		List<CompletableFuture<Boolean>> asked = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> take("node " + i, NOW)))
			.toList();
		assertThat(asked.stream().map(CompletableFuture::join).filter(Boolean::booleanValue)).hasSize(1);
	}

	@Test
	void a_leader_that_does_not_say_so_again_is_followed_and_writes_nothing_more() {
		assertThat(take("one", NOW)).isTrue();
		assertThat(take("one", NOW.plusSeconds(1))).as("it goes on").isTrue();
		assertThat(take("two", NOW.plus(LEASE))).isFalse();
		assertThat(take("two", NOW.plus(LEASE).plusSeconds(1))).isTrue();
		assertThat(keep("one", NOW.plus(LEASE).plusSeconds(2))).isFalse();
		assertThat(keep("two", NOW.plus(LEASE).plusSeconds(2))).isTrue();
	}

	@Test
	void a_job_that_stops_is_followed_at_once() throws SQLException {
		LedJob one = job();
		LedJob two = job();
		assertThat(one.leads(NOW)).isTrue();
		assertThat(two.leads(NOW)).isFalse();
		two.stop();
		assertThat(job().leads(NOW)).as("whose turn it is not gives nothing back").isFalse();
		one.stop();
		assertThat(job().leads(NOW)).isTrue();
	}

	private LedJob job() {
		return new LedJob(this.store, "test", Duration.ofDays(1), Duration.ZERO, LEASE, () -> {
		});
	}

	@Test
	void whoever_resigns_is_followed_at_once() {
		take("one", NOW);
		assertThat(write((connection) -> this.leader.resign(connection, "two"))).isFalse();
		assertThat(write((connection) -> this.leader.resign(connection, "one"))).isTrue();
		assertThat(take("two", NOW)).isTrue();
	}

	@Test
	void a_lease_that_a_wrong_clock_wrote_binds_nobody() {
		take("one", NOW.plus(Duration.ofDays(400)));
		assertThat(take("two", NOW)).isTrue();
	}

	private boolean take(String holder, Instant now) {
		return write((connection) -> this.leader.take(connection, holder, now));
	}

	private boolean keep(String holder, Instant now) {
		return write((connection) -> this.leader.keep(connection, holder, now));
	}

	private boolean write(Store.Work<Boolean> work) {
		try {
			return this.store.write(work);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
