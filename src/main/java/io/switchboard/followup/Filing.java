package io.switchboard.followup;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.followup.Journal.Written;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.Inbox;
import io.switchboard.inbox.Receipt;
import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/**
 * Files {@code followup.due} when its time has come, and all events in the table
 * {@code follow_up_event}. An event whose id is known was filed before a crash, or by
 * another node.
 */
@Component
class Filing {

	private static final int BATCH = 100;

	private static final long PATIENCE_SECONDS = 30;

	private final Store store;

	private final FollowUpTable table;

	private final Journal journal;

	private final Desk desk;

	private final Inbox inbox;

	private final FollowUpSettings settings;

	private final MeterRegistry meters;

	Filing(Store store, FollowUpTable table, Journal journal, Desk desk, Inbox inbox, FollowUpSettings settings,
			MeterRegistry meters) {
		this.store = store;
		this.table = table;
		this.journal = journal;
		this.desk = desk;
		this.inbox = inbox;
		this.settings = settings;
		this.meters = meters;
	}

	/** Whether there is work to do. Only reads. */
	boolean hasWork(Instant now) {
		return this.table.isDue(now) || this.table.isToBeFiled();
	}

	/**
	 * Writes the events that are due into the table.
	 * @return whether there may be more
	 */
	boolean due(Instant now) throws SQLException {
		return this.store.write((connection) -> {
			List<FollowUp> due = this.table.due(connection, now, BATCH);
			for (FollowUp each : due) {
				Draft draft = Draft.of(each);
				if (each.state() == FollowUpState.SNOOZED) {
					draft.waits();
				}
				draft.overdue++;
				draft.dueFiled = true;
				FollowUp told = this.table.write(connection, draft);
				this.journal.due(connection, told, now);
				this.journal.note(connection, told, now, null, "due", null);
				if (draft.overdue == 1 && !this.settings.escalate().isZero()) {
					draft.due(this.desk.of(new LinkedHashMap<>(Journal.fields(each)))
						.hours()
						.after(each.dueAt(), this.settings.escalate()));
					this.table.write(connection, draft);
				}
			}
			return due.size() == BATCH;
		});
	}

	/**
	 * Files the events in the table.
	 * @return whether there may be more
	 */
	boolean file() throws Exception {
		List<Written> waiting = this.store.write((connection) -> this.journal.waiting(connection, BATCH));
		Map<Written, CompletableFuture<Receipt>> receipts = new LinkedHashMap<>();
		for (Written each : waiting) {
			receipts.put(each, this.inbox.accept(each.body().getBytes(StandardCharsets.UTF_8)).toCompletableFuture());
		}
		for (Map.Entry<Written, CompletableFuture<Receipt>> each : receipts.entrySet()) {
			Receipt receipt = receipt(each.getValue());
			this.store.write((connection) -> {
				this.journal.filed(connection, each.getKey());
				return null;
			});
			if (receipt.status() == EventStatus.ACCEPTED) {
				String name = each.getKey().id().split("\\.")[2];
				Counter.builder("switchboard.followups")
					.description("Follow-ups that were opened, due or closed")
					.tag("event", name)
					.register(this.meters)
					.increment();
			}
		}
		return waiting.size() == BATCH;
	}

	private static Receipt receipt(CompletableFuture<Receipt> receipt) throws Exception {
		try {
			return receipt.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
