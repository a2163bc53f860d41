package io.switchboard.simulator.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Makes the REST API's records of a call from its last event. */
public final class CallRecords {

	public static final Set<String> CALL = AccountFile.fields("id", "parent_id", "clid", "state", "context",
			"queue_state", "referred_by", "destination", "src", "src_id", "src_name", "src_ua", "src_codec",
			"src_call_id", "src_contact", "dst", "dst_id", "dst_name", "dst_ua", "dst_codec", "dst_call_id",
			"dst_contact", "dst_connection", "src_rate", "dst_rate", "min_charge", "duration", "monitor_state",
			"start_time", "connected_at");

	static final Set<String> CDR = AccountFile.fields("id", "call_id", "live_id", "parent_live_id", "root_live_id",
			"is_root", "user_id", "calldate", "duration", "billsec", "src", "src_id", "src_name", "dst", "dst_id",
			"dst_name", "clid", "context", "destination", "t_cause", "disposition", "type", "rate", "charge", "info",
			"metadata", "labels");

	static final Set<String> MONITOR = AccountFile.fields("id", "live_id", "timestamp", "caller", "called", "duration",
			"type", "size");

	public static final Set<String> SMS = AccountFile.fields("id", "created_at", "from", "to", "message", "result",
			"type", "user_id");

	/** The largest recording, in bytes: it is made in memory. */
	private static final long LARGEST = 50_000_000;

	private CallRecords() {
	}

	/** A live call; its times are unix seconds. */
	public static Map<String, @Nullable Object> call(Map<String, Object> event, Instant now) {
		Map<String, @Nullable Object> call = new LinkedHashMap<>();
		CALL.forEach((field) -> call.put(field, event.get(field)));
		Long id = EventBodies.call(event);
		Long root = EventBodies.root(event);
		Long start = PlatformTimes.seconds(event.get("start_time"));
		Long connected = PlatformTimes.seconds(event.get("connected_at"));
		call.put("id", id);
		call.put("parent_id", Objects.equals(root, id) ? null : root);
		call.put("clid", event.get("src"));
		call.put("src_id", EventBodies.whole(event.get("src_id")));
		call.put("dst_id", EventBodies.whole(event.get("dst_id")));
		call.put("start_time", start);
		call.put("connected_at", connected);
		Long since = (connected != null) ? connected : start;
		call.put("duration", (since != null) ? Math.max(0, now.getEpochSecond() - since) : 0);
		return call;
	}

	/** The CDR of a leg that ends with the event. */
	static Map<String, @Nullable Object> cdr(Map<String, Object> event) {
		Map<String, @Nullable Object> cdr = new LinkedHashMap<>();
		CDR.forEach((field) -> cdr.put(field, event.get(field)));
		Long live = EventBodies.call(event);
		Long root = EventBodies.root(event);
		boolean isRoot = Objects.equals(root, live);
		boolean in = "in".equals(event.get("destination"));
		Long srcId = EventBodies.whole(event.get("src_id"));
		Long dstId = EventBodies.whole(event.get("dst_id"));
		cdr.put("live_id", live);
		cdr.put("parent_live_id", isRoot ? null : root);
		cdr.put("root_live_id", root);
		cdr.put("is_root", isRoot);
		cdr.put("user_id", "LOCAL_USER".equals(event.get("context")) ? (in ? dstId : srcId) : null);
		cdr.put("calldate", event.get("start_time"));
		cdr.put("duration", between(event.get("start_time"), event.get("event_time")));
		cdr.put("billsec", between(event.get("connected_at"), event.get("event_time")));
		cdr.put("src_id", srcId);
		cdr.put("dst_id", dstId);
		cdr.put("clid", event.get("src"));
		cdr.put("disposition", disposition(event));
		cdr.put("type", in ? (connected(event) ? "I" : "M") : "O");
		cdr.put("labels", List.of());
		return cdr;
	}

	private static long between(@Nullable Object from, @Nullable Object to) {
		Long start = PlatformTimes.seconds(from);
		Long end = PlatformTimes.seconds(to);
		return (start != null && end != null) ? Math.max(0, end - start) : 0;
	}

	public static boolean connected(Map<String, Object> event) {
		return event.get("connected_at") != null;
	}

	private static String disposition(Map<String, Object> event) {
		String cause = Objects.toString(event.get("t_cause"), "").toLowerCase(Locale.ROOT);
		if (connected(event)) {
			return "CONNECTED";
		}
		if (cause.contains("busy")) {
			return "BUSY";
		}
		boolean failed = "FAILED".equals(event.get("state"))
				|| List.of("fail", "reject", "unallocated", "congestion", "unavailable", "invalid")
					.stream()
					.anyMatch(cause::contains);
		return failed ? "FAILED" : "NO ANSWER";
	}

	/** The recording of a leg that ended with the event. */
	static Map<String, @Nullable Object> monitor(Map<String, Object> event, @Nullable Map<String, Object> announced,
			Instant now) {
		Map<String, Object> told = (announced != null) ? announced : Map.of();
		Long duration = EventBodies.whole(told.get("duration"));
		if (duration == null) {
			duration = between(event.get("connected_at"), event.get("event_time"));
		}
		Long size = EventBodies.whole(told.get("size"));
		Map<String, @Nullable Object> monitor = new LinkedHashMap<>();
		monitor.put("live_id", EventBodies.call(event));
		monitor.put("timestamp", PlatformTimes.format(now));
		monitor.put("caller", event.get("src"));
		monitor.put("called", event.get("dst"));
		monitor.put("duration", duration);
		monitor.put("type", "out".equals(event.get("destination")) ? "O" : "I");
		monitor.put("size", (size != null) ? Math.min(size, LARGEST) : Mp3.size(duration));
		return monitor;
	}

	/** A text message that came in. */
	static Map<String, @Nullable Object> sms(Map<String, Object> event) {
		Map<String, @Nullable Object> sms = new LinkedHashMap<>();
		sms.put("created_at", event.get("event_time"));
		sms.put("from", event.get("from_no"));
		sms.put("to", event.get("to_no"));
		sms.put("message", event.get("text"));
		sms.put("type", "I");
		sms.put("user_id", event.get("user_id"));
		return sms;
	}

}
