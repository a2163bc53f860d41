package io.switchboard.followup;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.switchboard.Tables;
import io.switchboard.inbox.EventReader;
import io.switchboard.store.Store;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Settled calls for a whole Switchboard whose own background work is off. */
public final class MissedCallers {

	private static final AtomicLong CALLS = new AtomicLong(9_100_000_000L);

	private final ApplicationContext application;

	public MissedCallers(ApplicationContext application) {
		this.application = application;
	}

	public void forget() {
		Tables.empty(this.application.getBean(JdbcTemplate.class), "follow_up_event", "follow_up_note",
				"follow_up_call", "follow_up");
	}

	/** The follow-up's id. */
	public long missed(String src, String queue, Instant at) throws SQLException {
		return missed(src, "Jane Doe", queue, at);
	}

	public long missed(String src, String name, String queue, Instant at) throws SQLException {
		long call = CALLS.incrementAndGet();
		tell(new String(SettledCalls.missed(call, 0, src, queue, at)).replace("Jane Doe", name).getBytes());
		return this.application.getBean(JdbcTemplate.class)
			.queryForObject("select follow_up_id from follow_up_call where root_call_id = ?", Long.class, call);
	}

	public void calledBack(String dst, Instant at) throws SQLException {
		tell(SettledCalls.calledBack(CALLS.incrementAndGet(), dst, at));
	}

	public void tell(byte[] event) throws SQLException {
		this.application.getBean(Store.class)
			.write((connection) -> this.application.getBean(Projection.class)
				.apply(connection, EventReader.read(event), Instant.now()));
	}

}
