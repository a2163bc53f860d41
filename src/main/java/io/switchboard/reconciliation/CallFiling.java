package io.switchboard.reconciliation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.switchboard.declared.Gives;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.Inbox;
import io.switchboard.inbox.Receipt;

import org.springframework.stereotype.Component;

/**
 * Files a call as the event that a webhook would have brought. The event's id is made
 * from that of the record, so that two nodes file it once. A webhook may bring such an id
 * too, by mistake or by malice. So it checks afterwards whether the end of the call is
 * known. If not, it files the call under an id that nobody can guess.
 */
@Gives("reconciled")
@Component
class CallFiling {

	private static final long PATIENCE_SECONDS = 30;

	private final Inbox inbox;

	private final HeardCalls heard;

	CallFiling(Inbox inbox, HeardCalls heard) {
		this.inbox = inbox;
		this.heard = heard;
	}

	/**
	 * Files calls, and waits until they are durable.
	 * @param calls the records of calls that were not heard of
	 * @param outcome hears of each call whether it was filed
	 * @throws Exception if the store cannot commit; calls that were reported are filed
	 */
	void file(List<Cdr> calls, BiConsumer<Cdr, Boolean> outcome) throws Exception {
		Map<Cdr, CompletableFuture<Receipt>> receipts = new LinkedHashMap<>();
		calls.forEach((cdr) -> receipts.put(cdr, accept(cdr, Event.RECONCILED + cdr.id())));
		for (Map.Entry<Cdr, CompletableFuture<Receipt>> each : receipts.entrySet()) {
			Cdr cdr = each.getKey();
			boolean filed = isAccepted(each.getValue());
			if (!filed && !isKnown(cdr)) {
				filed = isAccepted(accept(cdr, Event.RECONCILED + cdr.id() + "." + UUID.randomUUID()));
			}
			if (filed || !isKnown(cdr)) {
				outcome.accept(cdr, filed);
			}
		}
	}

	private CompletableFuture<Receipt> accept(Cdr cdr, String id) {
		return this.inbox.accept(CdrEvent.of(cdr, id)).toCompletableFuture();
	}

	private boolean isKnown(Cdr cdr) {
		return this.heard.find(Set.of(cdr.liveId())).containsKey(cdr.liveId());
	}

	private static boolean isAccepted(CompletableFuture<Receipt> receipt) throws Exception {
		try {
			return receipt.get(PATIENCE_SECONDS, TimeUnit.SECONDS).status() == EventStatus.ACCEPTED;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
