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
import io.switchboard.routes.dryrun.EditedFolder;
import io.switchboard.routes.dryrun.Report;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Mails, activities, recordings and transfers that need an answer from another system.
 */
class EnrichedDestinationTests extends EnrichedDestinationBench {

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

	/** The mail of an event before and after an edit. */
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

	/** A route that fetches the audio, then sends a mail. */
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

	private List<Path> files() throws Exception {
		Path recordings = Files.createDirectories(this.data.resolve("recordings").toAbsolutePath());
		try (Stream<Path> files = Files.walk(recordings)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
