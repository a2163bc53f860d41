package io.switchboard.calls;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.calls.SettledCall.LegFacts;
import io.switchboard.calls.SettledCall.Passed;
import io.switchboard.calls.SettledCall.Recording;
import io.switchboard.calls.FiledSettlements.Settled;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

/**
 * Writes the event {@code call.settled}, with VoIPstudio's field names and formats where
 * it has some, and our own beside them.
 */
final class SettledEvent {

	private static final ObjectMapper JSON = new ObjectMapper();

	private SettledEvent() {
	}

	/**
	 * Writes it.
	 * @param call what the call comes to
	 * @param number 0 for the first event of the call, from 1 for the next ones
	 * @param filed what was filed about the call before; it corrects the last of these
	 * @param at when the call is settled
	 * @param name who is outside, where the call itself does not say; or null
	 * @return the event's body
	 */
	static byte[] of(SettledCall call, int number, FiledSettlements filed, Instant at, @Nullable String name) {
		Settled corrects = filed.last();
		boolean out = "out".equals(call.direction());
		Map<String, @Nullable Object> event = new LinkedHashMap<>();
		event.put("id", FiledSettlements.id(call.rootCallId(), number));
		event.put("event_time", PlatformTime.format(at));
		event.put("event_name", EventNames.SETTLED);
		event.put("call_id", call.rootCallId());
		event.put("root_call_id", call.rootCallId());
		event.put("final", true);
		event.put("outcome", call.outcome().toString());
		event.put("context", call.context());
		event.put("destination", call.direction());
		event.put("src", (call.src() != null) ? call.src() : "");
		event.put("src_id", call.srcId());
		event.put("src_name", (name != null && !out) ? name : call.srcName());
		event.put("dst", (call.dst() != null) ? call.dst() : "");
		event.put("dst_id", call.dstId());
		event.put("dst_name", (name != null && out) ? name : call.dstName());
		event.put("start_time", PlatformTime.format(call.startTime()));
		event.put("connected_at", PlatformTime.format(call.answeredAt()));
		event.put("end_time", PlatformTime.format(call.endTime()));
		event.put("duration", (call.talkSeconds() != null) ? call.talkSeconds() : call.waitSeconds());
		event.put("wait_seconds", call.waitSeconds());
		event.put("talk_seconds", call.talkSeconds());
		event.put("answered_by", call.answeredBy());
		event.put("queue", call.queues().isEmpty() ? null : call.queues().get(0));
		event.put("queues", call.queues());
		event.put("leg_count", call.legs().size());
		event.put("transfer_count", call.transfers().size());
		event.put("overflow_count", call.overflows().size());
		event.put("recording_count", call.recordings().size());
		event.put("legs", call.legs().stream().map(SettledEvent::leg).toList());
		event.put("transfers", passed(call.transfers()));
		event.put("overflows", passed(call.overflows()));
		event.put("recordings", call.recordings().stream().map(SettledEvent::recording).toList());
		event.put("told_ended", call.toldEnded() && corrects == null);
		event.put("told_missed", call.toldMissed() || filed.isMissedInQueue());
		event.put("corrects", (corrects != null) ? corrects.id() : null);
		event.put("corrected_outcome", (corrects != null) ? corrects.outcome().toString() : null);
		try {
			return JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, @Nullable Object> leg(LegFacts leg) {
		Map<String, @Nullable Object> facts = new LinkedHashMap<>();
		facts.put("call_id", leg.callId());
		facts.put("context", leg.context());
		facts.put("dst", leg.dst());
		facts.put("dst_id", leg.dstId());
		facts.put("dst_name", leg.dstName());
		facts.put("start_time", PlatformTime.format(leg.startTime()));
		facts.put("answered_at", PlatformTime.format(leg.answeredAt()));
		facts.put("end_time", PlatformTime.format(leg.endTime()));
		return facts;
	}

	private static List<Map<String, @Nullable Object>> passed(List<Passed> passed) {
		return passed.stream().map((each) -> {
			Map<String, @Nullable Object> facts = new LinkedHashMap<>();
			facts.put("from", each.from());
			facts.put("to", each.to());
			facts.put("at", PlatformTime.format(each.at()));
			return facts;
		}).toList();
	}

	private static Map<String, @Nullable Object> recording(Recording recording) {
		Map<String, @Nullable Object> facts = new LinkedHashMap<>();
		facts.put("monitor_id", recording.monitorId());
		facts.put("call_id", recording.callId());
		return facts;
	}

}
