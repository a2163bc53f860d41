package io.switchboard.delivery.cluster;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.PostgresqlDatabase;
import io.switchboard.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes tell each other for which routes they filed deliveries. */
class NoticesTests {

	private final HikariDataSource database = Stores.postgresql(PostgresqlDatabase.newDatabase());

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private final BlockingQueue<Set<String>> heard = new LinkedBlockingQueue<>();

	private final Notices one = new Notices(this.database, (routes) -> {
	});

	private final Notices other = new Notices(this.database, this.heard::add);

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
		this.database.close();
	}

	@Test
	void who_listens_hears_for_which_routes_another_filed() throws InterruptedException {
		begin();
		this.one.tell(Set.of("mail", "rows"));
		assertThat(this.heard.poll(3, TimeUnit.MINUTES)).containsExactlyInAnyOrder("mail", "rows");
		this.one.tell(Set.of("mail"));
		assertThat(this.heard.poll(3, TimeUnit.MINUTES)).containsExactly("mail");
	}

	@Test
	void who_lost_the_connection_looks_at_everything_and_listens_again() throws InterruptedException {
		begin();
		this.jdbc.queryForList(
				"select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen switchboard_filed' and datname = current_database()");
		assertThat(this.heard.poll(3, TimeUnit.MINUTES)).as("any route").isEmpty();
		this.one.tell(Set.of("mail"));
		assertThat(this.heard.poll(3, TimeUnit.MINUTES)).containsExactly("mail");
	}

	@Test
	void behind_a_pooler_nobody_listens() {
		this.other.start(false);
		assertThat(this.other.isListening()).isFalse();
	}

	private void begin() throws InterruptedException {
		this.one.start(false);
		this.other.start(true);
		await().until(this.other::isListening);
		assertThat(this.heard.poll(3, TimeUnit.MINUTES)).as("what was filed before").isEmpty();
	}

}
