package io.switchboard.reconciliation;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.calls.IncompleteCalls.LostEnd;
import io.switchboard.calls.IncompleteCalls;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.inbox.StoreUnavailableException;
import io.switchboard.store.BackgroundWork;
import io.switchboard.store.LedJob;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks VoIPstudio about incomplete calls: those of which some events must be missing. A
 * live call is left alone. For an ended call, it files the records that no webhook told
 * of. If there are none, the call is settled with what is known; its outcome is
 * {@code end-unknown} if its end never came. One node does it at a time.
 */
@Component
class IncompleteCallsJob implements BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(IncompleteCallsJob.class);

	private static final Duration PACE = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** Much longer than the requests of one run take. */
	private static final Duration LEASE = Duration.ofMinutes(5);

	private static final int AT_ONCE = 10;

	/**
	 * How long it remembers that a call is gone; longer than such a call stays open.
	 */
	private static final Duration FORGOTTEN = Duration.ofHours(1);

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"VoIPstudio cannot be asked about calls without an end, trying again");

	private final IncompleteCalls incompleteCalls;

	private final VoipstudioApi api;

	private final CallFiling filing;

	private final Store store;

	private final Clock clock;

	/**
	 * Since when VoIPstudio says that a call is gone, by call. After a restart it is
	 * asked anew.
	 */
	private final Map<Long, Instant> gone;

	private final LedJob job;

	@Autowired
	IncompleteCallsJob(IncompleteCalls incompleteCalls, VoipstudioApi api, CallFiling filing, Store store) {
		this(incompleteCalls, api, filing, store, store.clock(), new HashMap<>());
	}

	IncompleteCallsJob(IncompleteCalls incompleteCalls, VoipstudioApi api, CallFiling filing, Store store, Clock clock,
			Map<Long, Instant> gone) {
		this.gone = gone;
		this.incompleteCalls = incompleteCalls;
		this.api = api;
		this.filing = filing;
		this.store = store;
		this.clock = clock;
		this.job = new LedJob(store, "lost-ends", PACE, PATIENCE, LEASE, this::run);
	}

	/** Asks about the open ones, unless another node does it now. */
	void run() {
		try {
			Instant now = this.clock.instant();
			forget(now.minus(this.incompleteCalls.recordWait()).minus(FORGOTTEN));
			List<LostEnd> open = this.incompleteCalls.open(now, AT_ONCE);
			if (open.isEmpty() || !this.job.leads(now)) {
				return;
			}
			for (LostEnd each : open) {
				if (this.job.isStopping()) {
					return;
				}
				ask(each, now);
			}
			this.store.works(this.outage);
		}
		catch (Exception ex) {
			if (!this.job.isStopping()) {
				if (isOfStore(ex)) {
					this.store.failed(this.outage, 1, ex);
				}
				else {
					this.outage.happened(1, VoipstudioApi.sentence(ex));
				}
			}
			log.debug("the reason", ex);
		}
	}

	private static boolean isOfStore(Exception failure) {
		return failure instanceof SQLException || failure.getCause() instanceof SQLException
				|| failure instanceof StoreUnavailableException;
	}

	/**
	 * Forgets those that have been gone for long: their end may have come in by itself.
	 */
	private void forget(Instant before) {
		this.gone.values().removeIf((since) -> since.isBefore(before));
	}

	private void ask(LostEnd call, Instant now) throws Exception {
		long root = call.rootCallId();
		try {
			if (!call.isOver() && goesOn(call)) {
				this.gone.remove(root);
				this.incompleteCalls.goesOn(root, now);
				return;
			}
			List<Cdr> records = records(call);
			List<Cdr> unheard = records.stream().filter((cdr) -> !call.ended().contains(cdr.liveId())).toList();
			Set<Long> known = records.stream().map(Cdr::liveId).collect(Collectors.toSet());
			boolean isKnown = known.contains(root) && known.containsAll(call.live());
			boolean filed = file(marked(call, unheard, records, isKnown));
			Instant since = this.gone.computeIfAbsent(root, (each) -> now);
			if (filed) {
				this.incompleteCalls.awaited(root, now);
			}
			else if ((call.isOver() && isKnown) || !since.plus(this.incompleteCalls.recordWait()).isAfter(now)) {
				this.incompleteCalls.nothingMore(root, now);
				this.gone.remove(root);
			}
			else {
				this.incompleteCalls.awaited(root, now);
			}
		}
		catch (PermanentFailure ex) {
			// one failing request must not hold up the other calls
			log.warn("VoIPstudio does not say what became of call {}: {}", root, VoipstudioApi.sentence(ex));
			this.incompleteCalls.goesOn(root, now);
		}
	}

	/** A call ends once: if its end was told, no record ends it again. */
	private static List<Cdr> marked(LostEnd call, List<Cdr> unheard, List<Cdr> records, boolean isKnown) {
		if (call.isOver()) {
			return unheard.stream().map((each) -> each.endsCall(false)).toList();
		}
		return isKnown ? LastLeg.mark(unheard, records) : unheard;
	}

	private boolean goesOn(LostEnd call) throws Exception {
		for (long leg : call.live()) {
			if (this.api.call(leg).isPresent()) {
				return true;
			}
		}
		return false;
	}

	/** The records of the whole call, and those of each leg by its own number. */
	private List<Cdr> records(LostEnd call) throws Exception {
		List<Map<String, Object>> rows = new ArrayList<>(this.api.cdrs(call.rootCallId()));
		Set<Long> missing = new HashSet<>(call.live());
		missing.add(call.rootCallId());
		rows.forEach((row) -> {
			Cdr cdr = Cdr.of(row);
			if (cdr != null) {
				missing.remove(cdr.liveId());
			}
		});
		for (long leg : missing) {
			rows.addAll(this.api.cdrsOfLeg(leg));
		}
		List<Cdr> records = new ArrayList<>();
		for (Map<String, Object> row : rows) {
			Cdr cdr = Cdr.of(row);
			if (cdr != null && records.stream().noneMatch((each) -> each.id().equals(cdr.id()))) {
				records.add(cdr.of(call.rootCallId()));
			}
		}
		return records;
	}

	private boolean file(List<Cdr> unheard) throws Exception {
		boolean[] filed = { false };
		this.filing.file(unheard, (cdr, isFiled) -> filed[0] |= isFiled);
		return filed[0];
	}

	@Override
	public void start() {
		if (this.incompleteCalls.isWanted()) {
			this.job.start();
		}
	}

	@Override
	public Lifecycle job() {
		return this.job;
	}

}
