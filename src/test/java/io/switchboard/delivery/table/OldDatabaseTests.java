package io.switchboard.delivery.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.PostgresqlDatabase;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.store.Store;
import io.switchboard.store.Stores;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database of the last version that decided after the commit. It was stopped by {@code
 * kill -9} with deliveries in every state; two wait for the switchboard.
 */
class OldDatabaseTests {

	private static final String DELIVERIES = """
			select d.id, e.id as event, d.route, d.status, d.attempts, d.uncounted, d.waits, d.redeliveries, d.next_attempt_at,
			       d.last_error, d.updated_at, d.shard, d.event_order
			from delivery d join event e on e.seq = d.event_seq order by d.id""";

	private static final String ATTEMPTS = """
			select delivery_id, number, redelivery, started_at, duration_ms, outcome, error, done
			from %s order by delivery_id, number""";

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void every_delivery_stays_as_it_was_and_goes_on(String vendor) throws SQLException {
		try (HikariDataSource database = new HikariDataSource()) {
			database.setJdbcUrl(vendor.equals("sqlite") ? "jdbc:sqlite:" + this.folder.resolve("old.db")
					: PostgresqlDatabase.newDatabase());
			database.addDataSourceProperty(vendor.equals("sqlite") ? "journal_mode" : "stringtype",
					vendor.equals("sqlite") ? "WAL" : "unspecified");
			fill(database, vendor);
			JdbcTemplate jdbc = new JdbcTemplate(database);
			List<Map<String, Object>> deliveries = jdbc.queryForList(DELIVERIES);
			List<Map<String, Object>> attempts = jdbc.queryForList(ATTEMPTS.formatted("attempt"));
			assertThat(deliveries).extracting((row) -> row.get("status"))
				.contains("pending", "retrying", "delivered", "dead", "discarded");
			Flyway.configure().dataSource(database).locations("classpath:db/migration/" + vendor).load().migrate();
			assertThat(jdbc.queryForList(DELIVERIES)).isEqualTo(deliveries);
			assertThat(jdbc.queryForList(ATTEMPTS.formatted("every_attempt"))).isEqualTo(attempts);
			goOn(Stores.of(database), jdbc);
		}
	}

	/**
	 * A waiting delivery is claimed, decided and acknowledged; a new one behind it waits.
	 */
	private static void goOn(Store store, JdbcTemplate jdbc) throws SQLException {
		Instant now = Instant.now();
		DeliveryTable table = new DeliveryTable(store, StoredEvents.table(store), jdbc);
		List<Delivery> undecided = table.firstOfCalls("switchboard", true, null, now, 0, 10);
		assertThat(undecided).extracting((delivery) -> delivery.event().id()).containsExactly("sms.5", "call.1");
		Delivery waits = table.firstOfCalls("sms-received-to-database", true, null, now, 0, 10).get(0);
		assertThat(waits.event().id()).isEqualTo("sms.4");
		int before = jdbc.queryForObject("select count(*) from attempt", Integer.class);
		store.write((connection) -> {
			assertThat(table.inserts().isAnyUndecided(connection, 4278000001L)).isTrue();
			assertThat(table.inserts().isAnyUndecided(connection, 7L)).isFalse();
			new AttemptOutcomes(store).record(connection, List.of(new Attempt.Succeeded(waits, now, 42)), now);
			return true;
		});
		assertThat(jdbc.queryForObject("select count(*) from attempt", Integer.class)).isEqualTo(before);
		assertThat(jdbc.queryForMap("select * from every_attempt where delivery_id = ?", waits.id()))
			.containsEntry("outcome", "delivered")
			.hasEntrySatisfying("duration_ms", (value) -> assertThat(((Number) value).intValue()).isEqualTo(42));
		Delivery again = table.firstOfCalls("sms-received-to-email", true, null, now.plusSeconds(7200), 0, 10).get(0);
		assertThat(again.attempts()).isEqualTo(2);
	}

	private static void fill(HikariDataSource database, String vendor) throws SQLException {
		Connection connection = database.getConnection();
		ScriptUtils.executeSqlScript(connection, new ClassPathResource("databases/" + vendor + "-17c6d40.sql"));
		// the script changed settings of its session
		database.evictConnection(connection);
	}

}
