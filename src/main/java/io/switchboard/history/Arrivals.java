package io.switchboard.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads which events came in lately, and says whether any come in at all. */
@Component
public class Arrivals {

	private static final int RECENT = 2000;

	private static final String LAST = "select seq, received_at from event order by seq desc limit 1";

	/** How many rows are read. More events within a minute are estimated from these. */
	private static final String LAST_MINUTE = """
			select count(*) as number, min(received_at) as first from
			  (select received_at from event order by seq desc limit %d) recent where received_at >= ?"""
		.formatted(RECENT);

	private static final String QUARANTINED = """
			select count(*) from
			  (select received_at from event where status = 'quarantined' order by seq desc limit 1000) recent
			where received_at >= ?""";

	private static final String AFTER = """
			select seq, event_name, context_kind, received_at from event where seq > ? order by seq limit ?""";

	private static final String SILENT = "select silent_since from reconciliation where name = 'calls'";

	private final JdbcTemplate jdbc;

	private final Store store;

	Arrivals(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	/**
	 * An event that came in.
	 *
	 * @param seq its number
	 * @param receivedAt when it came in, or null if none has
	 */
	public record Last(long seq, @Nullable Instant receivedAt) {
	}

	/**
	 * What kind of event came in.
	 *
	 * @param seq its number
	 * @param name its {@code event_name}, or null
	 * @param contextKind what its context speaks of
	 * @param receivedAt when it came in, or null
	 */
	public record Kind(long seq, @Nullable String name, String contextKind, @Nullable Instant receivedAt) {
	}

	/**
	 * The last event.
	 * @return number 0, and no time, if none has come in
	 */
	public Last last() {
		List<Last> found = this.jdbc.query(LAST,
				(row, number) -> new Last(row.getLong("seq"), this.store.time(row, "received_at")));
		return found.isEmpty() ? new Last(0, null) : found.get(0);
	}

	/**
	 * How many events came in within the last minute.
	 * @param now when that ends
	 * @return estimated from the latest 2,000 if there are more
	 */
	public long perMinute(Instant now) {
		Long number = this.jdbc.query(LAST_MINUTE, (rows) -> {
			rows.next();
			long counted = rows.getLong("number");
			Instant first = this.store.time(rows, "first");
			if (counted < RECENT || first == null) {
				return counted;
			}
			return counted * 60_000 / Math.max(1, Duration.between(first, now).toMillis());
		}, this.store.time(now.minusSeconds(60)));
		return (number != null) ? number : 0;
	}

	/**
	 * How many events went to quarantine.
	 * @param since from when on
	 * @return 1,000 at most
	 */
	public long quarantined(Instant since) {
		Long number = this.jdbc.queryForObject(QUARANTINED, Long.class, this.store.time(since));
		return (number != null) ? number : 0;
	}

	/**
	 * Since when no webhook has come in although calls go on.
	 * @return null if webhooks come in, or it is not known
	 */
	public @Nullable Instant silentSince() {
		return this.jdbc.query(SILENT, (rows) -> rows.next() ? this.store.time(rows, "silent_since") : null);
	}

	/**
	 * The next events after one.
	 * @param seq its number
	 * @param most how many at most
	 * @return in the order of their numbers
	 */
	public List<Kind> after(long seq, int most) {
		return this.jdbc.query(AFTER, (row, number) -> new Kind(row.getLong("seq"), row.getString("event_name"),
				row.getString("context_kind"), this.store.time(row, "received_at")), seq, most);
	}

}
