package io.switchboard;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.switchboard.mail.DemoMailServer;
import io.switchboard.routes.dryrun.DryRuns;
import io.switchboard.routes.dryrun.EditedFolder;
import io.switchboard.routes.dryrun.Report;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The routes that ask VoIPstudio's API or a CRM, against HTTP servers that answer as
 * told.
 */
@SwitchboardTest
@TestPropertySource(properties = { "missed-call-sms-back.enabled=true", "vip-caller-transfer.enabled=true",
		"sms-received-to-reply.enabled=true", "vip-caller-transfer.numbers=+44 7700 900999, 020 7946 0999",
		"vip-caller-transfer.to=2002", "voipstudio.api.breaker-failures=0", "voipstudio.api.contacts-refresh=0s",
		"delivery.breaker-failures=0", "crm.token=crm-secret", "delivery.backoff=100ms", "calls.contact-names=false",
		"delivery.breaker-pause=300ms", "missed-call-sms-back.text=" + EnrichedDestinationTests.SORRY })
class EnrichedDestinationTests {

	static final String SORRY = "Sorry, Roe & Daughters missed you, ours + more: 100% {x} {{y}} ${z} RAW(#1)?a=b;c 'q' \"w\"";

	private static final String CRM = "/crm/activities?list=1&sp=%2Ftriggers%2Fx&sig=a%2Bb%3D%3D&se=2026-01-01T00%3A00";

	private static final WireMockServer SERVER = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private static final String API = "/v1.2/voipstudio/";

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	CamelContext camel;

	@Autowired
	DryRuns dryRuns;

	@Autowired
	DemoMailServer mails;

	@Value("${data.dir}")
	Path data;

	@DynamicPropertySource
	static void servers(DynamicPropertyRegistry registry) {
		SERVER.start();
		registry.add("voipstudio.api.url", () -> SERVER.baseUrl() + "/v1.2/voipstudio");
		registry.add("voipstudio.api.token", () -> "api-secret");
		registry.add("crm.url", () -> SERVER.baseUrl() + CRM);
	}

	@BeforeEach
	void answersWell() {
		SERVER.resetAll();
		answer(API + "cdrs",
				"{\"data\":[{\"id\":7,\"disposition\":\"CONNECTED\",\"duration\":68,\"billsec\":58,\"charge\":\"0.02\",\"t_cause\":\"Normal \\\"Clearing\\\"\"}],\"total\":1}");
		answer(API + "monitors", "{\"data\":[{\"id\":77,\"size\":9}],\"total\":1}");
		answer(API + "contacts",
				"{\"data\":[{\"id\":1,\"first_name\":\"Jane\",\"last_name\":\"Roe\",\"tel\":\"07700 900123\"}],\"total\":1}");
		SERVER.stubFor(get(urlPathEqualTo(API + "monitors/77.mp3")).willReturn(aResponse().withBody("the audio")));
		SERVER.stubFor(post(urlPathEqualTo("/crm/activities")).willReturn(aResponse().withStatus(201)));
		SERVER.stubFor(post(urlPathEqualTo(API + "sms"))
			.willReturn(aResponse().withStatus(201).withBody("{\"data\":{\"id\":5}}")));
		// what an earlier test did not wait for
		await().until(
				() -> this.jdbc.queryForObject("select count(*) from delivery where status in ('pending', 'retrying')",
						Integer.class) == 0);
		SERVER.resetRequests();
	}

	private static void answer(String path, String json) {
		SERVER.stubFor(get(urlPathEqualTo(path)).willReturn(aResponse().withBody(json)));
	}

	@AfterAll
	static void stop() {
		SERVER.stop();
	}

	@Test
	void the_mail_of_a_missed_call_says_who_it_was_and_what_the_record_has() {
		ObjectNode event = deliver(Samples.read("queue-missed-call-to-email"));
		JsonNode mail = mail(event);
		assertThat(mail.path("text").asText()).contains("Jane Roe", "CONNECTED, Normal \"Clearing\", 1 min 8 s")
			.doesNotContain("Not known");
		assertThat(mail.path("html").asText()).contains("Jane Roe", "CONNECTED", "&quot;Clearing&quot;");
	}

	@Test
	void a_dry_run_answers_what_the_api_answered_and_says_unknown_of_all_else() {
		ObjectNode event = deliver(Samples.read("queue-missed-call-to-email").put("src_name", "Of the dry run"));
		assertThat(this.jdbc.queryForList(
				"""
						select a.request from answer a join delivery d on d.id = a.delivery_id join event e on e.seq = d.event_seq
						where e.id = ? and d.route = 'queue-missed-call-to-email' order by a.number""",
				String.class, event.path("id").asText()))
			.containsExactly("contact " + event.path("src").asText(),
					"GET cdrs?live_id=" + event.path("call_id").asText());
		assertThat(dryRun("queue-missed-call-to-email.camel.yaml", "Missed call from",
				"${variable.cdr[disposition]} of", event))
			.contains("CONNECTED of ")
			.doesNotContain("unknown");
		assertThat(dryRun("kamelets/voipstudio-cdr-action.kamelet.yaml", "filter.live_id", "filter.call_id", event))
			.contains("-", "CONNECTED", "+", "unknown");
	}

	/** How an edit changes the mail of an event. */
	private String dryRun(String file, String from, String to, ObjectNode event) {
		EditedFolder.start(this.dryRuns, file, from, to);
		await().until(() -> !this.dryRuns.state().underWay());
		Report report = this.dryRuns.state().report();
		assertThat(report).isNotNull();
		return report.groups()
			.stream()
			.filter((group) -> group.what().equals("mail"))
			.flatMap((group) -> group.examples().stream())
			.filter((example) -> example.eventId().equals(event.path("id").asText()))
			.map((example) -> example.changes().toString())
			.collect(java.util.stream.Collectors.joining());
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 401, 404, 200 })
	void the_mail_goes_out_when_the_api_is_down_and_says_what_is_missing(int status) {
		SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody("<h1>Oops</h1>")));
		ObjectNode event = this.client.accept(Samples.read("queue-missed-call-to-email"));
		await().atMost(Duration.ofMinutes(3))
			.until(() -> this.client.deliveries(event.path("id").asText())
				.stream()
				.anyMatch((delivery) -> delivery.path("route").asText().equals("queue-missed-call-to-email")
						&& delivery.path("status").asText().equals("delivered")));
		JsonNode mail = mail(event);
		assertThat(mail.path("text").asText()).contains("Not known: the call's record (VoIPstudio API: ");
		assertThat(mail.path("html").asText()).contains("Not known: the call", "VoIPstudio API: ")
			.doesNotContain("api-secret");
	}

	@Test
	void an_ended_call_is_one_activity_with_facts_and_a_link_to_its_recording() {
		ObjectNode event = deliver(Samples.read("call-ended-to-crm")
			.put("src", "447700900123")
			.put("src_name", "\"Jane\\ \u2028Roe\", \"evil\": \"1"));
		SERVER.verify(1,
				postRequestedFor(urlEqualTo(CRM))
					.withHeader("Idempotency-Key", equalTo(event.path("id").asText() + "/call-ended-to-crm"))
					.withHeader("Authorization", equalTo("Bearer crm-secret"))
					.withHeader("Content-Type", equalTo("application/json; charset=UTF-8"))
					.withRequestBody(equalToJson("""
							{"type":"call","outcome":"CONNECTED","contact":"Jane Roe","seconds":68,"talk_seconds":58,
							 "recordings":["http://switchboard.test/api/recordings/77.mp3"],
							 "call":"http://switchboard.test/calls/%s","not_known":""}
							""".formatted(event.path("call_id").asText()), true, true)));
	}

	@Test
	void a_crm_that_refuses_makes_a_dead_letter_that_says_why() {
		SERVER.stubFor(post(urlPathEqualTo("/crm/activities"))
			.willReturn(aResponse().withStatus(422).withBody("{\"error\":\"no such list\"}")));
		String id = this.client.accept(Samples.read("call-ended-to-crm")).path("id").asText();
		JsonNode dead = await().atMost(Duration.ofMinutes(3))
			.until(() -> delivery(id, "call-ended-to-crm"), (each) -> each.path("status").asText().equals("dead"));
		assertThat(dead.path("attempts").asInt()).isOne();
		assertThat(dead.path("last_error").asText()).contains("post-activity", "422", "no such list")
			.doesNotContain("crm-secret");
	}

	@Test
	void a_crm_may_answer_as_much_as_it_likes() {
		SERVER.stubFor(post(urlPathEqualTo("/crm/activities"))
			.willReturn(aResponse().withStatus(201).withBody("x".repeat(5_000_000))));
		String id = deliver(Samples.read("call-ended-to-crm")).path("id").asText();
		assertThat(delivery(id, "call-ended-to-crm").path("attempts").asInt()).isEqualTo(1);
	}

	@Test
	void a_crm_that_does_not_let_us_in_kills_nothing() {
		SERVER.stubFor(post(urlPathEqualTo("/crm/activities")).inScenario("in")
			.willReturn(aResponse().withStatus(401))
			.willSetStateTo("again"));
		SERVER.stubFor(post(urlPathEqualTo("/crm/activities")).inScenario("in")
			.whenScenarioStateIs("again")
			.willReturn(aResponse().withStatus(201)));
		String id = deliver(Samples.read("call-ended-to-crm")).path("id").asText();
		assertThat(delivery(id, "call-ended-to-crm").path("attempts").asInt()).isEqualTo(2);
	}

	@Test
	void a_crm_that_fails_is_asked_again_with_the_same_key() {
		SERVER.stubFor(post(urlPathEqualTo("/crm/activities")).inScenario("fails")
			.willReturn(aResponse().withStatus(500))
			.willSetStateTo("works"));
		SERVER.stubFor(post(urlPathEqualTo("/crm/activities")).inScenario("fails")
			.whenScenarioStateIs("works")
			.willReturn(aResponse().withStatus(201)));
		String id = deliver(Samples.read("call-ended-to-crm")).path("id").asText();
		SERVER.verify(2, postRequestedFor(urlPathEqualTo("/crm/activities")).withHeader("Idempotency-Key",
				equalTo(id + "/call-ended-to-crm")));
	}

	@Test
	void the_audio_of_a_queue_call_lands_as_a_file_once() throws Exception {
		ObjectNode event = deliver(Samples.read("recording-to-archive"));
		String name = event.path("call_id").asText() + "-77.mp3";
		Path file = files().stream().filter((each) -> each.endsWith(name)).findFirst().orElseThrow();
		assertThat(file).hasContent("the audio");
		assertThat(this.data.resolve("recordings").toAbsolutePath().relativize(file).toString())
			.matches("\\d{4}/\\d{2}/" + name.replace(".", "\\."));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		int requests = SERVER.getAllServeEvents().size();
		String id = delivery(event.path("id").asText(), "recording-to-archive").path("id").asText();
		this.client.act("deliveries/" + id + "/redeliver", "");
		this.client.delivered(event.path("id").asText());
		await().until(() -> SERVER.getAllServeEvents().size() > requests);
		assertThat(SERVER
			.countRequestsMatching(com.github.tomakehurst.wiremock.client.WireMock
				.getRequestedFor(urlPathEqualTo(API + "monitors/77.mp3"))
				.build())
			.getCount()).isOne();
	}

	@Test
	void a_queue_call_that_nobody_took_has_no_recording_to_look_for() {
		deliver(Samples.read("recording-to-archive").putNull("connected_at"));
		SERVER.verify(0, com.github.tomakehurst.wiremock.client.WireMock
			.getRequestedFor(urlPathEqualTo(API + "monitors/77.mp3")));
	}

	@Test
	void a_caller_missed_outside_hours_gets_one_text_a_day() {
		ObjectNode first = Samples.read("missed-call-sms-back").put("src", "447700900301");
		deliver(first.deepCopy());
		deliver(first.deepCopy());
		deliver(first.deepCopy().put("event_time", "2026-04-28 21:00:00"));
		verifyTexts(1, "447700900301");
		SERVER.verify(1, postRequestedFor(urlPathEqualTo(API + "sms")).withRequestBody(
				com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath("$.message", equalTo(SORRY))));
		deliver(first.deepCopy().put("event_time", "2026-04-29 19:00:00"));
		verifyTexts(2, "447700900301");
		deliver(first.deepCopy().put("src", "447700900302").put("event_time", "2026-04-28 10:00:00"));
		verifyTexts(0, "447700900302");
		deliver(first.deepCopy().put("src", ""));
	}

	@Test
	void a_text_that_was_refused_for_now_is_sent_later_and_once() {
		SERVER.stubFor(post(urlPathEqualTo(API + "sms")).inScenario("sms")
			.willReturn(aResponse().withStatus(503))
			.willSetStateTo("works"));
		SERVER.stubFor(post(urlPathEqualTo(API + "sms")).inScenario("sms")
			.whenScenarioStateIs("works")
			.willReturn(aResponse().withStatus(201).withBody("{\"data\":{\"id\":5}}")));
		deliver(Samples.read("missed-call-sms-back").put("src", "447700900303"));
		verifyTexts(2, "447700900303");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "anonymous", "Restricted", "Unavailable", "Private", "Unknown", "266696687",
			"+7378742833", "sip:anonymous@anonymous.invalid", "sip:266696687@10.0.0.5:5060" })
	void who_withholds_the_number_is_shown_so_and_gets_no_text_no_look_up_and_no_contact(String src) throws Exception {
		answer(API + "contacts",
				"{\"data\":[{\"id\":1,\"first_name\":\"Bosch\",\"tel\":\"%s\"}],\"total\":1}".formatted(src));
		int before = this.mails.messages().size();
		deliver(Samples.read("missed-call-sms-back").put("src", src));
		deliver(Samples.read("queue-missed-call-to-email").put("src", src).put("event_time", "2026-04-28 19:00:00"));
		SERVER.verify(0, postRequestedFor(urlPathEqualTo(API + "sms")));
		SERVER.verify(0, getRequestedFor(urlPathEqualTo(API + "contacts")));
		SERVER.verify(2,
				postRequestedFor(urlPathEqualTo("/crm/activities"))
					.withRequestBody(matchingJsonPath("$.from", equalTo("")))
					.withRequestBody(matchingJsonPath("$.contact", equalTo(""))));
		assertThat(this.mails.messages().subList(before, this.mails.messages().size()))
			.anySatisfy((mail) -> assertThat(mail.getSubject()).startsWith("Missed call from withheld number"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "112", "60777", "0000000000", "+44 9098790000", "442033000800123456", "08001111",
			"0906 1234567" })
	void nobody_texts_a_short_code_or_a_number_that_charges_or_takes_none(String src) {
		deliver(Samples.read("missed-call-sms-back").put("src", src));
		SERVER.verify(0, postRequestedFor(urlPathEqualTo(API + "sms")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sip:447700900%d@10.0.0.5:5060", "tel:+44-7700-900%d;ext=12", "+44 (0)7700 900%d",
			"07700900%d#7" })
	void a_number_in_any_spelling_gets_its_text_once_a_day_and_its_contact(String spelling) {
		int end = 310 + spelling.length();
		answer(API + "contacts",
				"{\"data\":[{\"id\":1,\"first_name\":\"Bosch\",\"tel\":\"07700 900%d\"}],\"total\":1}".formatted(end));
		deliver(Samples.read("missed-call-sms-back").put("src", spelling.formatted(end)));
		deliver(Samples.read("missed-call-sms-back").put("src", "447700900" + end));
		SERVER.verify(1, postRequestedFor(urlPathEqualTo(API + "sms")));
		SERVER.verify(2, postRequestedFor(urlPathEqualTo("/crm/activities"))
			.withRequestBody(matchingJsonPath("$.contact", equalTo("Bosch"))));
	}

	private ObjectNode text(String from, String text) {
		return Samples.read("sms-received-to-reply").put("from_no", from).put("text", text);
	}

	@Test
	void a_text_with_a_keyword_is_answered_once_whatever_comes_again() {
		ObjectNode first = this.client.accept(text("447700900401", "Wann sind Ihre ÖFFNUNGSZEITEN?"));
		String id = first.path("id").asText();
		this.client.delivered(id);
		assertThat(this.client.post(first.toString()).path("status").asText()).isEqualTo("duplicate");
		deliver(first.deepCopy());
		verifyTexts(1, "447700900401");
		SERVER.verify(1, postRequestedFor(urlPathEqualTo(API + "sms")).withRequestBody(
				matchingJsonPath("$.message", equalTo("We are there on Mondays to Fridays from 9:00 to 17:30."))));
		long delivery = this.jdbc.queryForObject("""
				select d.id from delivery d join event e on e.seq = d.event_seq
				where e.id = ? and d.route = 'sms-received-to-reply'""", Long.class, id);
		this.client.act("deliveries/" + delivery + "/redeliver", "");
		this.client.delivered(id);
		verifyTexts(1, "447700900401");
	}

	@Test
	void two_robots_stop_each_other() {
		String from = "447700900402";
		for (int i = 0; i < 8; i++) {
			deliver(text(from, "Which hours do you mean? " + i));
		}
		verifyTexts(3, from);
		deliver(text("447700900403", "Automatic reply: our hours are 9 to 5"));
		deliver(text("447700900403", "You wrote: We are there on Mondays to Fridays from 9:00 to 17:30. Our hours?"));
		deliver(text("441183211001", "Your hours?"));
		SERVER.verify(3, postRequestedFor(urlPathEqualTo(API + "sms")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "60300", "ACME", "anonymous", "", "266696687", "+448701234567", "449012345678" })
	void nobody_answers_a_short_code_a_word_a_withheld_number_or_one_that_costs(String from) {
		deliver(text(from, "hours"));
		deliver(text(from, "STOP"));
		SERVER.verify(0, postRequestedFor(urlPathEqualTo(API + "sms")));
	}

	@Test
	void who_said_stop_gets_no_text_from_any_route_until_start() {
		String number = "447700900405";
		deliver(text(number, "Stop."));
		verifyTexts(1, number);
		deliver(text(number, "stop please").put("event_time", "2026-04-28 08:50:00"));
		deliver(text(number, "hours").put("event_time", "2026-04-28 08:51:00"));
		deliver(Samples.read("missed-call-sms-back").put("src", "07700 900405"));
		verifyTexts(1, number);
		assertThat(this.jdbc.queryForObject("select withheld from text_stop where number = '+447700900405'",
				Integer.class))
			.isOne();
		deliver(text(number, "START").put("event_time", "2026-04-28 08:52:00"));
		verifyTexts(2, number);
		deliver(Samples.read("missed-call-sms-back").put("src", number).put("event_time", "2026-04-30 20:00:00"));
		verifyTexts(3, number);
	}

	private static void verifyTexts(int times, String number) {
		SERVER.verify(times, postRequestedFor(urlPathEqualTo(API + "sms")).withRequestBody(
				com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath("$.to", equalTo(number))));
	}

	@Test
	void a_listed_caller_is_transferred_and_nobody_else() {
		SERVER.stubFor(any(com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching(API + "calls/.*"))
			.willReturn(aResponse().withBody("{\"data\":{}}")));
		String vip = deliver(Samples.read("vip-caller-transfer")).path("call_id").asText();
		SERVER.verify(1,
				patchRequestedFor(urlEqualTo(API + "calls/" + vip)).withRequestBody(equalToJson("{\"dst\":\"2002\"}")));
		deliver(Samples.read("vip-caller-transfer").put("src", "442079460999"));
		deliver(Samples.read("vip-caller-transfer").put("src", "447700900998"));
		deliver(Samples.read("vip-caller-transfer").put("src", ""));
		deliver(Samples.read("vip-caller-transfer").put("dst", "2002"));
		SERVER.verify(2, patchRequestedFor(anyUrl()));
	}

	/** As a route would have it: the audio, then a mail. */
	@Test
	void recorded_audio_goes_out_as_an_attachment_and_leaves_no_file_behind() throws Exception {
		String call = String.valueOf(System.nanoTime());
		this.camel.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from("direct:mail-with-recording")
					.toV("kamelet:voipstudio-recording-audio-action?recording=77&size=9&as=attachment", null, "audio")
					.to("kamelet:email-sink?to=sound@localhost&subject=Sound&template=missed-call");
			}
		});
		List<Path> before = files();
		Exchange sent = this.camel.createProducerTemplate().request("direct:mail-with-recording", (exchange) -> {
			exchange.getMessage().setBody(Map.of("src", "447700900123"));
			exchange.setVariable("caller", "447700900123");
			exchange.setVariable("called", "Support");
			exchange.setVariable("root_call_id", call);
		});
		assertThat(sent.getException()).isNull();
		Multipart parts = (Multipart) this.mails.messages()
			.stream()
			.filter((mail) -> isTo(mail, "sound@localhost"))
			.findFirst()
			.orElseThrow()
			.getContent();
		BodyPart audio = parts.getBodyPart(parts.getCount() - 1);
		assertThat(audio.getFileName()).isEqualTo("recording-77.mp3");
		assertThat(audio.getInputStream()).hasBinaryContent("the audio".getBytes(StandardCharsets.UTF_8));
		assertThat(files()).isEqualTo(before);
	}

	private static boolean isTo(MimeMessage mail, String address) {
		try {
			return mail.getAllRecipients()[0].toString().equals(address);
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JsonNode mail(ObjectNode event) {
		for (JsonNode mail : this.client.data("/api/mailbox")) {
			if (mail.path("text").asText().contains("/calls/" + event.path("call_id").asText())) {
				return mail;
			}
		}
		throw new AssertionError("no mail of that call");
	}

	private ObjectNode deliver(ObjectNode event) {
		this.client.accept(event);
		this.client.delivered(event.path("id").asText());
		return event;
	}

	private JsonNode delivery(String id, String route) {
		return this.client.deliveries(id)
			.stream()
			.filter((each) -> each.path("route").asText().equals(route))
			.findFirst()
			.orElseThrow();
	}

	private List<Path> files() throws Exception {
		Path recordings = Files.createDirectories(this.data.resolve("recordings").toAbsolutePath());
		try (Stream<Path> files = Files.walk(recordings)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
