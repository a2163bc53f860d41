package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.switchboard.PostgresqlDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlRetentionTests extends RetentionTests {

	@Autowired
	DataSource dataSource;

	@Test
	void an_event_that_another_is_about_to_redeliver_stays_whole_and_nobody_waits() throws Exception {
		List<String> ids = accept(2, SMS);
		backdate(100);
		try (Connection another = this.dataSource.getConnection(); Statement statement = another.createStatement()) {
			another.setAutoCommit(false);
			statement.executeUpdate("""
					update delivery set status = 'pending', route = 'nowhere' where route = 'sms-received-to-email'
					and event_seq = (select seq from event where id = '%s')""".formatted(ids.get(0)));
			CompletableFuture.runAsync(retention(DAYS_90, 0)::run).get(3, TimeUnit.MINUTES);
			assertThat(ids()).containsExactly(ids.get(0));
			another.commit();
		}
		assertThat(number("select count(*) from delivery")).isEqualTo(2);
		assertThat(number("select count(*) from every_attempt")).isEqualTo(2);
	}

	@Test
	void while_another_node_is_at_it_this_one_goes_away() throws Exception {
		accept(2, SMS);
		backdate(100);
		Retention retention = retention(DAYS_90, 0);
		this.jdbc.update("insert into leader values ('retention', 'another', ?)",
				this.store.time(Instant.now().plus(Retention.TURN)));
		retention.run();
		assertThat(ids()).hasSize(2);
		this.jdbc.update("delete from leader");
		retention.run();
		assertThat(ids()).isEmpty();
	}

}
