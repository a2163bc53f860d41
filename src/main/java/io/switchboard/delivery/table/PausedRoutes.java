package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What operators have asked of routes on every node: the table {@code paused_route} has
 * those that they have paused, and {@code route_try} those that are to try a delivery.
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

	/**
	 * How often somebody asked each route to try one delivery now.
	 * @return by the route's id; without routes that nobody asked
	 */
	public Map<String, Long> tries() {
		Map<String, Long> tries = new HashMap<>();
		this.jdbc.query("select route, number from route_try", (row) -> {
			tries.put(row.getString("route"), row.getLong("number"));
		});
		return tries;
	}

	/**
	 * Asks every node to try one delivery of the route now.
	 * @param route its id
	 * @throws SQLException if the store cannot be reached; nobody is asked then
	 */
	public void tryNow(String route) throws SQLException {
		this.store.write((connection) -> Store.client(connection).sql("""
				insert into route_try (route, number) values (?, 1)
				on conflict (route) do update set number = route_try.number + 1""").param(route).update());
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
