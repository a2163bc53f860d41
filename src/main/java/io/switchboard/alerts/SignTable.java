package io.switchboard.alerts;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/**
 * The table {@code alert_sign}: problems that only one node sees, such as those of its
 * circuit breakers. The problems of a dead node stop counting after a while.
 */
@Component
class SignTable {

	/** Several rounds: a round may wait for a channel that hangs. */
	static final Duration FRESH = Duration.ofMinutes(4);

	private final Store store;

	SignTable(Store store) {
		this.store = store;
	}

	/**
	 * Keeps what a node sees now instead of what it saw before.
	 * @param connection a transaction
	 * @param node a name that no other node has
	 * @param troubles what it sees
	 * @param now the time
	 */
	void keep(Connection connection, String node, Collection<Trouble> troubles, Instant now) {
		forgetNode(connection, node);
		for (Trouble trouble : troubles) {
			Store.client(connection)
				.sql("""
						insert into alert_sign (node, cause, kind, subject, summary, amount, since_at, seen_at)
						values (?, ?, ?, ?, ?, ?, ?, ?)""")
				.param(node)
				.param(trouble.cause())
				.param(trouble.kind().word())
				.param(trouble.subject())
				.param(trouble.text())
				.param(trouble.amount())
				.param(this.store.time(trouble.since()))
				.param(this.store.time(now))
				.update();
		}
	}

	/** Deletes the rows of a node that stops, or sees no problem. */
	void forgetNode(Connection connection, String node) {
		Store.client(connection).sql("delete from alert_sign where node = ?").param(node).update();
	}

	/** The problems of the living nodes, the earliest first. */
	List<Trouble> all(Connection connection, Instant now) {
		Store.client(connection)
			.sql("delete from alert_sign where seen_at < ?")
			.param(this.store.time(now.minus(FRESH)))
			.update();
		return Store.client(connection)
			.sql("select * from alert_sign order by since_at, node")
			.query((row, number) -> new Trouble(TroubleKind.of(row.getString("kind")), row.getString("subject"),
					row.getString("summary"), row.getLong("amount"), this.store.time(row, "since_at")))
			.list();
	}

}
