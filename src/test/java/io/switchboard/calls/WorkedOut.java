package io.switchboard.calls;

import java.sql.SQLException;
import java.time.Clock;

import io.switchboard.inbox.EventFeed;
import io.switchboard.inbox.EventMemory;
import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Runs by hand the background work that follows calls. */
@Component
public class WorkedOut {

	private final Store store;

	private final JdbcTemplate jdbc;

	private final CallUpdate update;

	private final SettlingTable table;

	private final SettledFiling settlement;

	private final CallProjector projector;

	WorkedOut(Store store, JdbcTemplate jdbc, ProjectionTable projection, EventFeed events, CallUpdate update,
			EventMemory memory, SettlingTable table, SettledFiling settlement) {
		this.store = store;
		this.jdbc = jdbc;
		this.update = update;
		this.table = table;
		this.settlement = settlement;
		this.projector = new CallProjector(store, projection, events, update, new CallRetention(store, jdbc, memory),
				new OldNumbers(store, jdbc, update), Clock.systemUTC());
	}

	/** The rows agree with the events, whatever was done before. */
	public void bringUpToDate() {
		try {
			this.projector.run();
			this.update.update(this.jdbc
				.queryForList("select distinct root_call_id from event where root_call_id is not null", Long.class));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Settles the calls that are due at this time. */
	public void settle(Clock clock) {
		new SettlingJob(this.store, this.table, this.settlement, clock).run();
	}

}
