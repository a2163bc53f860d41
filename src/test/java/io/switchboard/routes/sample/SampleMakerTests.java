package io.switchboard.routes.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.Siege;
import io.switchboard.Size;
import io.switchboard.answers.Answer;
import io.switchboard.routes.dryrun.SampleRun;
import io.switchboard.routes.keywords.Keywords;
import io.switchboard.routes.sample.SampleMaker.Made;
import io.switchboard.routes.sample.SampleMaker.UnusableException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Samples that are made from events. */
class SampleMakerTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Map<String, String> SETTINGS = Map.of("crm.url",
			"https://crm.acme-plumbing.test/api/secret-path?key=1234567890", "crm.token", "xoxb-1234567890-do-not-tell",
			"destinations.support-email", "boss@acme-plumbing.test, ann@acme-plumbing.test", "destinations.sms-email",
			"boss@acme-plumbing.test", "missed-call-sms-back.enabled", "true", "vip-caller-transfer.enabled", "true",
			"vip-caller-transfer.to", "2002");

	@TempDir
	static Path folder;

	@BeforeAll
	static void copy() throws IOException {
		FileSystemUtils.copyRecursively(Path.of("routes"), folder);
	}

	private static ConfigurableEnvironment settings(Map<String, String> more) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(more).applyTo(environment);
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		return environment;
	}

	private static Made make(JsonNode event, String route, String label, List<Answer> answers,
			Map<String, String> settings) throws Exception {
		return new SampleMaker(folder, settings(settings), (more) -> {
			Map<String, String> all = new HashMap<>(settings);
			all.putAll(more);
			return settings(all);
		}).make(event.toString().getBytes(StandardCharsets.UTF_8), route, label, answers);
	}

	/** One person, spelt in many ways. */
	record Person(String national, String first, String last, String text) {

		static Person of(int seed) {
			Random random = new Random(seed);
			String[] first = { "Siobhán", "Jürgen", "Alex", "O'Neill", "李" };
			String[] last = { "Ashdown", "Müller-Lüdenscheidt", "Björk", "McGillicuddy", "Nguyễn" };
			String number = (seed % 2 == 0) ? "7700900%03d".formatted(1 + random.nextInt(400))
					: "20794%05d".formatted(random.nextInt(100000));
			String name = first[random.nextInt(5)];
			return new Person(number, name, last[random.nextInt(5)],
					"Hi, %s here. My boiler at 12 Rowan Close burst! Ring 0%s or %s@mail.test".formatted(name, number,
							name));
		}

		List<String> tokens() {
			return List.of(this.national, this.last, this.first, "boiler", "Rowan Close");
		}

	}

	/** A route, and a person whose event went there. */
	record Kept(String route, int seed) {
	}

	static Stream<Kept> kept() {
		List<String> routes = List.of("queue-missed-call-to-email", "sms-received-to-email", "sms-received-to-database",
				"call-ended-to-crm", "missed-call-sms-back", "vip-caller-transfer", "call-ended-to-database",
				"dtmf-to-database", "abandoned-call-to-email", "call-settled-to-database", "call-settled-to-crm");
		return Stream.iterate(0, (seed) -> seed < Size.of(1, 2) * routes.size(), (seed) -> seed + 1)
			.map((seed) -> new Kept(routes.get(seed % routes.size()), seed));
	}

	@Siege
	@ParameterizedTest
	@MethodSource("kept")
	void nothing_of_the_person_remains_and_the_sample_does_what_it_says(Kept kept) throws Exception {
		Person person = Person.of(kept.seed());
		ObjectNode event = (ObjectNode) JSON
			.readTree(Files.readAllBytes(Path.of("routes/samples/%s.json".formatted(kept.route()))));
		String number = "44" + person.national();
		long call = 5_000_000_123L + kept.seed();
		if (event.has("src")) {
			event.put("src", number)
				.put("src_name", "\"%s %s\" <0%s>".formatted(person.first(), person.last(), person.national()))
				.put("call_id", call)
				.put("root_call_id", call)
				.put("src_hash", "deadbeef%032d".formatted(kept.seed()));
		}
		else {
			event.put("from_no", number).put("text", person.text());
		}
		boolean settled = event.path("id").asText().startsWith("settled.");
		event.put("id", settled ? "settled." + call : "uk009.608920d55f7ad3.%08d".formatted(90_000_000 + kept.seed()))
			.put("new_field", person.first() + " " + person.last())
			.put("queue", person.last() + " team")
			.putObject("more")
			.put("mail", person.first() + "@mail.test")
			.put("sip", "sip:%s@10.1.2.3:5060".formatted(number));
		List<Answer> answers = List.of(
				new Answer("contact " + number, null,
						JSON.createObjectNode()
							.put("id", 987654)
							.put("name", person.first() + " " + person.last())
							.put("first_name", person.first())
							.put("tel", "+" + number)
							.put("notes", person.text())
							.toString()),
				new Answer("GET cdrs?live_id=" + call, null,
						JSON.createObjectNode()
							.put("id", 7)
							.put("live_id", call)
							.put("src", number)
							.put("disposition", "NO ANSWER")
							.put("duration", 68)
							.put("clid", person.last() + " <0" + person.national() + ">")
							.toString()),
				new Answer("GET monitors?live_id=" + call, null, "[]"), new Answer("POST sms", null, "{\"id\": 5}"));
		Map<String, String> settings = new HashMap<>(SETTINGS);
		settings.put("vip-caller-transfer.numbers", "+44 20 7946 0999, 0" + person.national());

		Made made = make(event, kept.route(), "of-" + kept.seed(), answers, settings);

		String whole = made.sample() + made.expected();
		assertThat(whole).doesNotContainIgnoringCase(person.tokens().toArray(String[]::new))
			.doesNotContain("acme-plumbing", "do-not-tell", "1234567890", "secret-path", String.valueOf(call),
					"deadbeef", "987654", "uk009");
		assertThat(whole.replaceAll("[ ()+/-]", "")).doesNotContain(person.national());
		JsonNode sample = JSON.readTree(made.sample());
		assertThat(sample.path("event_name")).isEqualTo(event.path("event_name"));
		assertThat(sample.path("context")).isEqualTo(event.path("context"));
		assertThat(sample.path("outcome")).isEqualTo(event.path("outcome"));
		String invented = sample.path(sample.has("src") ? "src" : "from_no").asText();
		assertThat(invented).matches("447700900\\d{3}");
		if (sample.has("src")) {
			assertThat(sample.path("call_id")).isEqualTo(sample.path("root_call_id"));
			assertThat(sample.path("src_name").asText()).contains("<0" + invented.substring(2) + ">");
		}
		assertThat(sample.path("more").path("sip").asText()).contains(invented);
		assertThat(made.expected()).contains("deliveries:", "- " + kept.route());
	}

	@Test
	void the_expected_mail_has_what_was_answered_and_the_number_of_the_event() throws Exception {
		ObjectNode event = (ObjectNode) JSON
			.readTree(Files.readAllBytes(Path.of("routes/samples/queue-missed-call-to-email.json")));
		event.put("src", "442079460123").put("call_id", 5_000_000_555L).put("root_call_id", 5_000_000_555L);
		Made made = make(event, "queue-missed-call-to-email", "answered",
				List.of(new Answer("contact 442079460123", null, "{\"name\": \"Jane Roe\"}"), new Answer(
						"GET cdrs?live_id=5000000555", null, "{\"disposition\": \"BUSY\", \"duration\": 68}")),
				SETTINGS);
		String number = JSON.readTree(made.sample()).path("src").asText();
		assertThat(made.expected())
			.contains("contact:", "GET cdrs:", "disposition: BUSY", "subject: Missed call from " + number,
					"support-email@example.org", "Record: BUSY")
			.doesNotContain("unknown");
	}

	@Test
	void a_word_that_a_route_asks_for_stays() throws Exception {
		Path file = folder.resolve("switchboard.camel.yaml");
		String before = Files.readString(file);
		try {
			Files.writeString(file, before.replace("${variable.event_name} == 'sms.received'",
					"${variable.event_name} == 'sms.received' && ${body[text]} contains 'STOP'"));
			ObjectNode event = (ObjectNode) JSON
				.readTree(Files.readAllBytes(Path.of("routes/samples/sms-received-to-email.json")));
			Made made = make(event.put("text", "Please stop ringing, Jane"), "sms-received-to-email", "asked",
					List.of(), SETTINGS);
			assertThat(JSON.readTree(made.sample()).path("text").asText()).startsWith("STOP ")
				.doesNotContain("Jane", "ringing");
		}
		finally {
			Files.writeString(file, before);
		}
	}

	@Test
	void a_sample_that_is_there_is_not_overwritten_and_one_that_cannot_be_leaves_nothing() throws Exception {
		JsonNode event = JSON.readTree(Files.readAllBytes(Path.of("routes/samples/sms-received-to-email.json")));
		assertThatThrownBy(() -> make(event, "sms-received-to-email", "", List.of(), SETTINGS))
			.isInstanceOf(UnusableException.class)
			.hasMessageContaining("is there already");
		assertThatThrownBy(() -> make(event, "dtmf-to-database", "wrong", List.of(), SETTINGS))
			.isInstanceOf(UnusableException.class)
			.hasMessageContaining("it does not go to dtmf-to-database");
		assertThat(folder.resolve("samples/dtmf-to-database.wrong.json")).doesNotExist();
		assertThat(folder.resolve("samples/dtmf-to-database.wrong.expect.yaml")).doesNotExist();
		assertThatThrownBy(() -> make(JSON.createObjectNode(), "dtmf-to-database", "wrong", List.of(), SETTINGS))
			.isInstanceOf(UnusableException.class)
			.hasMessageContaining("quarantine");
	}

	/** The answers to the route's requests depend on it. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			When are you open, it is Jane Ashdown here | when are you open
			ÖFFNUNGSZEITEN von Ashdown?                | offnungszeiten
			STOP                                       | STOP
			Stopp, Ashdown!                            | stopp
			opt out                                    | opt out
			Out of office: Jane's hours are 9 to 5     | out of office
			Nobody stops Ashdown                       | ''
			""")
	void a_text_keeps_its_keyword(String text, String kept) throws Exception {
		ObjectNode event = (ObjectNode) JSON
			.readTree(Files.readAllBytes(Path.of("routes/samples/sms-received-to-email.json")));
		String label = "keyword-" + Integer.toHexString(text.hashCode());
		Made made = make(event.put("text", text), "sms-received-to-email", label, List.of(), SETTINGS);
		String sample = JSON.readTree(made.sample()).path("text").asText();
		Keywords keywords = Keywords.of(folder);
		assertThat(keywords.meaning(sample)).isEqualTo(keywords.meaning(text));
		assertThat(sample).containsIgnoringCase(kept).doesNotContain("Ashdown", "Jane");
	}

	/** Such as one that is recorded in production, and tested by a build. */
	@ParameterizedTest
	@ValueSource(strings = { "call-ended-to-http", "queue-missed-call-to-email", "call-ended-to-crm" })
	void a_sample_is_green_where_other_settings_hold(String route) throws Exception {
		JsonNode event = JSON.readTree(Files.readAllBytes(Path.of("routes/samples/queue-missed-call-to-email.json")));
		Made made = make(event, route, "elsewhere", List.of(),
				Map.of("crm.url", "https://crm.acme-plumbing.test/calls", "call-ended-to-http.url",
						"http://localhost:24900/calls", "missed-call-sms-back.enabled", "true", "console.url",
						"http://localhost:24080", "opening-hours", "mon-fri 10:00-11:00"));
		try (SampleRun run = new SampleRun(folder, (more) -> {
			Map<String, String> all = new HashMap<>(Map.of("crm.url", "", "destinations.support-email",
					"others@example.org", "console.url", "https://others.example.org"));
			all.putAll(more);
			return settings(all);
		})) {
			assertThat(run.test(folder.resolve("samples/" + made.name() + ".json")).problems()).isEmpty();
		}
		assertThat(made.expected()).contains("https://crm.example.org/calls", "http://localhost:24900/calls")
			.contains("missed-call-sms-back.enabled: 'true'")
			.doesNotContain("acme-plumbing", "slack");
	}

	@Test
	void a_number_that_a_table_hours_a_rota_or_a_rule_names_stays_without_quotes_too() throws Exception {
		Files.createDirectories(folder.resolve("lookups"));
		Files.createDirectories(folder.resolve("hours"));
		Path table = Files.writeString(folder.resolve("lookups/our-teams.csv"), "dst,team\n2345,Sales\n*,Others\n");
		Path hours = Files.writeString(folder.resolve("hours/ours.yaml"),
				"open: mon-fri 09:00-17:30\nfor:\n  - 2346\n  - 447911123456\n");
		Path file = folder.resolve("switchboard.camel.yaml");
		String before = Files.readString(file);
		try {
			Files.writeString(file, before.replace("${variable.event_name} == 'sms.received'",
					"${variable.event_name} == 'sms.received' && ${body[third]} == 2347"));
			ObjectNode event = (ObjectNode) JSON
				.readTree(Files.readAllBytes(Path.of("routes/samples/sms-received-to-email.json")));
			event.put("dst", "2345").put("dst_id", 23456).put("ext", "2346").put("third", "2347").put("number", "2348");
			JsonNode sample = JSON
				.readTree(make(event.put("text", "482913"), "sms-received-to-email", "numbers", List.of(), SETTINGS)
					.sample());
			assertThat(sample.path("dst").asText()).isEqualTo("2345");
			assertThat(sample.path("ext").asText()).isEqualTo("2346");
			assertThat(sample.path("third").asText()).isEqualTo("2347");
			assertThat(sample.path("number").asText()).isNotEqualTo("2348");
			assertThat(sample.path("text").asText()).matches("\\d{6}").isNotEqualTo("482913");
		}
		finally {
			Files.writeString(file, before);
			Files.delete(table);
			Files.delete(hours);
		}
	}

	@Test
	void a_text_of_the_settings_is_no_word_of_somebody() throws Exception {
		JsonNode event = JSON.readTree(Files.readAllBytes(Path.of("routes/samples/missed-call-sms-back.json")));
		String text = "Sorry that we missed your call. We call back soon.";
		Map<String, String> settings = new HashMap<>(SETTINGS);
		settings.put("missed-call-sms-back.text", text);
		Made made = make(event, "missed-call-sms-back", "text",
				List.of(new Answer("POST sms", 201, "{\"id\": 5, \"message\": \"%s\"}".formatted(text))), settings);
		assertThat(made.expected()).contains(text);
	}

}
