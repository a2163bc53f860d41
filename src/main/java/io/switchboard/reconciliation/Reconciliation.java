package io.switchboard.reconciliation;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.inbox.EventMemory;
import io.switchboard.inbox.StoreUnavailableException;
import io.switchboard.reconciliation.RunTable.State;
import io.switchboard.store.BackgroundWork;
import io.switchboard.store.PacedJob;
import io.switchboard.store.ReplacedStore;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs regularly, on one node: files the calls that no webhook told of, and raises an
 * alarm when webhooks have gone silent. Starts last and stops first.
 */
@Component
class Reconciliation implements BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

	private static final String STORE = "the store: ";

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Duration FIRST = Duration.ofMinutes(1);

	private final ReconciliationSettings settings;

	private final Store store;

	private final RunTable table;

	private final CallWalk walk;

	private final HeardCalls heard;

	private final EventMemory memory;

	/**
	 * Calls that ended before this time were told to the store that this one replaces.
	 */
	private final @Nullable Instant replacedAt;

	private final Silence silence;

	private final Clock clock;

	private final PacedJob job;

	private volatile boolean silent;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"VoIPstudio's records are not compared with the known calls, trying again");

	@Autowired
	Reconciliation(ReconciliationSettings settings, Store store, RunTable table, CallWalk walk, HeardCalls heard,
			EventMemory memory, ReplacedStore replaced, MeterRegistry meters) {
		// a clock that is ahead would take a call whose webhook is under way for one that
		// nobody told of
		this(settings, store, table, walk, heard, memory, replaced.inUseUntil(), store.clock());
		Gauge.builder("switchboard.webhooks.silent", this, (each) -> each.silent ? 1 : 0)
			.description("1 while calls end without any webhook")
			.register(meters);
	}

	Reconciliation(ReconciliationSettings settings, Store store, RunTable table, CallWalk walk, HeardCalls heard,
			EventMemory memory, @Nullable Instant replacedAt, Clock clock) {
		this.settings = settings;
		this.store = store;
		this.table = table;
		this.walk = walk;
		this.heard = heard;
		this.memory = memory;
		this.replacedAt = replacedAt;
		this.silence = new Silence(settings.silence(), clock.instant());
		this.clock = clock;
		// another node's turn counts for all, and clocks and waits are not exact
		Duration notWithin = settings.every().multipliedBy(9).dividedBy(10);
		this.job = new PacedJob("reconciliation", settings.every(), PATIENCE, () -> run(notWithin));
	}

	/** Runs, unless another node is at it. */
	void run() {
		run(Duration.ZERO);
	}

	/**
	 * A failure is noted, and the next run tries again.
	 * @param notWithin how long ago the last run must have begun
	 */
	private synchronized void run(Duration notWithin) {
		try {
			String turn = UUID.randomUUID().toString();
			if (this.table.take(turn, this.clock.instant(), notWithin)) {
				compare(turn);
			}
			this.silent = this.table.state().silentSince() != null;
		}
		catch (Exception ex) {
			warn(sentence(ex), ex);
		}
	}

	private void compare(String turn) throws SQLException {
		Instant now = this.clock.instant();
		Instant settled = now.minus(this.settings.settle());
		RunFindings found = new RunFindings();
		String failure = null;
		try {
			Instant from = now.minus(this.settings.window());
			// what is deleted by now looks as if it had never come
			Instant known = later(this.memory.since(now).plus(this.settings.settle()), this.replacedAt);
			this.walk.walk(later(from, known), settled, found,
					() -> !this.job.isStopping() && this.table.keep(turn, this.clock.instant()));
			this.store.works(this.outage);
		}
		catch (Exception ex) {
			failure = sentence(ex);
			warn(failure, ex);
		}
		if (found.countFiled() > 0) {
			log.warn("{} call(s) ended without a webhook; they are filed from VoIPstudio's records",
					found.countFiled());
		}
		State state = this.table.state();
		Instant silentSince = this.silence.since(state.silentSince(), this.heard.lastReceived(), found.unheard(), now);
		this.table.done(turn, this.clock.instant(), silentSince, found.countFiled(), failure);
	}

	private static Instant later(Instant one, @Nullable Instant other) {
		return (other != null && other.isAfter(one)) ? other : one;
	}

	private String sentence(Exception failure) {
		Throwable cause = (failure.getCause() instanceof SQLException refused) ? refused : failure;
		if (cause instanceof SQLException || failure instanceof StoreUnavailableException) {
			return STORE + this.store.describe(cause);
		}
		return VoipstudioApi.sentence(failure);
	}

	private void warn(String sentence, Exception failure) {
		if (this.job.isStopping()) {
			log.debug("the run was interrupted", failure);
			return;
		}
		if (sentence.startsWith(STORE)) {
			this.store.failed(this.outage, 1, failure);
		}
		else {
			this.outage.happened(1, sentence);
		}
		log.debug("the reason", failure);
	}

	@Override
	public void start() {
		Duration every = this.settings.every();
		if (!every.isZero()) {
			this.job.start((every.compareTo(FIRST) < 0) ? every : FIRST);
		}
	}

	@Override
	public Lifecycle job() {
		return this.job;
	}

}
