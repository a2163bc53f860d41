package io.switchboard.destinations;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.voipstudio.EventConverters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallLogEntryTests {

	@Test
	void a_missed_call_rang_until_it_ended() {
		assertThat(entry("event_name", "call.missed", "event_time", "2026-04-28 08:46:13", "start_time",
				"2026-04-28 08:45:53"))
			.containsEntry("outcome", "missed")
			.containsEntry("ring_seconds", 20L)
			.containsEntry("talk_seconds", 0L);
	}

	@Test
	void times_that_are_missing_or_run_backwards_give_no_seconds() {
		assertThat(entry("event_name", "call.hangup", "event_time", "2026-04-28 08:46:13", "start_time", "soon",
				"connected_at", "2026-04-28 08:47:00"))
			.containsEntry("outcome", "answered")
			.containsEntry("ring_seconds", null)
			.containsEntry("talk_seconds", null);
	}

	@Test
	void a_call_without_a_call_id_of_64_bits_has_an_entry_all_the_same() {
		for (Object callId : List.of("seven", "", true, 42.5, new BigInteger("99999999999999999999"))) {
			Map<String, Object> fields = Map.of("id", "x", "call_id", callId);
			assertThat(EventConverters.toCallEvent(fields).callId()).isNull();
			assertThat(CallLogEntry.of(fields, false)).containsEntry("outcome", "missed");
		}
		for (Object callId : List.of("42", " 42", "+42", 42.0, "4.2e1")) {
			assertThat(EventConverters.toCallEvent(Map.of("call_id", callId)).callId()).isEqualTo(42);
		}
		assertThatThrownBy(() -> CallLogEntry.of(Map.of("id", "x"), false)).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("has no call_id");
	}

	@Test
	void the_record_takes_what_fits_and_leaves_the_rest_null() {
		var call = EventConverters.toCallEvent(Map.of("call_id", "4278003532", "src_id", 0, "duration", "11", "final",
				"false", "src_name", Map.of("a", 1), "event_time", 5, "new_field", true));
		assertThat(call.callId()).isEqualTo(4278003532L);
		assertThat(call.srcId()).isEqualTo("0");
		assertThat(call.duration()).isEqualTo(11);
		assertThat(call.finalLeg()).isFalse();
		assertThat(call.srcName()).isNull();
		assertThat(call.eventTime()).isNull();
	}

	@Test
	void every_kind_of_event_has_a_record() {
		assertThat(EventConverters.toSmsEvent(Map.of("from_no", "1", "user_id", "7")).userId()).isEqualTo(7);
		assertThat(EventConverters.toWrapUpEvent(Map.of("state", "TIMEOUT")).state()).isEqualTo("TIMEOUT");
		assertThat(EventConverters.toRecordingEvent(Map.of("monitor_id", 5, "size", 118432)).size()).isEqualTo(118432);
	}

	private static Map<String, Object> entry(Object... fields) {
		Map<String, Object> body = new LinkedHashMap<>(Map.of("call_id", 7));
		for (int i = 0; i < fields.length; i += 2) {
			body.put(fields[i].toString(), fields[i + 1]);
		}
		return CallLogEntry.of(body, "call.hangup".equals(body.get("event_name")));
	}

}
