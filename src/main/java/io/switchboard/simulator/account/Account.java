package io.switchboard.simulator.account;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The simulated account: its live calls, and their records. Both follow from the events.
 */
@Component
@Profile({ "demo", "simulator" })
public class Account {

	public static final int BOUND = 10_000;

	private final StandingData standing;

	private final ApiCondition condition;

	private final AtomicLong ids = new AtomicLong(7_000_000);

	/** The last event of each live leg. */
	private final Map<Long, Map<String, Object>> legs = new BoundedMap<>(BOUND);

	/** The last event of each leg that has ended. */
	private final Map<Long, Map<String, Object>> ended = new BoundedMap<>(BOUND);

	/** The recordings that scenarios announce, by leg. */
	private final Map<Long, Map<String, Object>> announced = new BoundedMap<>(BOUND);

	private final Records cdrs = new Records(BOUND, CallRecords.CDR);

	private final Records monitors = new Records(BOUND, CallRecords.MONITOR);

	private final Map<Long, Long> monitorOfLeg = new BoundedMap<>(BOUND);

	private final Records sms = new Records(BOUND, CallRecords.SMS);

	Account(@Value("${routes.dir}") Path routes, ApiCondition condition) {
		this.standing = new AccountFile(routes.resolve("scenarios/account.yaml")).read();
		this.condition = condition;
	}

	/** Deletes the oldest. */
	private static final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

		private final int bound;

		BoundedMap(int bound) {
			this.bound = bound;
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
			return size() > this.bound;
		}

	}

	public StandingData standing() {
		return this.standing;
	}

	public Records cdrs() {
		return this.cdrs;
	}

	public Records monitors() {
		return this.monitors;
	}

	public Records sms() {
		return this.sms;
	}

	public long newId() {
		return this.ids.incrementAndGet();
	}

	public synchronized List<Map<String, @Nullable Object>> calls() {
		Instant now = Instant.now();
		List<Map<String, @Nullable Object>> calls = new ArrayList<>();
		this.legs.values().forEach((event) -> calls.add(CallRecords.call(event, now)));
		return calls;
	}

	/** The last event of a live leg; null once it is over. */
	public synchronized @Nullable Map<String, Object> leg(long callId) {
		return this.legs.get(callId);
	}

	/** The last event of each live leg of a real call. */
	public synchronized List<Map<String, Object>> legsOf(@Nullable Long root) {
		return this.legs.values().stream().filter((event) -> Objects.equals(EventBodies.root(event), root)).toList();
	}

	/** Announces a recording, with the number and size that its event will have. */
	public synchronized void announce(Map<String, Object> event) {
		Long call = EventBodies.call(event);
		if (call != null) {
			this.announced.put(call, event);
		}
	}

	/** Takes in an event. A call that ends may leave a recording. */
	public synchronized void happens(Map<String, Object> event, boolean recorded) {
		Long call = EventBodies.call(event);
		switch (EventBodies.name(event)) {
			case "sms.received" -> this.sms.put(newId(), CallRecords.sms(event));
			case "monitor.audio_ready" -> recordingIsReady(call);
			case "call.hangup", "call.missed" -> ends(call, event, recorded);
			case "call.dtmf", "queue.wrapup" -> {
				// changes no record
			}
			default -> {
				if (call != null) {
					this.ended.remove(call);
					this.legs.put(call, event);
				}
			}
		}
	}

	private void ends(@Nullable Long call, Map<String, Object> event, boolean recorded) {
		if (call == null || (this.legs.remove(call) == null && this.ended.containsKey(call))) {
			return;
		}
		this.ended.put(call, event);
		this.monitorOfLeg.remove(call);
		Map<String, @Nullable Object> cdr = CallRecords.cdr(event);
		long id = newId();
		cdr.put("call_id", id);
		later(this.condition.knobs().cdrLag(), () -> this.cdrs.put(id, cdr));
		if (recorded) {
			later(this.condition.knobs().recordingLag(), () -> recordingIsReady(call));
		}
	}

	private synchronized void recordingIsReady(@Nullable Long call) {
		Map<String, Object> event = this.ended.get(call);
		if (call == null || event == null || this.monitorOfLeg.containsKey(call)) {
			return;
		}
		Map<String, Object> told = this.announced.get(call);
		Long id = (told != null) ? EventBodies.whole(told.get("monitor_id")) : null;
		long monitor = (id != null) ? id : newId();
		this.monitorOfLeg.put(call, monitor);
		this.monitors.put(monitor, CallRecords.monitor(event, told, Instant.now()));
	}

	private static void later(Duration lag, Runnable task) {
		if (lag.isZero()) {
			task.run();
		}
		else {
			CompletableFuture.delayedExecutor(lag.toMillis(), TimeUnit.MILLISECONDS).execute(task);
		}
	}

}
