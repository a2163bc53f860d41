package io.switchboard.followup;

import java.sql.Connection;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code follow_up_position}: the event up to which calls are known. */
@Component
class PositionTable {

	private static final String NAME = "calls";

	private static final String BEGIN = """
			insert into follow_up_position (name, seq) values (?, ?) on conflict (name) do nothing""";

	private static final String MOVE = "update follow_up_position set seq = ? where name = ? and seq < ?";

	private final JdbcTemplate jdbc;

	PositionTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Null while nothing is followed. */
	@Nullable Long get() {
		return this.jdbc.queryForList("select seq from follow_up_position where name = ?", Long.class, NAME)
			.stream()
			.findFirst()
			.orElse(null);
	}

	void begin(Connection connection, long seq) {
		Store.client(connection).sql(BEGIN).param(NAME).param(seq).update();
	}

	/** It never goes back. */
	void move(Connection connection, long seq) {
		Store.client(connection).sql(MOVE).param(seq).param(NAME).param(seq).update();
	}

	/** Deletes the position. The next start follows only new calls. */
	void forget(Connection connection) {
		Store.client(connection).sql("delete from follow_up_position where name = ?").param(NAME).update();
	}

}
