package io.switchboard;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@SwitchboardTest
class BadInputTests {

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@ParameterizedTest(name = "{0}")
	@MethodSource("notEvents")
	void what_is_no_event_is_quarantined_with_a_reason_and_its_raw_bytes(String reason, byte[] body) {
		JsonNode reply = Client.json(this.client.post(body).body());
		assertThat(reply.path("status").asText()).isEqualTo("quarantined");
		assertThat(reply.path("reason").asText()).startsWith(reason);
		String id = reply.path("id").asText();
		assertThat(this.jdbc.queryForObject("select body from event where id = ?", byte[].class, id)).isEqualTo(body);
		JsonNode event = this.client.data("/api/events/" + id);
		assertThat(event.path("status").asText()).isEqualTo("quarantined");
		assertThat(event.path("reason").asText()).startsWith(reason);
		assertThat(event.path("deliveries")).isEmpty();
		boolean text = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8).length == body.length;
		assertThat(text ? event.path("body").asText().getBytes(StandardCharsets.UTF_8)
				: Base64.getDecoder().decode(event.path("body_base64").asText()))
			.isEqualTo(body);
		this.client.accept(Samples.read("unrouted.ringing"));
	}

	static Stream<Arguments> notEvents() {
		return Stream.of(arguments("not JSON", bytes("hello")), arguments("not JSON", bytes("{\"id\":\"x\"")),
				arguments("not a JSON object", bytes("[{\"id\":\"x\"}]")), arguments("not a JSON object", bytes("5")),
				arguments("not a JSON object", bytes("\"x\"")), arguments("nothing but white space", bytes(" \n ")),
				arguments("more text after", bytes("{\"id\":\"x\"} {}")), arguments("no id", bytes("{}")),
				arguments("no id", bytes("{\"id\":null}")), arguments("no id", bytes("{\"id\":\"  \"}")),
				arguments("no id", bytes("{\"id\":{\"x\":1}}")),
				arguments("its id is longer", bytes("{\"id\":\"" + "x".repeat(201) + "\"}")),
				arguments("its id has characters", bytes("{\"id\":\"a\\u0000b\"}")),
				arguments("JSON beyond sane limits",
						bytes("{\"id\":\"x\",\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")),
				arguments("JSON beyond sane limits", bytes("{\"id\":\"x\",\"a\":" + "9".repeat(5000) + "}")),
				arguments("not JSON", new byte[] { '{', '"', 'i', 'd', '"', ':', '"', (byte) 0xC3, '(', '"', '}' }),
				arguments("not JSON", new byte[] { (byte) 0xFF, (byte) 0xFE, 0 }));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("oddEvents")
	void an_odd_event_is_accepted_and_delivered(String what, String fields) {
		String id = Client.newId();
		JsonNode reply = this.client.post("{\"id\":\"%s\",%s}".formatted(id, fields));
		assertThat(reply.path("status").asText()).isEqualTo("accepted");
		assertThat(this.client.routes(id)).isNotEmpty();
		assertThat(this.client.data("/api/events/" + id).has("body")).isTrue();
	}

	static Stream<Arguments> oddEvents() {
		String missed = "\"event_name\":\"call.missed\",\"context\":\"QUEUE\",";
		return Stream.of(arguments("call_id as a string", missed + "\"call_id\":\"139543232\""),
				arguments("call_id beyond 32 bits", missed + "\"call_id\":4278003532"),
				arguments("call_id negative", missed + "\"call_id\":-7"),
				arguments("call_id as a string, hangup",
						"\"event_name\":\"call.hangup\",\"call_id\":\"8839543232\",\"connected_at\":\"never\""),
				arguments("src_id as a string",
						missed + "\"call_id\":8001,\"src_id\":\"0\",\"duration\":\"12\",\"final\":\"true\""),
				arguments("src_id as an integer", missed + "\"call_id\":8002,\"src_id\":0,\"src\":447700900123"),
				arguments("null everywhere",
						missed + "\"call_id\":8003,\"state\":null,\"connected_at\":null,\"start_time\":null,"
								+ "\"event_time\":null,\"destination\":null,\"duration\":null,\"t_cause\":null,"
								+ "\"src\":null,\"src_id\":null,\"src_name\":null,\"src_hash\":null,\"dst\":null,"
								+ "\"dst_id\":null,\"dst_name\":null,\"final\":null,\"root_call_id\":null"),
				arguments("nothing else", missed + "\"call_id\":8004"),
				arguments("an event_time that is no date", missed + "\"call_id\":8005,\"event_time\":\"yesterday\""),
				arguments("booleans and numbers as names",
						missed + "\"call_id\":8006,\"src_name\":true,\"dst_name\":1.5"),
				arguments("quotes and script", missed
						+ "\"call_id\":8007,\"src_name\":\"\\\"'<script>alert(1)</script>\",\"dst_name\":\"${7*7}\""),
				arguments("NUL in a text", "\"event_name\":\"sms.received\",\"from_no\":\"1\",\"text\":\"a\\u0000b\""),
				arguments("a lone surrogate", "\"event_name\":\"sms.received\",\"from_no\":\"1\",\"text\":\"\\ud83d\""),
				arguments("a number beyond all measure", "\"event_name\":\"x\",\"n\":1e99999999999"),
				arguments("nested as deep as may be",
						"\"event_name\":\"x\",\"n\":" + "[".repeat(498) + "]".repeat(498)),
				arguments("an endless event name", "\"event_name\":\"" + "x".repeat(20_000) + "\""),
				arguments("NUL in the event name", "\"event_name\":\"a\\u0000b\",\"context\":\"\\u0000\""),
				arguments("names as objects and lists", "\"event_name\":{\"a\":1},\"context\":[1],\"call_id\":{}"));
	}

	@Test
	void a_call_without_a_usable_call_id_is_a_dead_letter_of_the_call_log_and_an_email_all_the_same() {
		for (String callId : new String[] { "", ",\"call_id\":\" 42\"", ",\"call_id\":99999999999999999999999",
				",\"call_id\":[1]" }) {
			String id = Client.newId();
			this.client
				.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"%s}".formatted(id, callId));
			org.awaitility.Awaitility.await()
				.untilAsserted(() -> assertThat(this.client.deliveries(id))
					.extracting((delivery) -> delivery.path("route").asText() + " " + delivery.path("status").asText())
					.containsExactly("queue-missed-call-to-email delivered", "queue-missed-call-to-database delivered",
							"call-ended-to-database dead", "call-ended-to-crm delivered"));
		}
	}

	@Test
	void of_two_fields_with_one_name_the_last_one_counts_everywhere() {
		String id = Client.newId();
		this.client.post("{\"id\":\"never\",\"event_name\":\"call.dtmf\",\"id\":\"%s\",\"event_name\":\"sms.received\"}"
			.formatted(id));
		assertThat(this.client.routes(id)).contains("sms-received-to-database");
		assertThat(this.client.data("/api/events/" + id).path("body").path("event_name").asText())
			.isEqualTo("sms.received");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
