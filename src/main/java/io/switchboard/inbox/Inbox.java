package io.switchboard.inbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.switchboard.store.GroupCommit;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.stereotype.Component;

/**
 * Keeps every event once. Events that come in while a commit is under way share the next
 * one.
 */
@Component
public class Inbox {

	private static final Logger log = LoggerFactory.getLogger(Inbox.class);

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.ERROR,
			"the store cannot commit events, answered 503");

	private static final int QUEUE = 10_000;

	/** How much memory the events may take that wait for the store. */
	private static final long MAX_WAITING_BYTES = 32L << 20;

	private static final int MAX_BATCH = 500;

	private static final Duration[] BOUNDS = { Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10),
			Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
			Duration.ofSeconds(1), Duration.ofSeconds(5) };

	private final Store store;

	private final EventTable events;

	private final KnownEvents knownEvents;

	private final Decider decider;

	private final EventListener listener;

	private final ArrivalBell bell;

	private final boolean byContent;

	private final Clock clock = Clock.systemUTC();

	private final EventParser parser = new EventParser();

	private final GroupCommit<Arrival> commits;

	private final Timer time;

	private final AtomicLong waitingBytes = new AtomicLong();

	Inbox(InboxSettings settings, Store store, EventTable events, KnownEvents knownEvents, Decider decider,
			EventListener listener, ArrivalBell bell, MeterRegistry meters) {
		this.bell = bell;
		this.byContent = settings.dedupe() == InboxSettings.Dedupe.CONTENT;
		this.store = store;
		this.events = events;
		this.knownEvents = knownEvents;
		this.decider = decider;
		this.listener = listener;
		this.commits = new GroupCommit<>("inbox-commit", QUEUE, MAX_BATCH, this::commit);
		Gauge.builder("switchboard.inbox.waiting", this.commits, GroupCommit::waiting)
			.description("Events that wait for the store to commit them")
			.register(meters);
		this.time = Timer.builder("switchboard.inbox.commits")
			.description("How long the store took to commit events, several at once")
			.serviceLevelObjectives(BOUNDS)
			.register(meters);
	}

	/**
	 * Stores an event with its deliveries. Returns once the switchboard has decided or
	 * was given up. The stage completes on the commit thread.
	 * @param body the raw bytes, as they came; not changed afterwards by the caller
	 * @return the receipt, once the event is durable; or a
	 * {@link StoreUnavailableException} if it could not be kept
	 */
	public CompletionStage<Receipt> accept(byte[] body) {
		return accept(body, null);
	}

	/**
	 * Keeps an event that is part of a trace.
	 * @param body the raw bytes, as they came; not changed afterwards by the caller
	 * @param trace as W3C's {@code traceparent}, or null
	 * @return as of {@link #accept(byte[])}
	 */
	public CompletionStage<Receipt> accept(byte[] body, @Nullable String trace) {
		return keep(this.parser.parse(body, now()).traced(trace));
	}

	/**
	 * Keeps a body that is not an event, whatever its bytes look like.
	 * @param body the raw bytes, as they came; not changed afterwards by the caller
	 * @param reason why it is none
	 * @param trace as W3C's {@code traceparent}, or null
	 * @return as of {@link #accept(byte[])}
	 */
	public CompletionStage<Receipt> quarantine(byte[] body, String reason, @Nullable String trace) {
		return keep(EventParser.quarantined(body, now(), reason).traced(trace));
	}

	private CompletionStage<Receipt> keep(NewEvent read) {
		NewEvent event = this.byContent ? read : read.withoutContentKey();
		CompletableFuture<Receipt> receipt = new CompletableFuture<>();
		if (this.waitingBytes.addAndGet(event.size()) > MAX_WAITING_BYTES) {
			refuse(event, receipt);
		}
		else if (event.event().status() != EventStatus.ACCEPTED) {
			commitSoon(event, Decision.NONE, receipt);
		}
		else {
			this.decider.decide(event.event(), (decision) -> commitSoon(event, decision, receipt));
		}
		return receipt;
	}

	private void commitSoon(NewEvent event, Decision decision, CompletableFuture<Receipt> receipt) {
		if (!this.commits.offer(new Arrival(event, decision, receipt))) {
			refuse(event, receipt);
		}
	}

	private void refuse(NewEvent event, CompletableFuture<Receipt> receipt) {
		this.waitingBytes.addAndGet(-event.size());
		receipt.completeExceptionally(new StoreUnavailableException("too many events wait for the store", null));
	}

	/**
	 * Reads an event and stores nothing.
	 * @param body the raw bytes
	 * @return the event, without a number; in quarantine, with a reason, if it cannot be
	 * read
	 */
	public Event read(byte[] body) {
		return this.parser.parse(body, now()).event();
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	private void commit(List<Arrival> batch) {
		batch.forEach((arrival) -> this.waitingBytes.addAndGet(-arrival.event.size()));
		commitAll(batch);
	}

	private void commitAll(List<Arrival> batch) {
		List<Arrival> sorted = new ArrayList<>(batch);
		sorted.sort(Comparator.comparing((arrival) -> arrival.event.event().id()));
		EventBatch commit = new EventBatch(this.store, this.events, this.knownEvents, this.listener,
				sorted.stream().map(Arrival::event).toList(), sorted.stream().map(Arrival::decision).toList());
		Throwable failure = null;
		long start = System.nanoTime();
		try {
			commit.commit();
			this.time.record(Duration.ofNanos(System.nanoTime() - start));
			this.store.works(this.outage);
			this.bell.ring();
		}
		catch (Throwable ex) {
			failure = ex;
		}
		List<Arrival> open = new ArrayList<>();
		for (int i = 0; i < sorted.size(); i++) {
			Receipt receipt = commit.receipt(i);
			if (receipt == null) {
				open.add(sorted.get(i));
			}
			else {
				sorted.get(i).receipt.complete(receipt);
			}
		}
		if (failure == null) {
			return;
		}
		if (open.size() > 1 && failure instanceof SQLException refused && this.store.refusesRow(refused)) {
			open.forEach((arrival) -> commitAll(List.of(arrival)));
		}
		else if (open.isEmpty()) {
			log.error("events are kept, but were not handed over: they are found in the store", failure);
		}
		else {
			refuse(open, failure);
		}
	}

	private void refuse(List<Arrival> batch, Throwable reason) {
		this.store.failed(this.outage, batch.size(), reason);
		log.debug("the reason", reason);
		StoreUnavailableException unavailable = new StoreUnavailableException("the store cannot commit", reason);
		batch.forEach((arrival) -> arrival.receipt.completeExceptionally(unavailable));
	}

	@PreDestroy
	void close() {
		this.commits.close();
	}

	private record Arrival(NewEvent event, Decision decision, CompletableFuture<Receipt> receipt) {
	}

}
