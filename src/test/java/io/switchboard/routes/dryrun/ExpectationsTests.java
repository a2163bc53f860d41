package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import io.switchboard.routes.dryrun.SampleRun.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Every sample does what its {@code .expect.yaml} says; a mismatch is reported. */
class ExpectationsTests {

	private static final Path ROUTES = Path.of("routes");

	private static SampleRun shipped;

	@TempDir
	Path edited;

	@BeforeAll
	static void load() {
		shipped = new SampleRun(ROUTES, PastEvents::settings);
	}

	@AfterAll
	static void close() {
		shipped.close();
	}

	static List<Path> samples() throws IOException {
		try (SampleRun run = new SampleRun(ROUTES, PastEvents::settings)) {
			return run.samples();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("samples")
	void a_sample_does_what_is_expected_of_it(Path sample) throws Exception {
		Outcome outcome = shipped.test(sample);
		assertThat(outcome.problems()).isEmpty();
		assertThat(outcome.expected()).as("it has an .expect.yaml").isTrue();
	}

	private List<String> problems(String sample, String file, UnaryOperator<String> edit) throws Exception {
		FileSystemUtils.copyRecursively(ROUTES, this.edited);
		String before = Files.readString(this.edited.resolve(file));
		String after = edit.apply(before);
		assertThat(after).as("the edit changes something").isNotEqualTo(before);
		Files.writeString(this.edited.resolve(file), after);
		try (SampleRun run = new SampleRun(this.edited, PastEvents::settings)) {
			return run.test(this.edited.resolve("samples/" + sample + ".json")).problems();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					sms-received-to-email    | sms-received-to-email.camel.yaml | Text message from             | SMS from       | mails[0].subject: expected Text message from 447700900789, but is SMS from 447700900789
					sms-received-to-email    | templates/sms-received.txt       | ${body.text                   | Hm ${body.text | mails[0].text differs:
					sms-received-to-database | statements/sms-received.sql      | :?from_no                     | :?to_no        | rows[0].values.from_no: expected 447700900456, but there is none.
					queue-wrapup-to-database | switchboard.camel.yaml           | == 'queue.wrapup'             | == 'call.hold' | it does not go to queue-wrapup-to-database, but to [unrouted]
					call-ended-to-crm        | templates/call-ended.json        | "type": "call"                | "type": "hm"   | requests[0].body differs:
					missed-call-sms-back     | kamelets/voipstudio-sms-sink.kamelet.yaml | "sms"                | "texts"        | voipstudio[0].request: expected POST sms, but is POST texts
					""")
	void what_is_not_as_expected_is_told_with_its_place(String sample, String file, String from, String to, String told)
			throws Exception {
		assertThat(problems(sample, file, (text) -> text.replace(from, to))).anyMatch((each) -> each.startsWith(told));
	}

	/** The findings for the shipped routes, in tests that expect some. */
	private List<String> expected(String sample, String expectation) throws Exception {
		Path copy = this.edited.resolve(sample + ".json");
		Files.copy(ROUTES.resolve("samples").resolve(sample + ".json"), copy);
		Files.writeString(this.edited.resolve(sample + ".expect.yaml"), expectation);
		return shipped.test(copy).problems();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					mail: []                                             | :1:1: there is no key 'mail'. Did you mean mails?
					mails: {to: x}                                       | :1:8: mails is not a list. Begin each entry with a dash (-), or write [] for none.
					mails: [support@localhost]                           | :1:9: an entry of mails is not names with values. Write to: and the value.
					mails: []                                            | mails: 0 expected, but there are 1
					rows: [{statement: sms-received}]                    | rows: 1 expected, but there are 0
					mails: [{subject: {contains: nobody}}]               | mails[0].subject does not contain nobody
					mails: [{subject: {contains: []}}]                   | :1:30: contains says no text. Write a part of the text.
					mails: [{too: a}]                                    | :1:10: mails have no 'too'. Did you mean to?
					'mails: [{to: a}, {to: b}]'                          | mails: 2 expected, but there are 1
					'{deliveries: [a], deliveries: [b]}'                 | :1:19: the key 'deliveries' is there twice: first in line 1. Remove one of the two, or make it an entry of a list.
					deliveries: [sms-received-to-email]                  | deliveries: there, but not expected: sms-received-to-database
					deliveries: [sms-received-to-database, sms-received-to-emial, sms-received-to-email] | deliveries: expected, but not there: sms-received-to-emial
					deliveries: [sms-received-to-database, sms-received-to-email, sms-received-to-email] | deliveries: expected, but not there: sms-received-to-email
					deliveries: {sms-received-to-email: true}            | :1:13: deliveries is not a list. Begin each name with a dash (-).
					deliveries: [null]                                   | :1:14: an entry of deliveries is not a name. Write one name after each dash.
					answers: {contact 12: {name: Jane}}                  | answers: nothing asks 'contact 12'. The route asks for nothing.
					answers: {GET cdr: {a: 1}}                           | answers: nothing asks 'GET cdr'. The route asks for nothing.
					answers: {rows: many}                                | :1:17: the answer for rows is not a whole number. Write how many rows a statement writes.
					'answers: {query: {a: b}}'                           | :1:18: the answer for query is not a list of rows. Begin each row with a dash (-).
					'answers: {"GET https://x.example": {status: 404}}'  | :1:36: the answer has a status, but Switchboard would send it as JSON. Write {status: 404, body: …}, with a number and no other key.
					settings: {destinations.sms-emial: a@example.org}    | :1:36: there is no setting destinations.sms-emial. Did you mean destinations.sms-email?
					settings: {delivery.max-attempts: often}             | settings: delivery.max-attempts
					settings: [a]                                        | :1:11: settings is not names with values. Write crm.url: and the value, for example.
					# nothing                                            | the file is empty. Write deliveries: and mails:, for example, or delete it.
					'mails: [{to: a}'                                    | :1:16: this is not YAML: expected ',' or ']', but got <stream end>
					""")
	void a_wrong_expectation_is_told(String expectation, String told) throws Exception {
		assertThat(
				problems("sms-received-to-email", "samples/sms-received-to-email.expect.yaml", (text) -> expectation))
			.singleElement()
			.asString()
			.contains(told)
			.doesNotContain("<!DOCTYPE", "in 'string'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "answers:", "settings:", "gathered:", "mails: [{}]",
			"settings: {destinations: {sms-email: a@example.org}}\nmails: [{to: a@example.org}]", "mails: [{cc: null}]",
			"x-y: &x []\n" })
	void what_can_be_compared_is_not_told(String expectation) throws Exception {
		assertThat(problems("sms-received-to-email", "samples/sms-received-to-email.expect.yaml",
				(text) -> expectation.startsWith("x-y") ? "mails: [&x {to: {contains: localhost}}]" : expectation))
			.isEmpty();
	}

	@Test
	void a_value_is_as_it_is_written() throws Exception {
		assertThat(problems("queue-missed-call-to-database", "samples/queue-missed-call-to-database.expect.yaml",
				(text) -> """
						rows: [{values: {event_time: 2026-04-28 08:46:13, dst_name: no, src: 0447, connected_at: null}}]
						"""))
			.containsExactly("rows[0].values.dst_name: expected no, but is Support",
					"rows[0].values.src: expected 0447, but is 447700900123",
					"rows[0].values.connected_at: expected null, but there is none.");
	}

	@Test
	void a_route_that_fails_is_never_as_expected_silently() throws Exception {
		assertThat(problems("sms-received-to-email", "samples/sms-received-to-email.expect.yaml",
				(text) -> "settings: {destinations.sms-email: nobody}\nanswers: {contact: {name: Jane}}"))
			.singleElement()
			.asString()
			.startsWith("the route fails: ");
	}

	@Test
	void an_answer_that_nothing_asks_for_is_told_with_what_is_asked() throws Exception {
		assertThat(problems("queue-missed-call-to-email", "samples/queue-missed-call-to-email.expect.yaml",
				(text) -> "answers: {contact: null, 'GET cdrs?live_id=1': {a: 1}}"))
			.containsExactly(
					"answers: nothing asks 'GET cdrs?live_id=1'. The route asks for: contact 447700900123, GET cdrs?live_id=4278003532.");
	}

	@Test
	void an_expectation_without_its_sample_is_told() throws Exception {
		FileSystemUtils.copyRecursively(ROUTES, this.edited);
		Files.writeString(this.edited.resolve("samples/sms-received-to-email.lost.expect.yaml"), "mails: []\n");
		try (SampleRun run = new SampleRun(this.edited, PastEvents::settings)) {
			assertThat(run.alone()).singleElement()
				.satisfies((
						each) -> assertThat(each.problems()).singleElement().asString().contains("there is no sample"));
		}
	}

	@Test
	void a_large_expectation_is_not_read() throws Exception {
		assertThat(problems("sms-received-to-email", "samples/sms-received-to-email.expect.yaml",
				(text) -> "# " + "x".repeat(2_000_000)))
			.singleElement()
			.asString()
			.contains("sms-received-to-email.expect.yaml: it cannot be read: it has more than 1 MB");
	}

	@Test
	void of_a_map_only_what_is_named_counts_and_json_may_be_a_map() throws Exception {
		assertThat(problems("call-ended-to-crm", "samples/call-ended-to-crm.expect.yaml",
				(text) -> """
						settings: {crm.url: "https://crm.example.org/x"}
						answers: {contact: {name: Jane}}
						requests: [{request: POST https://crm.example.org/x, body: {contact: Jane, to: "1002", subject: {contains: John}}}]
						"""))
			.isEmpty();
	}

	@Test
	void the_example_in_the_readme_is_true() throws Exception {
		String text = Files.readString(ROUTES.resolve("README.md"));
		int begin = text.indexOf("```yaml\nsettings:") + "```yaml\n".length();
		assertThat(expected("queue-missed-call-to-email", text.substring(begin, text.indexOf("```", begin)))).isEmpty();
	}

	@Test
	void what_a_sample_does_is_written_down_once() throws Exception {
		FileSystemUtils.copyRecursively(ROUTES, this.edited);
		Path sample = this.edited.resolve("samples/dtmf-to-database.json");
		Path file = this.edited.resolve("samples/dtmf-to-database.expect.yaml");
		Files.delete(file);
		try (SampleRun run = new SampleRun(this.edited, PastEvents::settings)) {
			assertThat(run.test(sample)).matches((outcome) -> !outcome.expected() && outcome.problems().isEmpty());
			assertThat(run.write(sample)).isTrue();
			assertThat(run.write(sample)).isFalse();
			assertThat(run.test(sample)).matches((outcome) -> outcome.expected() && outcome.problems().isEmpty());
			assertThat(Files.readString(file))
				.isEqualTo(Files.readString(ROUTES.resolve("samples/dtmf-to-database.expect.yaml")));
			assertThat(Expectation.read(file).said()).containsOnlyKeys("deliveries", "rows");
		}
	}

}
