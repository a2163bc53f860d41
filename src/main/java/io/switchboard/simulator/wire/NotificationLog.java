package io.switchboard.simulator.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.switchboard.simulator.account.Account;
import io.switchboard.simulator.account.EventBodies;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Records the events of each call and the requests to webhooks. The oldest calls are
 * deleted.
 */
@Component
@Profile({ "demo", "simulator" })
public class NotificationLog {

	private static final int SHOWN = 100;

	/** The most requests that are recorded for one call. */
	private static final int MOST = 1000;

	private final LinkedHashMap<Long, Entry> calls = new LinkedHashMap<>();

	/** The event of a recording names only a leg. */
	private final LinkedHashMap<Long, Long> roots = new LinkedHashMap<>();

	private static final class Entry {

		private final Map<String, Object> first;

		private final Instant startedAt = Instant.now();

		private final List<Notification> notifications = new ArrayList<>();

		private String lastEvent = "";

		private int events;

		Entry(Map<String, Object> first) {
			this.first = first;
		}

	}

	/**
	 * A call in the list.
	 *
	 * @param rootCallId its number
	 * @param src who called
	 * @param dst who was called first
	 * @param startedAt when its first event happened here
	 * @param events how many happened so far
	 * @param lastEvent the name of the last one
	 * @param notifications how many requests were sent
	 */
	record Call(@JsonProperty("root_call_id") long rootCallId, @Nullable Object src, @Nullable Object dst,
			@JsonProperty("started_at") Instant startedAt, int events, @JsonProperty("last_event") String lastEvent,
			int notifications) {
	}

	/** The real call of an event, or null. */
	synchronized @Nullable Long root(Map<String, Object> event) {
		Long call = EventBodies.call(event);
		Long known = (call != null && event.get("root_call_id") == null) ? this.roots.get(call) : null;
		return (known != null) ? known : EventBodies.root(event);
	}

	public synchronized void happened(Map<String, Object> event) {
		Long root = root(event);
		Long call = EventBodies.call(event);
		if (root == null || call == null) {
			return;
		}
		this.roots.put(call, root);
		Entry entry = this.calls.computeIfAbsent(root, (id) -> new Entry(event));
		entry.events++;
		entry.lastEvent = EventBodies.name(event);
		if (this.calls.size() > Account.BOUND) {
			this.calls.remove(this.calls.keySet().iterator().next());
		}
		if (this.roots.size() > Account.BOUND) {
			this.roots.remove(this.roots.keySet().iterator().next());
		}
	}

	/** Its place among the call's notifications; -1 if it is not recorded. */
	synchronized int add(@Nullable Long root, Notification notification) {
		Entry entry = this.calls.get(root);
		if (entry == null || entry.notifications.size() >= MOST) {
			return -1;
		}
		entry.notifications.add(notification);
		return entry.notifications.size() - 1;
	}

	synchronized void replace(@Nullable Long root, int place, Notification notification) {
		Entry entry = this.calls.get(root);
		if (entry != null && place >= 0 && place < entry.notifications.size()) {
			entry.notifications.set(place, notification);
		}
	}

	/** The newest first. */
	public synchronized List<Call> recent() {
		List<Call> all = new ArrayList<>();
		this.calls.forEach((root, entry) -> all.add(new Call(root, entry.first.get("src"), entry.first.get("dst"),
				entry.startedAt, entry.events, entry.lastEvent, entry.notifications.size())));
		Collections.reverse(all);
		return all.subList(0, Math.min(SHOWN, all.size()));
	}

	/** In the order in which they were sent; null if there is no such call. */
	public synchronized @Nullable List<Notification> of(long root) {
		Entry entry = this.calls.get(root);
		return (entry != null) ? new ArrayList<>(entry.notifications) : null;
	}

}
