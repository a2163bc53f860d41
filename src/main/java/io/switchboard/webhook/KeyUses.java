package io.switchboard.webhook;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code webhook_key}: how often each key of a door was used, and when for the
 * last time. Uses are counted in memory and written once a minute, never together with an
 * event. A crash loses the last minute.
 */
@Component
public class KeyUses {

	private static final Logger log = LoggerFactory.getLogger(KeyUses.class);

	private static final Duration PACE = Duration.ofMinutes(1);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final String ADD = """
			insert into webhook_key (hash, events, last_event_at, last_source, checked_at, checked_from)
			values (?, ?, ?, ?, ?, ?)
			on conflict (hash) do update set events = webhook_key.events + excluded.events,
			  last_event_at = coalesce(excluded.last_event_at, webhook_key.last_event_at),
			  last_source = coalesce(excluded.last_source, webhook_key.last_source),
			  checked_at = coalesce(excluded.checked_at, webhook_key.checked_at),
			  checked_from = coalesce(excluded.checked_from, webhook_key.checked_from)""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final Clock clock = Clock.systemUTC();

	/** By the key's hash, the uses that are not written yet. */
	private final Map<String, Use> counted = new ConcurrentHashMap<>();

	private final PacedJob job = new PacedJob("webhook-keys", PACE, PATIENCE, this::write);

	KeyUses(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
		this.job.start();
	}

	/**
	 * How a key was used.
	 *
	 * @param events how many events came with it, repeats included
	 * @param lastEventAt when the last one came, or null
	 * @param lastSource the address that it came from, or null
	 * @param checkedAt when somebody last asked whether the URL is there, or null
	 * @param checkedFrom the address that asked, or null
	 */
	public record Use(long events, @Nullable Instant lastEventAt, @Nullable String lastSource,
			@Nullable Instant checkedAt, @Nullable String checkedFrom) {

		/** A key that nobody used. */
		public static final Use NEVER = new Use(0, null, null, null, null);

		/** Adds later uses. */
		Use and(Use later) {
			boolean event = later.lastEventAt != null;
			boolean check = later.checkedAt != null;
			return new Use(this.events + later.events, event ? later.lastEventAt : this.lastEventAt,
					event ? later.lastSource : this.lastSource, check ? later.checkedAt : this.checkedAt,
					check ? later.checkedFrom : this.checkedFrom);
		}

	}

	/** An event came with a key. */
	void event(String hash, String source) {
		this.counted.merge(hash, new Use(1, this.clock.instant(), source, null, null), Use::and);
	}

	/** Somebody asked with a key whether the URL is there. */
	void check(String hash, String source) {
		this.counted.merge(hash, new Use(0, null, null, this.clock.instant(), source), Use::and);
	}

	/**
	 * How all keys were used, those that are gone too.
	 * @return by the key's hash
	 */
	Map<String, Use> all() {
		Map<String, Use> all = new HashMap<>();
		this.jdbc.query("select * from webhook_key", (row) -> {
			all.put(row.getString("hash"), new Use(row.getLong("events"), this.store.time(row, "last_event_at"),
					row.getString("last_source"), this.store.time(row, "checked_at"), row.getString("checked_from")));
		});
		this.counted.forEach((hash, use) -> all.merge(hash, use, Use::and));
		return all;
	}

	/** When it returns, all uses until then are written; a failed write is repeated. */
	synchronized void write() {
		for (String hash : this.counted.keySet()) {
			Use use = this.counted.remove(hash);
			try {
				this.store.write((connection) -> Store.client(connection)
					.sql(ADD)
					.param(hash)
					.param(use.events())
					.param(this.store.time(use.lastEventAt()))
					.param(use.lastSource())
					.param(this.store.time(use.checkedAt()))
					.param(use.checkedFrom())
					.update());
			}
			catch (SQLException | RuntimeException ex) {
				log.debug("uses of keys are not written, trying again: {}", this.store.describe(ex), ex);
				this.counted.merge(hash, use, (later, failed) -> failed.and(later));
			}
		}
	}

	@PreDestroy
	void close() {
		this.job.stop();
		write();
	}

}
