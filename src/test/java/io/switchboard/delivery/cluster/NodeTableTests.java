package io.switchboard.delivery.cluster;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.PostgresqlDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NodeTableTests {

	@Test
	void a_connection_that_is_lost_within_a_transaction_is_the_failure_and_the_next_one_works() {
		String url = PostgresqlDatabase.newDatabase();
		JdbcTemplate server = new JdbcTemplate(new DriverManagerDataSource(url));
		try (HikariDataSource store = new HikariDataSource()) {
			store.setJdbcUrl(url);
			NodeTable nodes = new NodeTable(store, Duration.ofMinutes(1));
			IllegalStateException cause = new IllegalStateException("what happened first");
			assertThatThrownBy(() -> nodes.together(() -> {
				int connection = nodes.jdbc().queryForObject("select pg_backend_pid()", Integer.class);
				server.queryForObject("select pg_terminate_backend(?, 60000)", Boolean.class, connection);
				throw cause;
			})).isSameAs(cause);
			assertThat(cause.getSuppressed()).as("the rollback fails").hasSize(1);
			assertThat(nodes.<Integer>together(() -> nodes.jdbc().queryForObject("select 1", Integer.class)))
				.isEqualTo(1);
			nodes.close();
		}
	}

}
