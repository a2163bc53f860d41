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
import org.jspecify.annotations.Nullable;
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
		if (!this.commits.put(attempt)) {
			log.warn("delivery {} was run but not marked before the stop: it runs again", attempt.delivery().id());
		}
	}

	private void commit(List<Attempt> attempts) {
		for (Exception failure = tryCommit(attempts); failure != null; failure = tryCommit(attempts)) {
			if (isAboutOneOf(failure)) {
				attempts.forEach(this::commitAlone);
				return;
			}
			log.error("the store cannot mark {} deliveries, trying again: {}", attempts.size(),
					this.store.describe(failure));
			if (!pause()) {
				log.warn("{} deliveries were run but not marked: they run again", attempts.size());
				return;
			}
		}
	}

	/** Whether the others may well be committed without the one that is refused. */
	private boolean isAboutOneOf(Exception failure) {
		return !(failure instanceof SQLException refused) || this.store.refusesRow(refused);
	}

	/**
	 * One that cannot be marked as it ended becomes a dead letter: it must not hold up
	 * all others.
	 */
	private void commitAlone(Attempt attempt) {
		Exception failure = tryCommit(List.of(attempt));
		if (failure == null) {
			return;
		}
		log.error("delivery {} cannot be marked: {}", attempt.delivery().id(), this.store.describe(failure));
		Attempt dead = new Attempt.Failed(attempt.delivery(), attempt.startedAt(), attempt.durationMs(),
				"it was run, but how it ended could not be stored", null);
		if (tryCommit(List.of(dead)) != null) {
			log.error("delivery {} runs again at the next start", attempt.delivery().id());
		}
	}

	private @Nullable Exception tryCommit(List<Attempt> attempts) {
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
			return ex;
		}
		filing[0].committed();
		attempts.forEach(this.marked);
		return null;
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
