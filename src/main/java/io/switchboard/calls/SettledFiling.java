package io.switchboard.calls;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.calls.FiledSettlements.Settled;
import io.switchboard.calls.SettlingTable.Open;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.Inbox;
import io.switchboard.inbox.Receipt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Files {@code call.settled} for calls, each from all of its events as they are stored at
 * that moment, and brings their rows up to date.
 */
@Component
class SettledFiling {

	private static final Logger log = LoggerFactory.getLogger(SettledFiling.class);

	private static final long PATIENCE_SECONDS = 30;

	/** A sender may have used an id of ours, by mistake or by malice. */
	private static final int MAX_TRIES = 3;

	private final Inbox inbox;

	private final CallTable calls;

	private final CallEvents events;

	private final CallUpdate update;

	private final SettlingTable table;

	private final CallRules rules;

	private final DueRule dueRule;

	private final MeterRegistry meters;

	private final CallNames names;

	SettledFiling(Inbox inbox, CallTable calls, CallEvents events, CallUpdate update, SettlingTable table,
			CallRules rules, DueRule dueRule, MeterRegistry meters, CallNames names) {
		this.names = names;
		this.inbox = inbox;
		this.calls = calls;
		this.events = events;
		this.update = update;
		this.table = table;
		this.rules = rules;
		this.dueRule = dueRule;
		this.meters = meters;
	}

	/** An event that is to be filed. */
	private record Filing(SettledCall call, int number, FiledSettlements before, Instant at, @Nullable String name) {

		private byte[] body() {
			return SettledEvent.of(this.call, this.number, this.before, this.at, this.name);
		}

		private Filing next() {
			return new Filing(this.call, this.number + 1, this.before, this.at, this.name);
		}

	}

	/**
	 * Settles calls.
	 * @param open the calls that are due by their rows
	 * @param now the time
	 * @throws Exception if the store cannot be read or cannot commit; what was filed is
	 * filed
	 */
	void settle(List<Open> open, Instant now) throws Exception {
		Set<Long> ids = open.stream().map(Open::rootCallId).collect(Collectors.toSet());
		Set<Long> roots = this.calls.roots(ids);
		Map<Long, List<Event>> events = this.events.ofCalls(roots);
		List<Filing> filings = new ArrayList<>();
		for (Open each : open) {
			Filing filing = filing(each, events.getOrDefault(each.rootCallId(), List.of()), now);
			if (filing != null) {
				filings.add(filing);
			}
		}
		for (int tries = 1; !filings.isEmpty() && tries <= MAX_TRIES; tries++) {
			filings = file(filings);
		}
		for (Filing left : filings) {
			log.error("call {} cannot be settled: others took the ids of its events", left.call().rootCallId());
			this.table.settleAt(left.call().rootCallId(), null);
		}
	}

	/**
	 * The event that is to be filed for a call; null if none is, and its row then says
	 * so.
	 */
	private @Nullable Filing filing(Open open, List<Event> events, Instant now) throws SQLException {
		long root = open.rootCallId();
		CallLegs legs = CallLegs.find(root, events, this.rules);
		CallDue due = this.dueRule.of(events, legs);
		FiledSettlements filed = FiledSettlements.of(root, events);
		Settled last = filed.last();
		boolean asked = open.asked() && filed.lastHeard() != null && !filed.lastHeard().isAfter(open.settleAt());
		if (legs == null || (!asked && (due.settleAt() == null || due.settleAt().isAfter(now)))) {
			// another event came, or another node was quicker
			this.table.settleAt(root, due.settleAt());
			return null;
		}
		SettledCall call = SettledCall.of(root, legs, this.rules);
		if (last != null && last.outcome() == call.outcome()) {
			this.table.settleAt(root, null);
			return null;
		}
		String name = this.names.outside(call.direction(), call.src(), call.srcName(), call.dst(), call.dstName());
		return new Filing(call, (last != null) ? last.number() + 1 : 0, filed, open.settleAt(), name);
	}

	/** Returns those whose id a foreign event has. */
	private List<Filing> file(List<Filing> filings) throws Exception {
		Map<Filing, CompletableFuture<Receipt>> receipts = new LinkedHashMap<>();
		filings.forEach((filing) -> receipts.put(filing, this.inbox.accept(filing.body()).toCompletableFuture()));
		List<Filing> known = new ArrayList<>();
		for (Map.Entry<Filing, CompletableFuture<Receipt>> each : receipts.entrySet()) {
			if (receipt(each.getValue()).status() == EventStatus.ACCEPTED) {
				Counter.builder("switchboard.calls.settled")
					.description("Calls that are over, by what became of them")
					.tag("outcome", each.getKey().call().outcome().toString())
					.register(this.meters)
					.increment();
			}
			else {
				known.add(each.getKey());
			}
		}
		this.update.updateAhead(filings.stream().map((filing) -> filing.call().rootCallId()).toList());
		Map<Long, List<Event>> events = this.events
			.ofCalls(known.stream().map((filing) -> filing.call().rootCallId()).collect(Collectors.toSet()));
		return known.stream().filter((filing) -> {
			long root = filing.call().rootCallId();
			return FiledSettlements.of(root, events.getOrDefault(root, List.of()))
				.filed()
				.stream()
				.noneMatch((settled) -> settled.number() == filing.number());
		}).map(Filing::next).toList();
	}

	private static Receipt receipt(CompletableFuture<Receipt> receipt) throws Exception {
		try {
			return receipt.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("the store does not answer", ex);
		}
	}

}
