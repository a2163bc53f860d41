package io.switchboard.simulator.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of events, and makes the events of calls that the REST API changes.
 */
public final class EventBodies {

	private static final ObjectMapper JSON = new ObjectMapper();

	private EventBodies() {
	}

	public static String name(Map<String, ? extends @Nullable Object> event) {
		return Objects.toString(event.get("event_name"), "");
	}

	public static @Nullable Long call(Map<String, ? extends @Nullable Object> event) {
		return whole(event.get("call_id"));
	}

	/** The real call, or null for an event without one. */
	public static @Nullable Long root(Map<String, ? extends @Nullable Object> event) {
		Long root = whole(event.get("root_call_id"));
		return (root != null) ? root : call(event);
	}

	public static boolean isQueue(Map<String, ? extends @Nullable Object> event) {
		return Objects.toString(event.get("context"), "").regionMatches(true, 0, "QUEUE", 0, 5);
	}

	/**
	 * A number that the platform sends as a number or as text; null for anything else.
	 */
	public static @Nullable Long whole(@Nullable Object value) {
		String text = Objects.toString(value, "");
		return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
	}

	/** The first event of a call that an extension makes. */
	public static Map<String, Object> outgoing(long callId, StandingData.Extension from, String to,
			@Nullable String callerId, Instant now) {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("id", newId(now));
		event.put("event_time", PlatformTimes.format(now));
		event.put("event_name", "call.initial");
		event.put("call_id", callId);
		event.put("state", "INITIAL");
		event.put("connected_at", null);
		event.put("start_time", PlatformTimes.format(now));
		event.put("context", "LOCAL_USER");
		event.put("destination", "out");
		event.put("duration", 0);
		event.put("t_cause", null);
		event.put("src", (callerId != null) ? callerId : from.number());
		event.put("src_id", Long.toString(from.id()));
		event.put("src_name", from.name());
		event.put("src_hash", "%040x".formatted(callId));
		event.put("dst", to);
		event.put("dst_id", "0");
		event.put("dst_name", to);
		event.put("root_call_id", callId);
		return event;
	}

	/** The next event of a leg, at the present time. */
	public static Map<String, Object> next(Map<String, Object> last, String name, String state, Instant now) {
		Map<String, Object> event = new LinkedHashMap<>(last);
		for (String field : new String[] { "final", "terminated_by", "dtmf_tag", "dtmf_target" }) {
			event.remove(field);
		}
		event.put("id", newId(now));
		event.put("event_time", PlatformTimes.format(now));
		event.put("event_name", name);
		event.put("state", state);
		if (name.equals("call.connected")) {
			event.put("connected_at", PlatformTimes.format(now));
		}
		Long since = PlatformTimes
			.seconds((event.get("connected_at") != null) ? event.get("connected_at") : event.get("start_time"));
		event.put("duration", (since != null) ? Math.max(0, now.getEpochSecond() - since) : 0);
		if (name.equals("call.hangup")) {
			event.put("t_cause", "Normal Clearing");
		}
		return event;
	}

	/** The event's second and microsecond in hexadecimal digits, as PHP's uniqid. */
	private static String newId(Instant now) {
		return "sim01.%08x%05x.%08d".formatted(now.getEpochSecond(), now.getNano() / 1000,
				ThreadLocalRandom.current().nextInt(100_000_000));
	}

	public static byte[] body(Map<String, Object> event, Flavour flavour) {
		Map<String, Object> told = new LinkedHashMap<>(event);
		if (flavour == Flavour.DOCUMENTED) {
			told.remove("root_call_id");
			told.remove("final");
			told.remove("terminated_by");
		}
		try {
			return JSON.writeValueAsBytes(told);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("event %s cannot be written as JSON".formatted(event.get("id")), ex);
		}
	}

}
