package io.switchboard.chat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code chat_thread}: the message of a channel that began the thread of a
 * call.
 */
@Component
class SlackThreads {

	/** How long a thread is remembered, because the call is over by then. */
	private static final Duration KEPT = Duration.ofDays(30);

	private final Store store;

	private final JdbcTemplate jdbc;

	SlackThreads(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/** Slack's name of the first message, or null where there is none. */
	@Nullable String first(String channel, String thread) {
		List<String> found = this.jdbc.queryForList("select message from chat_thread where channel = ? and thread = ?",
				String.class, channel, thread);
		return found.isEmpty() ? null : found.get(0);
	}

	/** The first message that is remembered stays. */
	void remember(String channel, String thread, String message) throws SQLException {
		Instant now = this.store.clock().instant();
		this.store.write((connection) -> {
			Store.client(connection)
				.sql("delete from chat_thread where started_at < ?")
				.param(this.store.time(now.minus(KEPT)))
				.update();
			return Store.client(connection)
				.sql("insert into chat_thread (channel, thread, message, started_at) values (?, ?, ?, ?) "
						+ "on conflict (channel, thread) do nothing")
				.param(channel)
				.param(thread)
				.param(message)
				.param(this.store.time(now))
				.update();
		});
	}

	/**
	 * The next message begins the thread anew, unless another has begun it meanwhile.
	 * @param message the first message, which takes no replies any more
	 */
	void forget(String channel, String thread, String message) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("delete from chat_thread where channel = ? and thread = ? and message = ?")
			.param(channel)
			.param(thread)
			.param(message)
			.update());
	}

}
