package io.switchboard.inbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventParserTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	private final EventParser parser = new EventParser();

	@Test
	void what_is_accepted_can_be_read_for_the_routes_whatever_happened_to_its_bytes() throws Exception {
		List<byte[]> samples = new ArrayList<>();
		try (Stream<Path> files = Files.list(Path.of("routes/samples"))) {
			for (Path file : files.filter((file) -> file.toString().endsWith(".json")).sorted().toList()) {
				samples.add(Files.readAllBytes(file));
			}
		}
		Random random = new Random(7);
		int accepted = 0;
		for (int i = 0; i < 50_000; i++) {
			byte[] body = mutated(samples.get(random.nextInt(samples.size())), random);
			Event event = this.parser.parse(body, NOW).event();
			if (event.status() == EventStatus.ACCEPTED) {
				accepted++;
				Map<?, ?> fields = new ObjectMapper().readValue(body, Map.class);
				assertThat(fields.get("id")).hasToString(event.id());
			}
		}
		assertThat(accepted).isBetween(5_000, 45_000);
	}

	private static byte[] mutated(byte[] sample, Random random) {
		byte[] body = sample.clone();
		for (int i = random.nextInt(4); i > 0; i--) {
			body[random.nextInt(body.length)] = (byte) random.nextInt(256);
		}
		return body;
	}

	@ParameterizedTest
	@CsvSource({ "5, 5", "'\"5\"', 5", "4278003532, 4278003532", "-7, -7", "9223372036854775807, 9223372036854775807",
			"9223372036854775808,", "1.5,", "1e3, 1000", "42.0, 42", "4.2e1, 42", "'\" 42 \"', 42", "'\"42.0\"', 42",
			"99999999999999999999999,", "true,", "'\"x\"',", "'\"\"',", "null,", "'[1]',", "'{\"a\":1}'," })
	void a_call_id_is_a_number_of_64_bits_or_nothing(String json, Long expected) {
		Event event = parse("{\"id\":\"x\",\"call_id\":" + json + "}");
		assertThat(event.status()).isEqualTo(EventStatus.ACCEPTED);
		assertThat(event.callId()).isEqualTo(expected);
		assertThat(event.rootCallId()).isEqualTo(expected);
	}

	@Test
	void the_root_call_id_counts_where_there_is_one() {
		Event event = parse("{\"id\":\"x\",\"call_id\":2,\"root_call_id\":1}");
		assertThat(event.callId()).isEqualTo(2);
		assertThat(event.rootCallId()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "QUEUE, queue", "Queue, queue", "queue-7, queue", "RG-12, ring-group", "rg-1, ring-group",
			"LOCAL_USER, user", "User, user", "' user ', user", "USERS, unknown", "IVR-3, unknown", "'', unknown" })
	void a_context_is_classified_without_regard_to_case(String context, String kind) {
		assertThat(parse("{\"id\":\"x\",\"context\":\"%s\"}".formatted(context)).contextKind()).hasToString(kind);
	}

	@ParameterizedTest
	@CsvSource({ "'\"src\":\"+44 7700 900123\",\"dst\":\"2001\"', 447700900123, 2001",
			"'\"from_no\":\"00447700900123\",\"to_no\":442035141598', 447700900123, 442035141598",
			"'\"src\":\"sip:447700900123@10.0.0.5:5060\",\"dst\":\"266696687\"', 447700900123,",
			"'\"src\":4.47700900123E11,\"dst\":447700900123.0', 447700900123, 447700900123",
			"'\"src\":\"\",\"dst\":null',,", "'\"src\":{\"a\":1},\"dst\":\"anonymous\"',,", "'\"src_name\":\"1\"',," })
	void an_event_is_found_by_the_digits_of_both_ends(String fields, String src, String dst) {
		NewEvent event = parseNew("{\"id\":\"x\",%s}".formatted(fields));
		assertThat(event.srcNumber()).isEqualTo(src);
		assertThat(event.dstNumber()).isEqualTo(dst);
	}

	@Test
	void what_an_event_says_is_known_whatever_its_id_unless_it_is_in_quarantine() {
		String fields = "\"call_id\":\"7\",\"event_name\":\"call.hold\",\"state\":\"ON_HOLD\",\"event_time\":\"2026-11-22 10:00:00\"";
		assertThat(parseNew("{\"id\":\"x\",%s}".formatted(fields)).contentKey())
			.isEqualTo("7 call.hold ON_HOLD 2026-11-22 10:00:00");
		assertThat(parseNew("{%s}".formatted(fields)).contentKey()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					payload=%7B%22id%22%3A1%7D&x=1 | not JSON, but a form (application/x-www-form-urlencoded): send the JSON itself
					--b1\\r\\nContent-Disposition: form-data; name="x"\\r\\n\\r\\n{} | not JSON, but a form (multipart/form-data): send
					<?xml version="1.0"?><a/> | not JSON, but XML or HTML
					\\037\\213\\010             | not JSON, but gzip without the header Content-Encoding: gzip
					{"id":"x","text":"he      | not JSON: line 1, column 21: it ends too early
					{"id":"x",                | not JSON: line 1, column 11: it ends too early
					{'id':'x'}                | not JSON: line 1, column 2
					[{"id":"x"}]              | not a JSON object, but a list: each event is a request of its own
					""",
			quoteCharacter = '`')
	void what_is_no_json_is_told_as_what_it_is(String text, String reason) {
		byte[] body = text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
		assertThat(this.parser.parse(body, NOW).event().reason()).startsWith(reason);
	}

	/**
	 * Invalid UTF-8: overlong, beyond Unicode, half a surrogate pair, cut off, and
	 * Latin-1.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "C0AF", "C080", "E080AF", "F08080AF", "F4BFBFBF", "F4908080", "F8888080AF", "EDA080",
			"EDBFBF", "EDA0BDEDB880", "C3", "E282", "F09F98", "80", "BF", "E9", "FE", "FF" })
	void bytes_that_are_no_utf8_are_quarantined_wherever_they_stand(String hex) {
		byte[] bad = HexFormat.of().parseHex(hex);
		for (String json : List.of("{'id':'x','text':'#'}", "{'id':'x','#':1}", "{'id':'x','a':[{'b':'#'}]}",
				"{'id':'x','text':'Zoë 😀 #'}")) {
			byte[] body = with(json.replace('\'', '"'), bad);
			Event event = this.parser.parse(body, NOW).event();
			assertThat(event.status()).as(json).isEqualTo(EventStatus.QUARANTINED);
			assertThat(event.reason()).startsWith("not JSON");
			assertThat(event.body()).isEqualTo(body);
		}
	}

	private static byte[] with(String json, byte[] bad) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		String[] parts = json.split("#");
		body.writeBytes(parts[0].getBytes(StandardCharsets.UTF_8));
		body.writeBytes(bad);
		body.writeBytes(parts[1].getBytes(StandardCharsets.UTF_8));
		return body.toByteArray();
	}

	@Test
	void every_character_of_unicode_is_accepted_and_half_of_one_as_an_escape_too() {
		String all = IntStream.of(0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		assertThat(parse("{\"id\":\"x\",\"text\":\"" + all + "\"}").status()).isEqualTo(EventStatus.ACCEPTED);
		assertThat(parse("{\"id\":\"x\",\"text\":\"\\ud800\"}").status()).isEqualTo(EventStatus.ACCEPTED);
	}

	@Test
	void what_is_indexed_is_short_and_free_of_nul() {
		Event event = parse(
				"{\"id\":\"x\",\"event_name\":\"%s\",\"context\":\"a\\u0000\"}".formatted("n".repeat(5000)));
		assertThat(event.eventName()).hasSize(100);
		assertThat(event.context()).isEqualTo("a\uFFFD");
		event = parse(
				"{\"id\":\"x\",\"event_name\":\"%s😀\",\"context\":\"\\ud83d-\\ude00\"}".formatted("n".repeat(99)));
		assertThat(event.eventName()).isEqualTo("n".repeat(99));
		assertThat(event.context()).isEqualTo("\uFFFD-\uFFFD");
	}

	private Event parse(String json) {
		return parseNew(json).event();
	}

	private NewEvent parseNew(String json) {
		return this.parser.parse(json.getBytes(StandardCharsets.UTF_8), NOW);
	}

}
