package io.switchboard.followup;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

/** Makes events {@code call.settled} for tests. */
final class SettledCalls {

	private static final ObjectMapper JSON = new ObjectMapper();

	private SettledCalls() {
	}

	static byte[] missed(long call, int correction, @Nullable String src, String queue, Instant at) {
		return event(call, correction, "abandoned", "in", src, queue, at);
	}

	static byte[] answered(long call, int correction, String src, String queue, Instant at) {
		return event(call, correction, "answered", "in", src, queue, at);
	}

	/** An outgoing call that was answered. */
	static byte[] calledBack(long call, String dst, Instant at) {
		return event(call, 0, "answered", "out", dst, null, at);
	}

	static byte[] event(long call, int correction, String outcome, String direction, @Nullable String outside,
			@Nullable String queue, Instant at) {
		return event(call, correction, outcome, direction, outside, queue, at, 30);
	}

	/** A talk of so many seconds. */
	static byte[] event(long call, int correction, String outcome, String direction, @Nullable String outside,
			@Nullable String queue, Instant at, int seconds) {
		boolean out = direction.equals("out");
		Map<String, @Nullable Object> event = new LinkedHashMap<>();
		event.put("id", "settled." + call + ((correction > 0) ? "." + correction : ""));
		event.put("event_time", PlatformTime.format(at.plusSeconds(20)));
		event.put("event_name", "call.settled");
		event.put("call_id", call);
		event.put("root_call_id", call);
		event.put("outcome", outcome);
		event.put("context", out ? "LOCAL_USER" : "QUEUE");
		event.put("destination", direction);
		event.put("src", out ? "1001" : outside);
		event.put("src_name", out ? "Ann" : "\"Jane Doe\" <447700900123>");
		event.put("dst", out ? outside : "2100");
		event.put("dst_name", out ? outside : queue);
		event.put("queue", queue);
		event.put("start_time", PlatformTime.format(at.minusSeconds(30)));
		event.put("connected_at", outcome.equals("answered") ? PlatformTime.format(at) : null);
		event.put("end_time", PlatformTime.format(at.plusSeconds(outcome.equals("answered") ? seconds : 0)));
		event.put("answered_by", outcome.equals("answered") ? "Ann" : null);
		try {
			return JSON.writeValueAsBytes(event);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
