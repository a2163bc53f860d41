package io.switchboard.calls;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.switchboard.calls.CallTable.Row;
import io.switchboard.inbox.Event;
import io.switchboard.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Works the rows of some calls out from all of their events, and writes them. A second
 * update changes nothing. A call that cannot be worked out does not stop the others.
 */
@Component
class CallUpdate {

	private static final Logger log = LoggerFactory.getLogger(CallUpdate.class);

	/** Enough for some seconds of heavy traffic. */
	private static final int MOST_AHEAD = 5000;

	private final Store store;

	private final CallEvents events;

	private final CallTable table;

	private final CallRules rules;

	private final DueRule dueRule;

	private final CallNames names;

	/** The numbers of events, the oldest first. */
	private final Set<Long> ahead = new LinkedHashSet<>();

	CallUpdate(Store store, CallEvents events, CallTable table, CallRules rules, DueRule dueRule, CallNames names) {
		this.names = names;
		this.store = store;
		this.events = events;
		this.table = table;
		this.rules = rules;
		this.dueRule = dueRule;
	}

	/**
	 * Brings some calls up to date, in one short transaction.
	 * @param ids calls, or legs that were taken for calls; not many
	 */
	void update(Collection<Long> ids) throws SQLException {
		work(ids);
	}

	/**
	 * Brings some calls up to date before the projector does, and remembers the newest
	 * event of each, see {@link #wasAhead}.
	 * @param ids calls; not many
	 */
	void updateAhead(Collection<Long> ids) throws SQLException {
		List<Row> rows = work(ids);
		synchronized (this.ahead) {
			rows.forEach((row) -> this.ahead.add(row.lastSeq()));
			Iterator<Long> oldest = this.ahead.iterator();
			for (int more = this.ahead.size() - MOST_AHEAD; more > 0; more--) {
				oldest.next();
				oldest.remove();
			}
		}
	}

	/**
	 * Whether {@link #updateAhead} has worked in an event. It says so only once.
	 * @param seq the event's number
	 * @return false where that is not known
	 */
	boolean wasAhead(long seq) {
		synchronized (this.ahead) {
			return this.ahead.remove(seq);
		}
	}

	private List<Row> work(Collection<Long> ids) throws SQLException {
		List<Row> rows = new ArrayList<>();
		this.events.ofCalls(this.table.roots(ids)).forEach((root, events) -> {
			try {
				CallLegs legs = CallLegs.find(root, events, this.rules);
				if (legs != null) {
					rows.add(row(root, events, legs));
				}
			}
			catch (RuntimeException ex) {
				skip(root, ex);
			}
		});
		rows.sort(Comparator.comparing((row) -> row.call().rootCallId()));
		if (!rows.isEmpty()) {
			write(rows);
		}
		return rows;
	}

	private Row row(long root, List<Event> events, CallLegs legs) {
		return new Row(this.names.named(CallFold.of(events, legs, this.rules)), CallEvents.legsOf(root, events),
				events.stream().mapToLong(Event::seq).max().orElse(0), this.dueRule.of(events, legs));
	}

	private void write(List<Row> rows) throws SQLException {
		try {
			this.store.write((connection) -> {
				this.table.write(connection, rows);
				return true;
			});
		}
		catch (SQLException ex) {
			if (!this.store.refusesRow(ex)) {
				throw ex;
			}
			if (rows.size() == 1) {
				skip(rows.get(0).call().rootCallId(), ex);
				return;
			}
			for (Row row : rows) {
				write(List.of(row));
			}
		}
	}

	private void skip(long root, Exception ex) {
		log.warn("call {} cannot be listed: {}", root, this.store.describe(ex));
		log.debug("the reason", ex);
	}

}
