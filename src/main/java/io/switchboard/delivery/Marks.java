package io.switchboard.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.switchboard.inbox.EventListener.Filing;
import io.switchboard.store.GroupCommit;
import io.switchboard.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the ends of attempts in groups: the marks, the attempt rows, and the deliveries
 * that a decision files. What was run is never forgotten while the process lives: without
 * the store it waits, and with it the routes.
 */
class Marks {

	private static final Logger log = LoggerFactory.getLogger(Marks.class);

	private static final int QUEUE = 2000;

	private static final int MAX_BATCH = 500;

	private static final long RETRY_MILLIS = 1000;

	private final Store store;

	private final DeliveryTable table;

	private final Clock clock = Clock.systemUTC();

	private final GroupCommit<Attempt> commits;

	private final Consumer<Attempt> marked;

	private final Function<List<Delivery>, Filing> hold;

	private volatile boolean closing;

	/**
	 * {@code marked} hears of each attempt once it is marked, {@code hold} of new
	 * deliveries while they are filed.
	 */
	Marks(Store store, DeliveryTable table, Consumer<Attempt> marked, Function<List<Delivery>, Filing> hold) {
		this.store = store;
		this.table = table;
		this.marked = marked;
		this.hold = hold;
		this.commits = new GroupCommit<>("delivery-commit", QUEUE, MAX_BATCH, this::commit);
	}

	void add(Attempt attempt) {
		try {
			this.commits.put(attempt);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			log.warn("delivery {} was run but not marked: it runs again", attempt.delivery().id());
		}
	}

	private void commit(List<Attempt> attempts) {
		while (!tryCommit(attempts)) {
			if (!pause()) {
				log.warn("{} deliveries were run but not marked: they run again", attempts.size());
				return;
			}
		}
	}

	private boolean tryCommit(List<Attempt> attempts) {
		Filing[] filing = new Filing[1];
		try {
			this.store.write((connection) -> {
				rollBack(filing);
				Instant now = this.clock.instant();
				filing[0] = this.hold.apply(this.table.insert(connection, decided(attempts), now));
				this.table.record(connection, attempts, now);
				return true;
			});
		}
		catch (SQLException | RuntimeException ex) {
			rollBack(filing);
			log.error("the store cannot mark {} deliveries, trying again: {}", attempts.size(), ex.toString());
			return false;
		}
		filing[0].committed();
		attempts.forEach(this.marked);
		return true;
	}

	private static void rollBack(Filing[] filing) {
		if (filing[0] != null) {
			filing[0].rolledBack();
			filing[0] = null;
		}
	}

	private static List<DeliveryTable.NewDelivery> decided(List<Attempt> attempts) {
		return attempts.stream()
			.filter(Attempt.Decided.class::isInstance)
			.map(Attempt.Decided.class::cast)
			.flatMap((decided) -> decided.routes()
				.stream()
				.map((route) -> new DeliveryTable.NewDelivery(decided.delivery().event(), route)))
			.toList();
	}

	private boolean pause() {
		if (this.closing) {
			return false;
		}
		synchronized (this) {
			try {
				wait(RETRY_MILLIS);
				return true;
			}
			catch (InterruptedException ex) {
				return false;
			}
		}
	}

	/** Marks what was run, and ends. */
	void close() {
		this.closing = true;
		this.commits.close();
	}

}
