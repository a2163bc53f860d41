package io.switchboard.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import org.jspecify.annotations.Nullable;

/**
 * Finds connections that still answer but are useless: after a failover they lead to a
 * read-only server, or their session has ended. They are closed, and new ones look for
 * the server that writes.
 */
public final class LostServer implements SQLExceptionOverride {

	private static final String READ_ONLY = "25006";

	/** SQLStates of sessions that the server or a pooler has ended, wholly or in part. */
	private static final Set<String> ENDED = Set.of("25P03", "26000", "57P04", "57P05");

	/** The shortest time between two replacements of the whole pool. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final @Nullable HikariDataSource pool;

	private final AtomicLong nextSweep = new AtomicLong(System.nanoTime());

	/**
	 * For one pool.
	 * @param pool of which all connections are closed when one of them is read-only; null
	 * where that one is enough
	 */
	public LostServer(@Nullable HikariDataSource pool) {
		this.pool = pool;
	}

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		String state = ex.getSQLState();
		if (READ_ONLY.equals(state)) {
			sweep();
			return Override.MUST_EVICT;
		}
		return (state != null && ENDED.contains(state)) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
	}

	private void sweep() {
		HikariPoolMXBean connections = (this.pool != null) ? this.pool.getHikariPoolMXBean() : null;
		long now = System.nanoTime();
		long next = this.nextSweep.get();
		if (connections != null && now - next >= 0 && this.nextSweep.compareAndSet(next, now + PAUSE.toNanos())) {
			connections.softEvictConnections();
		}
	}

}
