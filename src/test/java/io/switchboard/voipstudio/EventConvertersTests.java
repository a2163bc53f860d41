package io.switchboard.voipstudio;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventConvertersTests {

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"call_id\":42.0,\"final\":\"no\",\"start_time\":\"2026-04-28 08:46:13\"}",
			"{\"duration\":68.5,\"src\":447700900123,\"dst\":{\"x\":[1,{}]},\"state\":[\"HANGUP\"],\"t_cause\":\"16\"}",
			"{\"call_id\":1,\"call_id\":2,\"nobody\":{\"knows\":1}}",
			"{\"call_id\":1e400,\"final\":1,\"duration\":null}",
			"{\"call_id\":\"184467440737095516160\",\"src\":true,\"dst_name\":\"\\u202egnp.exe\"}" })
	void a_body_and_its_fields_are_read_alike(String body) throws Exception {
		Map<?, ?> fields = new ObjectMapper().readValue(body, Map.class);
		assertThat(EventConverters.readCallEvent(body.getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(EventConverters.toCallEvent(fields));
	}

	@Test
	void a_body_that_is_no_object_says_nothing() {
		for (String body : new String[] { "", "null", "[]", "7", "\"call\"", "{\"call_id\":1", "\u0000" }) {
			assertThat(EventConverters.readCallEvent(body.getBytes(StandardCharsets.UTF_8))).as(body)
				.isEqualTo(EventConverters.toCallEvent(Map.of()));
		}
	}

}
