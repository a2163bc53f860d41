package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code paused_route}: the routes that operators have paused on every node.
 */
@Component
public class PausedRoutes {

	private final Store store;

	private final JdbcTemplate jdbc;

	private final Clock clock = Clock.systemUTC();

	public PausedRoutes(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	public Set<String> read() {
		return new HashSet<>(this.jdbc.queryForList("select route from paused_route", String.class));
	}

	public void pause(String route) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("insert into paused_route (route, paused_at) values (?, ?) on conflict do nothing")
			.param(route)
			.param(this.store.time(this.clock.instant()))
			.update());
	}

	public void resume(String route) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("delete from paused_route where route = ?")
			.param(route)
			.update());
	}

}
