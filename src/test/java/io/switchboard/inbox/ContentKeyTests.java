package io.switchboard.inbox;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ContentKeyTests {

	private static final String TIME = "2026-11-22 10:00:00";

	@Test
	void a_call_event_is_its_call_name_state_and_second() {
		assertThat(ContentKey.of(4278003532L, "call.missed", "HANGUP", TIME))
			.isEqualTo("4278003532 call.missed HANGUP 2026-11-22 10:00:00");
		assertThat(Stream.of(ContentKey.of(1L, "call.missed", "HANGUP", TIME),
				ContentKey.of(2L, "call.missed", "HANGUP", TIME), ContentKey.of(1L, "call.hangup", "HANGUP", TIME),
				ContentKey.of(1L, "call.missed", null, TIME), ContentKey.of(1L, "call.missed", "FAILED", TIME),
				ContentKey.of(1L, "call.missed", "HANGUP", "2026-11-22 10:00:01")))
			.doesNotContainNull()
			.doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("without")
	void in_doubt_there_is_none(Long callId, String name, String state, String time) {
		assertThat(ContentKey.of(callId, name, state, time)).isNull();
	}

	static Stream<Arguments> without() {
		return Stream.of(arguments(null, "call.missed", "HANGUP", TIME), arguments(1L, null, "HANGUP", TIME),
				arguments(1L, "", "HANGUP", TIME), arguments(1L, "call.missed", "HANGUP", null),
				arguments(1L, "call.missed", "HANGUP", " "), arguments(1L, "call.dtmf", "CONNECTED", TIME),
				arguments(1L, "monitor.audio_ready", null, TIME), arguments(1L, "call missed", "HANGUP", TIME),
				arguments(1L, "call.missed", "HANG UP", TIME), arguments(1L, "x".repeat(101), "HANGUP", TIME),
				arguments(1L, "call.missed", "x".repeat(101), TIME), arguments(1L, "call.missed", "", "1".repeat(101)),
				arguments(1L, "call.missed", "\0", TIME), arguments(1L, "call.missed", "HANGUP", TIME + "\0"));
	}

}
