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
			"{\"src\":447700900123.0,\"dst\":4.47700900123e11,\"dst_name\":1.5,\"t_cause\":1e30}",
			"{\"call_id\":1,\"call_id\":2,\"nobody\":{\"knows\":1}}",
			"{\"call_id\":1e400,\"final\":1,\"duration\":null}",
			"{\"call_id\":\"184467440737095516160\",\"src\":true,\"dst_name\":\"\\u202egnp.exe\"}" })
	void a_body_and_its_fields_are_read_alike(String body) throws Exception {
		Map<?, ?> fields = new ObjectMapper().readValue(body, Map.class);
		assertThat(EventConverters.readCallEvent(body.getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(EventConverters.toCallEvent(fields));
	}

	@Test
	void a_number_in_the_place_of_a_text_is_written_as_one() {
		CallEvent event = EventConverters.readCallEvent("{\"src\":447700900123.0,\"dst\":4.4e11}".getBytes());
		assertThat(event.src()).isEqualTo("447700900123");
		assertThat(event.dst()).isEqualTo("440000000000");
	}

	@Test
	void a_body_that_is_no_object_says_nothing() {
		for (String body : new String[] { "", "null", "[]", "7", "\"call\"", "{\"call_id\":1", "\u0000" }) {
			assertThat(EventConverters.readCallEvent(body.getBytes(StandardCharsets.UTF_8))).as(body)
				.isEqualTo(EventConverters.toCallEvent(Map.of()));
		}
	}

}
