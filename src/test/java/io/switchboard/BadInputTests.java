package io.switchboard;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@SwitchboardTest
class BadInputTests {

	private static final AtomicLong SETTLED_CALLS = new AtomicLong(7_700_000_000L);

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	CamelContext camel;

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
				arguments("JSON beyond the parser's limits",
						bytes("{\"id\":\"x\",\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")),
				arguments("JSON beyond the parser's limits", bytes("{\"id\":\"x\",\"a\":" + "9".repeat(5000) + "}")),
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
				arguments("an event_time that is not a date", missed + "\"call_id\":8005,\"event_time\":\"yesterday\""),
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
	void a_call_without_a_call_id_is_a_dead_letter_of_the_call_log_and_an_email_all_the_same() {
		String id = missed("");
		awaitDeliveries(id, "dead");
		assertThat(
				this.client.data("/api/deliveries?event_id=" + id + "&status=dead").get(0).path("last_error").asText())
			.contains("the event has no call_id");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			`42.0`, 42
			`4.2e1`, 42
			`"42"`, 42
			`" 42 "`, 42
			`9223372036854775807`, 9223372036854775807
			`9223372036854775808`,
			`99999999999999999999999`,
			`"call-7"`,
			`42.5`,
			`""`,
			`true`,
			`[1]`,
			`{"a":1}`,
			""")
	void a_call_id_in_any_spelling_is_that_number_and_what_is_none_is_a_row_without(String callId, Long number) {
		this.jdbc.update("delete from call_log where call_id = ?", (number != null) ? number : 0);
		String id = missed(",\"call_id\":" + callId);
		awaitDeliveries(id, "delivered");
		for (String table : List.of("call_log", "queue_missed_call")) {
			assertThat(this.jdbc.queryForList("select call_id from " + table + " where event_key like ?", Long.class,
					id + "/%"))
				.as(table)
				.containsExactly(number);
		}
		assertThat(number(this.client.data("/api/events/" + id).path("call_id"))).isEqualTo(number);
		this.client.act("redeliver?event_id=" + id + "&route=call-ended-to-database", "");
		awaitDeliveries(id, "delivered");
		assertThat(this.jdbc.queryForObject("select count(*) from call_log where event_key like ?", Integer.class,
				id + "/%"))
			.isEqualTo(1);
	}

	private String missed(String fields) {
		String id = Client.newId();
		this.client
			.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"%s}".formatted(id, fields));
		return id;
	}

	private void awaitDeliveries(String id, String ofTheCallLog) {
		await().untilAsserted(() -> assertThat(this.client.deliveries(id))
			.extracting((delivery) -> delivery.path("route").asText() + " " + delivery.path("status").asText())
			.containsExactly("queue-missed-call-to-email delivered", "queue-missed-call-to-database delivered",
					"call-ended-to-database " + ofTheCallLog, "call-ended-to-crm delivered"));
	}

	private static Long number(JsonNode value) {
		return value.isNull() ? null : Long.valueOf(value.asLong());
	}

	/** A value in JSON, and what a column of each kind holds afterwards. */
	@ParameterizedTest(name = "{0}")
	@CsvSource(quoteCharacter = '`', nullValues = "-", textBlock = """
			`68`,       68,  68,  68,   68,   -,     -
			`68.0`,     68,  68,  68,   68.0, -,     -
			`6.8e1`,    68,  68,  68,   68.0, -,     -
			`"68"`,     68,  68,  68,   68,   -,     -
			`" 68 "`,   68,  68,  68,   68,   -,     -
			`"68.0"`,   68,  68,  68,   68.0, -,     -
			`68.5`,     -,   -,   -,    68.5, -,     -
			`""`,       -,   -,   -,    -,    -,     -
			`" "`,      -,   -,   -,    -,    -,     -
			`true`,     -,   -,   -,    -,    true,  -
			`"false"`,  -,   -,   -,    -,    false, -
			`"1m"`,     -,   -,   -,    -,    -,     -
			`"NaN"`,    -,   -,   -,    -,    -,     -
			`1e999`,    -,   -,   -,    -,    -,     -
			`[68]`,     -,   -,   -,    -,    -,     -
			`{"a":68}`, -,   -,   -,    -,    -,     -
			`null`,     -,   -,   -,    -,    -,     -
			`9223372036854775808`,   -, -, -, 9223372036854775808, -, -
			`"-9223372036854775809"`, -, -, -, -9223372036854775809, -, -
			`"2026-04-28 08:45:05"`, -, -, -, -, -, 2026-04-28 08:45:05
			`"yesterday"`, -, -, -, -, -, -
			`"\\u0000"`, -, -, -, -, -, -
			`"\\ud83d"`, -, -, -, -, -, -
			""")
	void what_its_column_cannot_hold_is_null_in_any_statement_of_an_engineer(String json, Long alone, Long whole,
			Long defaulted, String decimal, String truth, String time) throws Exception {
		this.jdbc.execute(
				"""
						create table if not exists own (name varchar(40) primary key, whole bigint, set_later bigint, "or" bigint,
						decimal_ numeric, truth boolean, time_ timestamp, words text)""");
		Object value = Client.JSON.readValue(json, Object.class);
		own("insert into own (name, whole, \"or\", decimal_, truth, time_, words) values (:?name, :?value, coalesce(:?value, 7), "
				+ ":?value, :?value, :?value, :?value) -- 'a comment, with ?'", value);
		own("insert into own (name, whole) select 'other', :?value where not exists (select 1 from own where name = 'other')",
				value);
		own("update own set set_later = :?value where name = :?name and (whole = :?value or whole is null)", value);
		Map<String, Object> row = this.jdbc.queryForMap("select * from own where name = 'own'");
		assertThat(row.get("whole")).isEqualTo(row.get("set_later"));
		assertThat(longOf(row.get("whole"))).isEqualTo(alone);
		assertThat(longOf(row.get("or"))).isEqualTo((defaulted != null) ? defaulted : Long.valueOf(7));
		assertThat(this.jdbc.queryForObject("select whole from own where name = 'other'", Long.class)).isEqualTo(whole);
		assertThat((row.get("decimal_") != null) ? new BigDecimal(row.get("decimal_").toString()).doubleValue() : null)
			.isEqualTo((decimal != null) ? Double.valueOf(decimal) : null);
		assertThat(this.jdbc.queryForObject("select cast(truth as text) from own where name = 'own'", String.class))
			.isEqualTo(truth);
		assertThat(this.jdbc.queryForObject("select cast(time_ as text) from own where name = 'own'", String.class))
			.isEqualTo(time);
		if (value instanceof String text) {
			assertThat(row.get("words")).isEqualTo(text.replace('\0', '\uFFFD').replace('\ud83d', '\uFFFD'));
		}
		this.jdbc.update("delete from own");
	}

	private static Long longOf(Object number) {
		return (number != null) ? Long.valueOf(((Number) number).longValue()) : null;
	}

	/** As an engineer's own kamelet runs it. */
	private void own(String sql, Object value) throws Exception {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("name", "own");
		parameters.put("value", value);
		Exchange result = this.camel.createFluentProducerTemplate()
			.to("jdbc:dataSource?useHeadersAsParameters=true")
			.withBody(sql)
			.withHeader(JdbcConstants.JDBC_PARAMETERS, parameters)
			.send();
		if (result.getException() != null) {
			throw result.getException();
		}
	}

	/** Every column for numbers of every table that a route of ours writes. */
	@ParameterizedTest
	@ValueSource(strings = { "68.0", "6.8e1", "\"68\"", "\" 68 \"", "68.5", "\"\"", "true", "\"1m\"", "1e400", "[1]",
			"{}", "99999999999999999999" })
	void a_side_field_never_keeps_a_row_from_being_written(String value) {
		Long number = List.of("68.0", "6.8e1", "\"68\"", "\" 68 \"").contains(value) ? Long.valueOf(68) : null;
		String sms = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"sms.received\",\"customer_id\":%s,\"user_id\":%2$s}"
			.formatted(sms, value));
		String missed = Client.newId();
		this.client
			.post("""
					{"id":"%s","event_name":"call.missed","context":"QUEUE","call_id":8123,"duration":%s,"root_call_id":%2$s,
					"src_id":%2$s,"dst_id":%2$s,"start_time":%2$s,"connected_at":%2$s,"t_cause":%2$s}"""
				.formatted(missed, value));
		this.client.delivered(sms);
		this.client.delivered(missed);
		Map<String, Object> row = this.jdbc.queryForMap("select * from sms where event_key like ?", sms + "/%");
		assertThat(longOf(row.get("customer_id"))).isEqualTo(number);
		assertThat(longOf(row.get("user_id"))).isEqualTo(number);
		row = this.jdbc.queryForMap("select * from queue_missed_call where event_key like ?", missed + "/%");
		assertThat(longOf(row.get("duration"))).isEqualTo(number);
		String settled = "settled." + SETTLED_CALLS.incrementAndGet();
		this.client
			.post("""
					{"id":"%s","event_name":"call.settled","context":"QUEUE","outcome":"abandoned","call_id":%s,"root_call_id":%2$s,
					"wait_seconds":%3$s,"talk_seconds":%3$s,"leg_count":%3$s,"overflow_count":%3$s,"recording_count":%3$s,
					"src":%3$s,"queue":%3$s,"start_time":%3$s,"duration":%3$s}"""
				.formatted(settled, settled.replace("settled.", ""), value));
		this.client.delivered(settled);
		row = this.jdbc.queryForMap("select * from settled_call where event_key like ?", settled + "/%");
		assertThat(List.of("wait_seconds", "talk_seconds", "leg_count", "overflow_count", "recording_count"))
			.extracting(row::get)
			.extracting(BadInputTests::longOf)
			.containsOnly(number);
		assertThat(new String(this.jdbc.queryForObject("select body from event where id = ?", byte[].class, sms),
				StandardCharsets.UTF_8))
			.contains("\"customer_id\":" + value);
	}

	@Test
	void half_an_emoji_and_nul_are_one_replacement_character_each_in_a_row() {
		String id = Client.newId();
		this.client.post(
				"{\"id\":\"%s\",\"event_name\":\"sms.received\",\"from_no\":\"a\\udc00b\",\"text\":\"\\ud83d \\ud83d\\ude00 \\u0000\\ude00\"}"
					.formatted(id));
		this.client.delivered(id);
		assertThat(this.jdbc.queryForMap("select from_no, text from sms where event_key like ?", id + "/%"))
			.containsEntry("from_no", "a\uFFFDb")
			.containsEntry("text", "\uFFFD \uD83D\uDE00 \uFFFD\uFFFD");
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
