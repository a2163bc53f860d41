package io.switchboard.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.switchboard.store.LedJob;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The work of a node for the alerts. It stores the problems that it sees. While it leads,
 * it follows the problems of all nodes and tells people.
 */
final class AlertJob {

	private static final Logger log = LoggerFactory.getLogger(AlertJob.class);

	private static final Duration PACE = Duration.ofSeconds(10);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LEASE = Duration.ofMinutes(1);

	/** Looking may take a tenth of the time. */
	private static final int SHARE = 10;

	private final AlertSettings settings;

	private final Store store;

	private final AlertTables tables;

	private final Channels channels;

	private final Troubles troubles;

	private final AlertPolicy policy;

	private final Wording wording;

	private final StoreWatch storeWatch;

	private final String node;

	private final Clock clock;

	private final LedJob job;

	/** A message that was sent, although the store does not know that yet. */
	private @Nullable SentMessage unnoted;

	private StoreWatch.@Nullable Outage outage;

	private boolean signed = true;

	/**
	 * How long the store was busy with the last round, in nanoseconds. It is 0 if the
	 * store did not answer, so that its return is noticed soon.
	 */
	private long looked;

	/** The problems that this node sees. */
	@FunctionalInterface
	interface Troubles {

		List<Trouble> at(Instant now) throws SQLException;

	}

	private record SentMessage(Message message, MessageTable.Open open, Channels.Sent sent, Instant at) {
	}

	private record Prepared(Message message, MessageTable.Open open) {
	}

	AlertJob(AlertSettings settings, Store store, AlertTables tables, Channels channels, Troubles troubles,
			Wording wording, AlertPolicy policy, String node, Clock clock) {
		this.settings = settings;
		this.store = store;
		this.tables = tables;
		this.channels = channels;
		this.troubles = troubles;
		this.wording = wording;
		this.policy = policy;
		this.node = node;
		this.clock = clock;
		this.storeWatch = new StoreWatch(settings, policy, channels, wording, node);
		this.job = new LedJob(store, "alerts", PACE, PATIENCE, LEASE, this::runAtEase);
	}

	private void runAtEase() {
		run();
		try {
			this.job.mayGoOn(System.nanoTime() - this.looked, SHARE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** One round. */
	void run() {
		this.looked = 0;
		Instant now = this.clock.instant();
		try {
			long begun = System.nanoTime();
			Prepared prepared = look(now);
			this.looked = System.nanoTime() - begun;
			StoreWatch.Outage over = this.storeWatch.works(now);
			this.outage = (over != null) ? over : this.outage;
			if (prepared != null) {
				Channels.Sent sent = this.channels.send(prepared.message());
				this.unnoted = new SentMessage(prepared.message(), prepared.open(), sent, this.clock.instant());
				this.store.write(this::note);
				this.unnoted = null;
				this.outage = null;
			}
		}
		catch (SQLException | DataAccessException | TransactionException ex) {
			log.debug("alerts: the store does not answer: {}", this.store.describe(ex), ex);
			this.storeWatch.failed(now);
		}
	}

	private @Nullable Prepared look(Instant now) throws SQLException {
		List<Trouble> seen = this.troubles.at(now);
		List<Trouble> own = seen.stream().filter(Observed::isOwn).toList();
		Prepared prepared = this.store.write((connection) -> {
			if (this.signed || !own.isEmpty()) {
				this.tables.signs().keep(connection, this.node, own, now);
			}
			note(connection);
			return this.job.leads(connection, now) ? lead(connection, seen, now) : null;
		});
		this.signed = !own.isEmpty();
		this.unnoted = null;
		this.outage = null;
		return prepared;
	}

	private boolean note(Connection connection) {
		SentMessage sent = this.unnoted;
		if (sent != null && sent.sent().isTaken()) {
			this.tables.messages()
				.sent(connection, sent.message().id(), sent.sent().by(), sent.sent().error(), sent.at());
			this.tables.alerts().told(connection, sent.message().notices(), sent.at());
		}
		else if (sent != null) {
			this.tables.messages().failed(connection, sent.open(), sent.sent().error(), sent.at());
		}
		StoreWatch.Outage outage = this.outage;
		if (outage != null) {
			this.tables.alerts().past(connection, outage.trouble(), outage.began(), outage.toldAt(), outage.ended());
		}
		return true;
	}

	private @Nullable Prepared lead(Connection connection, List<Trouble> seen, Instant now) {
		List<Trouble> all = new ArrayList<>(seen.stream().filter((trouble) -> !Observed.isOwn(trouble)).toList());
		List<String> causes = new ArrayList<>();
		for (Trouble trouble : this.tables.signs().all(connection, now)) {
			if (!causes.contains(trouble.cause())) {
				causes.add(trouble.cause());
				all.add(trouble);
			}
		}
		this.tables.alerts().follow(connection, all, this.settings, now);
		this.tables.alerts().forget(connection, now.minus(this.settings.keep()));
		this.tables.messages().forget(connection, now.minus(this.settings.keep()));
		return prepare(connection, now);
	}

	/** The message is stored before it is sent, so that a restart loses none. */
	private @Nullable Prepared prepare(Connection connection, Instant now) {
		List<Notice> due = this.policy.due(this.tables.alerts().open(connection), now);
		MessageTable.Open open = this.tables.messages().open(connection).orElse(null);
		if (open != null && open.nextAt().isAfter(now)) {
			return null;
		}
		if (due.isEmpty()) {
			if (open != null) {
				this.tables.messages().drop(connection, open.id());
			}
			return null;
		}
		Instant last = this.tables.messages().lastSent(connection);
		if (open == null && last != null && last.plus(this.settings.group()).isAfter(now)) {
			return null;
		}
		MessageTable.Open ours = (open != null) ? open : new MessageTable.Open(UUID.randomUUID().toString(), now, 0);
		Message message = this.wording.message(ours.id(), due);
		this.tables.alerts().due(connection, due, now);
		this.tables.messages().claim(connection, ours.id(), message.subject(), now);
		return new Prepared(message, ours);
	}

	/** How long the store is left to others after a round. */
	Duration rest() {
		return Duration.ofNanos(SHARE * this.looked);
	}

	void start() {
		this.job.start();
	}

	void stop() {
		this.job.stop();
		try {
			this.store.write((connection) -> {
				this.tables.signs().forgetNode(connection, this.node);
				return true;
			});
		}
		catch (SQLException ex) {
			log.debug("alerts: what this node saw is deleted later, by its age", ex);
		}
	}

	boolean isRunning() {
		return this.job.isRunning();
	}

}
