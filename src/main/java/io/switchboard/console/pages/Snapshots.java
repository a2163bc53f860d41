package io.switchboard.console.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.history.Unrouted;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How everything stands, read only when somebody looks, and at most once a second however
 * many do; less often where that takes long.
 */
@Component
class Snapshots {

	private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

	private static final Duration FRESH = Duration.ofSeconds(1);

	/** So much of the time may be spent on looking: a tenth. */
	private static final int SHARE = 10;

	private static final int RECENT = 2000;

	private static final String LAST = "select seq, received_at from event order by seq desc limit 1";

	/** Only so many rows are looked at: more within a minute are reckoned from them. */
	private static final String LAST_MINUTE = """
			select count(*) as number, min(received_at) as first from
			  (select received_at from event order by seq desc limit %d) recent where received_at >= ?"""
		.formatted(RECENT);

	private static final String QUARANTINED = """
			select count(*) from
			  (select received_at from event where status = 'quarantined' order by seq desc limit 1000) recent
			where received_at >= ?""";

	private static final String SILENT = "select silent_since from reconciliation where name = 'calls'";

	private final JdbcTemplate jdbc;

	private final Store store;

	private final RouteControl routes;

	private final Unrouted unrouted;

	private final Clock clock = Clock.systemUTC();

	private Snapshot latest = Snapshot.NOTHING;

	private long freshUntil = System.nanoTime();

	Snapshots(JdbcTemplate jdbc, Store store, RouteControl routes, Unrouted unrouted) {
		this.jdbc = jdbc;
		this.store = store;
		this.routes = routes;
		this.unrouted = unrouted;
	}

	/** As of now, or of a second ago. */
	public synchronized Snapshot current() {
		long start = System.nanoTime();
		if (start - this.freshUntil >= 0) {
			try {
				this.latest = read();
			}
			catch (DataAccessException | TransactionException ex) {
				log.debug("the store does not answer", ex);
				this.latest = this.latest.withoutStore();
			}
			long end = System.nanoTime();
			this.freshUntil = end + Math.max(FRESH.toNanos(), SHARE * (end - start));
		}
		return this.latest;
	}

	private record Last(long seq, @Nullable Instant receivedAt) {
	}

	private Snapshot read() {
		Instant now = this.clock.instant();
		List<Last> found = this.jdbc.query(LAST,
				(row, number) -> new Last(row.getLong("seq"), this.store.time(row, "received_at")));
		Last last = found.isEmpty() ? new Last(0, null) : found.get(0);
		Long quarantined = this.jdbc.queryForObject(QUARANTINED, Long.class,
				this.store.time(now.minus(Duration.ofDays(1))));
		Instant silentSince = this.jdbc.query(SILENT,
				(rows) -> rows.next() ? this.store.time(rows, "silent_since") : null);
		return new Snapshot(last.seq(), last.receivedAt(), perMinute(now), this.routes.routes(),
				(quarantined != null) ? quarantined : 0, silentSince, this.unrouted.byOlder(), false);
	}

	private long perMinute(Instant now) {
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

}
