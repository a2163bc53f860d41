package io.switchboard.alerts;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The table {@code alert_message}: at most one message is under way. It keeps its id
 * until a channel has accepted it, so that a receiver can drop a repetition.
 */
@Component
class MessageTable {

	/** Longer than a few channels that hang. Until then no other node sends it. */
	static final Duration CLAIM = Duration.ofMinutes(3);

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

	private static final int LONGEST_PAUSE = 10;

	private final Store store;

	MessageTable(Store store) {
		this.store = store;
	}

	/**
	 * The message that is under way.
	 *
	 * @param id the same until a channel has taken it
	 * @param nextAt when it is to be sent next
	 * @param tries how often it was sent in vain
	 */
	record Open(String id, Instant nextAt, int tries) {
	}

	Optional<Open> open(Connection connection) {
		return Store.client(connection)
			.sql("select * from alert_message where sent_at is null order by made_at limit 1")
			.query((row, number) -> new Open(row.getString("id"),
					Objects.requireNonNull(this.store.time(row, "next_at")), row.getInt("tries")))
			.optional();
	}

	/** When the last message went out, or null. */
	@Nullable Instant lastSent(Connection connection) {
		return Store.client(connection)
			.sql("select * from alert_message where sent_at is not null order by sent_at desc limit 1")
			.query((row, number) -> Objects.requireNonNull(this.store.time(row, "sent_at")))
			.optional()
			.orElse(null);
	}

	/** Claims the message, so that no other node sends it meanwhile. */
	void claim(Connection connection, String id, String subject, Instant now) {
		Object until = this.store.time(now.plus(CLAIM));
		Store.client(connection)
			.sql("""
					insert into alert_message (id, made_at, next_at, tries, subject) values (?, ?, ?, 0, ?)
					on conflict (id) do update set next_at = excluded.next_at, subject = excluded.subject""")
			.param(id)
			.param(this.store.time(now))
			.param(until)
			.param(subject)
			.update();
	}

	void sent(Connection connection, String id, String by, @Nullable String error, Instant now) {
		Store.client(connection)
			.sql("update alert_message set sent_at = ?, sent_by = ?, error = ?, tries = tries + 1 where id = ?")
			.param(this.store.time(now))
			.param(by)
			.param(error)
			.param(id)
			.update();
	}

	void failed(Connection connection, Open message, @Nullable String error, Instant now) {
		Duration pause = FIRST_PAUSE.multipliedBy(Math.min(LONGEST_PAUSE, 1L << Math.min(message.tries(), 8)));
		Store.client(connection)
			.sql("update alert_message set next_at = ?, error = ?, tries = tries + 1 where id = ?")
			.param(this.store.time(now.plus(pause)))
			.param(error)
			.param(message.id())
			.update();
	}

	/** Deletes the message, because there is nothing to tell any more. */
	void drop(Connection connection, String id) {
		Store.client(connection).sql("delete from alert_message where id = ?").param(id).update();
	}

	void forget(Connection connection, Instant before) {
		Store.client(connection)
			.sql("delete from alert_message where sent_at < ?")
			.param(this.store.time(before))
			.update();
	}

}
