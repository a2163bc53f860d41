package io.switchboard.inbox;

import java.time.Instant;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Says since when the inbox has every event. Older ones may be deleted. */
@Component
public class EventMemory {

	private final InboxSettings settings;

	private final Store store;

	private final JdbcTemplate jdbc;

	EventMemory(InboxSettings settings, Store store, JdbcTemplate jdbc) {
		this.settings = settings;
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * The time since when every event that came in is stored.
	 * @param now the time
	 * @return a time, or {@link Instant#EPOCH} where nothing was ever deleted
	 */
	public Instant since(Instant now) {
		Instant byAge = this.settings.retention().isZero() ? Instant.EPOCH : now.minus(this.settings.retention());
		Instant byNumber = (this.settings.maxEvents() > 0) ? oldestKept() : null;
		return (byNumber != null && byNumber.isAfter(byAge)) ? byNumber : byAge;
	}

	private @Nullable Instant oldestKept() {
		return this.jdbc
			.query("select received_at from event order by seq desc limit 1 offset ?",
					(row, number) -> this.store.time(row, "received_at"), this.settings.maxEvents() - 1)
			.stream()
			.findFirst()
			.orElse(null);
	}

}
