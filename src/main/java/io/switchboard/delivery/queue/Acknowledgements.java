package io.switchboard.delivery.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.AnswerTable;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.AttemptOutcomes;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryInserts;
import io.switchboard.delivery.table.SentTable;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Acknowledges attempts in groups. One commit stores how they ended, and the deliveries
 * that a decision files. While the store is away, ended attempts wait in memory, and
 * their routes wait with them.
 */
class Acknowledgements {

	private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);

	private static final long RETRY_MILLIS = 1000;

	private static final String UNKNOWN_END = "it was run, but how it ended could not be stored";

	private final Store store;

	private final DeliveryInserts table;

	private final AttemptOutcomes attempts;

	private final AnswerTable answers;

	private final SentTable sent;

	private final Ownership ownership;

	private final Clock clock;

	private final Listener listener;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.ERROR,
			"the store cannot acknowledge deliveries, trying again");

	private volatile boolean closing;

	Acknowledgements(Store store, DeliveryInserts table, Ownership ownership, Clock clock, Listener listener) {
		this.store = store;
		this.table = table;
		this.attempts = new AttemptOutcomes(store);
		this.answers = new AnswerTable(store);
		this.sent = new SentTable(store);
		this.ownership = ownership;
		this.clock = clock;
		this.listener = listener;
	}

	/** Commits them, or tells the listener that they are lost. */
	void commit(List<Attempt> attempts) {
		Map<Long, List<Attempt>> byTerm = attempts.stream()
			.collect(Collectors.groupingBy((attempt) -> attempt.delivery().term()));
		byTerm.forEach((term, ended) -> commit(term, ended, true));
	}

	private void commit(long term, List<Attempt> attempts, boolean answers) {
		for (Throwable failure = tryCommit(term, attempts, answers); failure != null; failure = tryCommit(term,
				attempts, answers)) {
			if (failure instanceof Ownership.TermOverException) {
				log.warn("{} deliveries were run but not acknowledged: {}", attempts.size(), failure.getMessage());
				attempts.forEach(this.listener::lost);
				return;
			}
			if (isAboutOneOf(failure) && !UNKNOWN_END.equals(attempts.get(0).error())) {
				if (answers) {
					// no delivery may fail because of the answer that a server gave
					commit(term, attempts, false);
				}
				else {
					isolate(term, attempts, failure);
				}
				return;
			}
			this.store.failed(this.outage, attempts.size(), failure);
			if (!pause()) {
				log.warn("{} deliveries were run but not acknowledged: they run again", attempts.size());
				return;
			}
		}
	}

	/** Whether the others can probably be committed without the refused one. */
	private boolean isAboutOneOf(Throwable failure) {
		return failure instanceof RuntimeException
				|| (failure instanceof Error && !(failure instanceof OutOfMemoryError))
				|| (failure instanceof SQLException refused && this.store.refusesRow(refused));
	}

	/**
	 * A delivery whose end cannot be stored becomes a dead letter, so that it does not
	 * hold up all others. If that cannot be stored either, the store has the fault.
	 */
	private void isolate(long term, List<Attempt> attempts, Throwable failure) {
		if (attempts.size() > 1) {
			attempts.forEach((attempt) -> commit(term, List.of(attempt), false));
			return;
		}
		Attempt refused = attempts.get(0);
		log.error("delivery {} cannot be acknowledged: {}", refused.delivery().id(), this.store.describe(failure));
		commit(term, List
			.of(new Attempt.Failed(refused.delivery(), refused.startedAt(), refused.durationMs(), UNKNOWN_END, null)),
				false);
	}

	private @Nullable Throwable tryCommit(long term, List<Attempt> attempts, boolean answers) {
		Claims[] claims = new Claims[1];
		List<Delivery> filed = new ArrayList<>();
		try {
			this.store.write((connection) -> {
				rollBack(claims);
				filed.clear();
				this.ownership.confirm(connection, term);
				Instant now = this.clock.instant();
				filed.addAll(file(connection, term, attempts, now));
				claims[0] = this.listener.claim(filed);
				String older = filed.isEmpty() ? null : this.ownership.outdated(connection);
				if (older != null) {
					this.table.decidedBy(connection, filed, older);
				}
				this.attempts.record(connection, attempts, now);
				if (answers) {
					this.answers.record(connection, attempts);
					this.sent.record(connection, attempts);
				}
				return true;
			});
		}
		catch (SQLException | RuntimeException | VirtualMachineError | LinkageError ex) {
			rollBack(claims);
			return ex;
		}
		// first, because a delivery that waits for its next attempt holds back later ones
		// of its call
		attempts.forEach(this.listener::acknowledged);
		claims[0].committed(filed);
		this.store.works(this.outage);
		return null;
	}

	private static void rollBack(Claims[] claims) {
		if (claims[0] != null) {
			claims[0].rolledBack();
			claims[0] = null;
		}
	}

	private List<Delivery> file(Connection connection, long term, List<Attempt> attempts, Instant now)
			throws SQLException {
		List<DeliveryInserts.NewDelivery> decided = new ArrayList<>();
		for (Attempt attempt : attempts) {
			if (attempt instanceof Attempt.Decided decision) {
				Delivery delivery = decision.delivery();
				decision.routes()
					.forEach((route) -> decided.add(new DeliveryInserts.NewDelivery(delivery.event(), route,
							delivery.shard(), delivery.order())));
			}
		}
		return this.table.insert(connection, decided, now, term);
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

	/** From now on does not wait for a store that is away. */
	void close() {
		this.closing = true;
	}

	/** Hears of what is filed and acknowledged. */
	interface Listener {

		/** New deliveries, before they are committed. */
		Claims claim(List<Delivery> filed);

		/** The table has the end of this attempt. */
		void acknowledged(Attempt attempt);

		/** The attempt is not acknowledged. Another node may run the delivery. */
		void lost(Attempt attempt);

	}

}
