package io.switchboard.store;

import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.PostgresqlDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The schemas that a Switchboard works with. */
class SchemaTests {

	private final FlywayMigrationStrategy strategy = new StoreConfiguration().onlyKnownSchemas();

	/**
	 * The time-out of our own transactions would end Flyway's lock after five seconds.
	 */
	@Test
	void a_migration_may_take_longer_than_our_own_transactions(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("V1__slow.sql"),
				"create table limits as select current_setting('idle_in_transaction_session_timeout') as idle;");
		try (HikariDataSource pool = Stores.postgresql(PostgresqlDatabase.newDatabase())) {
			this.strategy.migrate(Flyway.configure().dataSource(pool).locations("filesystem:" + folder).load());
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			assertThat(jdbc.queryForObject("select idle from limits", String.class)).isEqualTo("0");
			assertThat(
					jdbc.queryForObject("select current_setting('idle_in_transaction_session_timeout')", String.class))
				.as("our own")
				.isEqualTo("5s");
		}
	}

	@Test
	void a_switchboard_refuses_a_schema_that_is_newer_than_itself(@TempDir Path folder) {
		DriverManagerDataSource database = new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("test.db"));
		Flyway flyway = Flyway.configure().dataSource(database).locations("classpath:db/migration/sqlite").load();
		this.strategy.migrate(flyway);
		this.strategy.migrate(flyway);
		JdbcTemplate jdbc = new JdbcTemplate(database);
		jdbc.update(
				"""
						insert into flyway_schema_history
						select installed_rank + 1, '9999', 'of tomorrow', type, 'V9999__of_tomorrow.sql', checksum, installed_by,
						       installed_on, execution_time, success
						from flyway_schema_history order by installed_rank desc limit 1""");
		assertThatThrownBy(() -> this.strategy.migrate(flyway)).isInstanceOf(UnusableStoreException.class)
			.hasMessageContaining("newer Switchboard")
			.hasMessageContaining("9999");
		assertThat(jdbc.queryForObject("select count(*) from event", Integer.class)).isZero();
	}

}
