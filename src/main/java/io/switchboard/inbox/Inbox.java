package io.switchboard.inbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.store.GroupCommit;
import io.switchboard.store.Store;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Keeps every event once. Events that come in while a commit is under way share the next
 * one.
 */
@Component
public class Inbox {

	private static final Logger log = LoggerFactory.getLogger(Inbox.class);

	private static final int QUEUE = 10_000;

	private static final int MAX_BATCH = 500;

	private final Store store;

	private final EventTable events;

	private final EventListener listener;

	private final Clock clock = Clock.systemUTC();

	private final EventParser parser = new EventParser();

	private final GroupCommit<Arrival> commits;

	Inbox(Store store, EventTable events, EventListener listener, MeterRegistry meters) {
		this.store = store;
		this.events = events;
		this.listener = listener;
		this.commits = new GroupCommit<>("inbox-commit", QUEUE, MAX_BATCH, this::commit);
		meters.gauge("switchboard.inbox.waiting", this.commits, GroupCommit::waiting);
	}

	/**
	 * Keeps an event. Returns at once; the stage completes on the commit thread.
	 * @param body the raw bytes, as they came; not changed afterwards by the caller
	 * @return the receipt, once the event is durable; or a
	 * {@link StoreUnavailableException} if it could not be kept
	 */
	public CompletionStage<Receipt> accept(byte[] body) {
		Arrival arrival = new Arrival(this.parser.parse(body, this.clock.instant().truncatedTo(ChronoUnit.MILLIS)),
				new CompletableFuture<>());
		if (!this.commits.offer(arrival)) {
			arrival.receipt
				.completeExceptionally(new StoreUnavailableException(QUEUE + " events wait for the store", null));
		}
		return arrival.receipt;
	}

	private void commit(List<Arrival> batch) {
		List<Arrival> sorted = new ArrayList<>(batch);
		sorted.sort(Comparator.comparing((arrival) -> arrival.event.id()));
		Commit commit = new Commit(sorted);
		try {
			this.store.write(commit);
		}
		catch (Throwable ex) {
			commit.rolledBack();
			if (sorted.size() > 1 && ex instanceof SQLException refused && this.store.refusesRow(refused)) {
				sorted.forEach((arrival) -> commit(List.of(arrival)));
			}
			else {
				refuse(sorted, ex);
			}
			return;
		}
		try {
			commit.committed();
		}
		finally {
			for (int i = 0; i < sorted.size(); i++) {
				sorted.get(i).receipt.complete(commit.receipts.get(i));
			}
		}
	}

	private void refuse(List<Arrival> batch, Throwable reason) {
		log.error("the store cannot commit {} event(s), answered 503: {}", batch.size(), this.store.describe(reason));
		log.debug("the reason", reason);
		StoreUnavailableException unavailable = new StoreUnavailableException("the store cannot commit", reason);
		batch.forEach((arrival) -> arrival.receipt.completeExceptionally(unavailable));
	}

	@PreDestroy
	void close() {
		this.commits.close();
	}

	private record Arrival(Event event, CompletableFuture<Receipt> receipt) {
	}

	/**
	 * One batch; the work may run again after a deadlock, so it starts afresh each time.
	 */
	private final class Commit implements Store.Work<Boolean> {

		private final List<Arrival> batch;

		private final List<Receipt> receipts = new ArrayList<>();

		private EventListener.@Nullable Filing filing;

		private Commit(List<Arrival> batch) {
			this.batch = batch;
		}

		@Override
		public Boolean run(Connection connection) throws SQLException {
			rolledBack();
			List<Event> arrived = this.batch.stream().map(Arrival::event).toList();
			@Nullable Long[] seqs = Inbox.this.events.insert(connection, arrived);
			List<Event> accepted = new ArrayList<>();
			for (int i = 0; i < seqs.length; i++) {
				Event event = arrived.get(i);
				Long seq = seqs[i];
				if (seq == null) {
					this.receipts.add(keepIfItDiffers(connection, event));
					continue;
				}
				this.receipts.add(new Receipt(event.status(), event.id(), event.reason()));
				if (event.status() == EventStatus.ACCEPTED) {
					accepted.add(event.stored(seq));
				}
			}
			if (!accepted.isEmpty()) {
				this.filing = Inbox.this.listener.file(connection, accepted);
			}
			return true;
		}

		/**
		 * The same id with another body is kept too, beside the first, under an id that
		 * tells.
		 */
		private Receipt keepIfItDiffers(Connection connection, Event event) throws SQLException {
			if (!Inbox.this.events.hasBody(connection, event.id(), event.body())) {
				Event repeat = event.repeats(event.id() + "~" + digest(event.body()),
						"the id of an earlier event, with another body");
				Inbox.this.events.insert(connection, List.of(repeat));
			}
			return new Receipt(EventStatus.DUPLICATE, event.id(), null);
		}

		private void committed() {
			if (this.filing != null) {
				this.filing.committed();
			}
		}

		private void rolledBack() {
			this.receipts.clear();
			if (this.filing != null) {
				this.filing.rolledBack();
				this.filing = null;
			}
		}

	}

	private static String digest(byte[] body) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
			return HexFormat.of().formatHex(digest, 0, 4);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
