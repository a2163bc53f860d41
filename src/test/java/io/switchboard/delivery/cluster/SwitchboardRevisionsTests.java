package io.switchboard.delivery.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import io.switchboard.PostgresqlDatabase;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The newest of several switchboards is known while nodes come and go. */
class SwitchboardRevisionsTests {

	private final DriverManagerDataSource database = new DriverManagerDataSource(PostgresqlDatabase.newDatabase());

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	@BeforeEach
	void migrate() {
		Flyway.configure().dataSource(this.database).locations("classpath:db/migration/postgresql").load().migrate();
	}

	@Test
	void the_one_that_came_later_is_the_newer_one_until_all_have_it() throws SQLException {
		Member one = new Member("a");
		Member two = new Member("a");
		assertThat(one.outdated()).isNull();
		two.leave();
		two = new Member("b");
		assertThat(one.outdated()).isEqualTo("a");
		assertThat(two.outdated()).isNull();
		one.leave();
		one = new Member("b");
		assertThat(one.outdated()).isNull();
		assertThat(two.outdated()).isNull();
	}

	@Test
	void a_node_that_restarts_in_the_middle_of_it_is_still_the_older_one() throws SQLException {
		Member one = new Member("a");
		Member two = new Member("b");
		one.leave();
		one = new Member("a");
		assertThat(one.outdated()).isEqualTo("a");
		assertThat(two.outdated()).isNull();
	}

	@Test
	void one_that_comes_back_later_is_the_newest_again() throws SQLException {
		new Member("a").leave();
		Member one = new Member("b");
		Member two = new Member("b");
		minutesPass();
		one.leave();
		one = new Member("a");
		assertThat(one.outdated()).isNull();
		assertThat(two.outdated()).isEqualTo("b");
		two.leave();
		two = new Member("a");
		assertThat(one.outdated()).isNull();
		assertThat(two.outdated()).isNull();
		minutesPass();
		one.leave();
		one = new Member("b");
		assertThat(one.outdated()).isNull();
		assertThat(two.outdated()).isEqualTo("a");
	}

	private void minutesPass() {
		this.jdbc.update("update switchboard_revision set seen_at = seen_at - interval '10 minutes'");
	}

	@Test
	void a_node_whose_switchboard_is_replaced_while_it_runs_tells_that_too() throws SQLException {
		Member one = new Member("a");
		Member two = new Member("a");
		two.tell("b");
		assertThat(one.outdated()).isEqualTo("a");
		one.tell("b");
		assertThat(one.outdated()).isNull();
		assertThat(two.outdated()).isNull();
	}

	private final class Member {

		private final SwitchboardRevisions revisions = new SwitchboardRevisions();

		private final long term;

		Member(String digest) {
			this.term = SwitchboardRevisionsTests.this.jdbc
				.queryForObject("insert into node (name, seen_at) values ('x', now()) returning term", Long.class);
			tell(digest);
		}

		void tell(String digest) {
			this.revisions.tell(SwitchboardRevisionsTests.this.jdbc, this.term, digest, Set.of("unrouted"));
		}

		void leave() {
			SwitchboardRevisionsTests.this.jdbc.update("delete from node where term = ?", this.term);
		}

		@Nullable String outdated() throws SQLException {
			try (Connection connection = SwitchboardRevisionsTests.this.database.getConnection()) {
				return this.revisions.outdated(connection, this.term);
			}
		}

	}

}
