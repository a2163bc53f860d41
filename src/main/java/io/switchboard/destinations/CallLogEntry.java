package io.switchboard.destinations;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.EventConverters;
import io.switchboard.voipstudio.PlatformTime;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The row of an ended call in {@code call_log}: whether somebody answered, how long it
 * rang, and how long they talked.
 */
final class CallLogEntry {

	private CallLogEntry() {
	}

	/**
	 * Works it out.
	 * @param exchange as the route gets it
	 * @return the row, see below
	 * @throws PermanentFailure if the event has no {@code call_id}
	 */
	static Map<String, @Nullable Object> of(Exchange exchange) {
		return of(exchange.getMessage().getBody(Map.class), exchange.getVariable("answered", false, Boolean.class));
	}

	/**
	 * Works it out.
	 * @param fields VoIPstudio's fields
	 * @param isAnswered whether a person took the call, see the fact {@code answered}
	 * @return the row; a {@code call_id} beyond 64 bits, or that is not a number, has one
	 * too
	 * @throws PermanentFailure if there is none at all
	 */
	static Map<String, @Nullable Object> of(Map<?, ?> fields, boolean isAnswered) {
		if (fields.get("call_id") == null) {
			throw new PermanentFailure("the event has no call_id, which is the key of the call log");
		}
		CallEvent call = EventConverters.toCallEvent(fields);
		Instant ended = call.eventTime();
		Instant answered = isAnswered ? call.connectedAt() : null;
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		row.put("outcome", isAnswered ? "answered" : "missed");
		row.put("direction", call.destination());
		row.put("context", call.context());
		row.put("src", call.src());
		row.put("src_name", call.srcName());
		row.put("dst", call.dst());
		row.put("dst_name", call.dstName());
		row.put("start_time", PlatformTime.format(call.startTime()));
		row.put("connected_at", PlatformTime.format(call.connectedAt()));
		row.put("end_time", PlatformTime.format(ended));
		row.put("ring_seconds", seconds(call.startTime(), (answered != null) ? answered : ended));
		row.put("talk_seconds", (answered != null) ? seconds(answered, ended) : Long.valueOf(0));
		row.put("t_cause", call.tCause());
		row.put("terminated_by", call.terminatedBy());
		return row;
	}

	private static @Nullable Long seconds(@Nullable Instant from, @Nullable Instant to) {
		return (from != null && to != null && !to.isBefore(from)) ? Duration.between(from, to).toSeconds() : null;
	}

}
