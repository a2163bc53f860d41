package io.switchboard.history;

import java.util.List;

import io.switchboard.StoreTest;
import io.switchboard.store.Store;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Recent deliveries of each route. */
@StoreTest
class RoutesLatelyTests {

	private static final String ROUTE = "waits-for-recordings";

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Store store;

	@Test
	void what_asked_to_wait_has_not_failed() {
		delivery(-1, 5, 4);
		delivery(-2, 2, 0);
		RoutesLately.Lately lately = new RoutesLately(this.jdbc, this.store).of(List.of(ROUTE)).get(ROUTE);
		this.jdbc.update("delete from delivery where route = ?", ROUTE);
		assertThat(lately.delivered()).isEqualTo(2);
		assertThat(lately.failing()).isEqualTo(50);
		assertThat(lately.lastSuccess()).as("a retry succeeds too").isEqualTo("2026-11-26T12:00:00Z");
	}

	private void delivery(long event, int attempts, int waits) {
		this.jdbc.update("""
				insert into delivery (event_seq, route, status, attempts, waits, updated_at)
				values (?, ?, 'delivered', ?, ?, '2026-11-26T12:00:00.000Z')""", event, ROUTE, attempts, waits);
	}

}
