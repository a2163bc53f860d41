package io.switchboard.voipstudio.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.tomakehurst.wiremock.http.Fault;
import io.switchboard.Client;
import io.switchboard.failure.PermanentFailure;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Text messages, calls and transfers: what is sent, and that nothing is sent twice. */
class ApiActionTests extends VoipstudioApiBench {

	@ParameterizedTest
	@ValueSource(strings = { "sms-sink?to=447700900124&message=hello", "dial-action?to=447700900124" })
	void a_call_or_text_message_is_never_sent_twice(String kamelet) {
		for (Fault fault : List.of(Fault.CONNECTION_RESET_BY_PEER, Fault.EMPTY_RESPONSE)) {
			API.beforeEach(null);
			API.when(any(anyUrl()), aResponse().withFault(fault));
			assertThat(ask("kamelet:voipstudio-" + kamelet).getException()).as(fault.toString())
				.isInstanceOf(PermanentFailure.class)
				.hasMessageContaining("it is not known whether it was carried out");
			API.server().verify(1, anyRequestedFor(anyUrl()));
		}
		for (Fault fault : List.of(Fault.MALFORMED_RESPONSE_CHUNK, Fault.RANDOM_DATA_THEN_CLOSE)) {
			API.beforeEach(null);
			API.when(any(anyUrl()), aResponse().withStatus(500).withFault(fault));
			assertThat(ask("kamelet:voipstudio-" + kamelet).getException() instanceof ApiFailure).as(fault.toString())
				.isFalse();
			API.server().verify(1, anyRequestedFor(anyUrl()));
		}
		for (int status : new int[] { 500, 502, 504 }) {
			API.beforeEach(null);
			API.when(any(anyUrl()), ApiStub.json(status, "{\"message\":\"no\"}"));
			assertThat(ask("kamelet:voipstudio-" + kamelet).getException()).isInstanceOf(PermanentFailure.class);
			API.server().verify(1, anyRequestedFor(anyUrl()));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 500, 503 })
	void a_failure_that_repeats_the_key_is_told_without_it(int status) {
		for (String body : List.of("{\"message\":\"X-Auth-Token: %s\"}", "<h1>No</h1> X-Auth-Token: %s")) {
			API.when(any(anyUrl()), ApiStub.json(status, body.formatted(ApiStub.TOKEN)));
			assertThat(ask("kamelet:voipstudio-sms-sink?to=447700900124&message=hello").getException())
				.hasMessageContaining("X-Auth-Token: ***")
				.hasMessageNotContaining(ApiStub.TOKEN);
		}
	}

	@Test
	void a_call_or_text_message_that_timed_out_is_not_sent_again() {
		API.when(any(anyUrl()), ApiStub.json(201, "{\"data\":{}}").withFixedDelay(6000));
		assertThat(ask("kamelet:voipstudio-sms-sink?to=447700900124&message=hello").getException())
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("did not answer in time")
			.hasMessageContaining("not known");
		// a client that stops waiting may be faster than the server's journal
		await().untilAsserted(() -> API.server().verify(1, anyRequestedFor(anyUrl())));
	}

	/** The same attempt runs again, because a process was killed in it. */
	@ParameterizedTest
	@ValueSource(strings = { "sms-sink?to=447700900124&message=hello", "dial-action?to=447700900124" })
	void what_a_killed_process_may_have_started_is_started_again_by_a_person_alone(String kamelet) {
		API.when(any(anyUrl()), ApiStub.json(201, "{\"data\":{\"id\":1}}"));
		String key = Client.newId() + "/x";
		assertThat(attempt(kamelet, key, 1)).isNull();
		assertThat(attempt(kamelet, key, 1)).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("Switchboard stopped while it was under way; it is not known")
			.hasMessageContaining("redeliver");
		API.server().verify(1, anyRequestedFor(anyUrl()));
		assertThat(attempt(kamelet, key, 2)).isNull();
		API.server().verify(2, anyRequestedFor(anyUrl()));
		// another part of the same attempt, such as of a split
		assertThat(attempt(kamelet.replace("700900124", "700900125"), key, 2)).isNull();
	}

	/** Else somebody redelivers what was sent. */
	@ParameterizedTest
	@CsvSource({ "201, none", "422, 422", "504, not known" })
	void half_of_an_answer_says_with_its_status_what_became_of_it(int status, String said) {
		API.when(any(anyUrl()),
				aResponse().withStatus(status).withBody("{\"data\":").withHeader("Content-Length", "1000"));
		Exception failure = ask("kamelet:voipstudio-sms-sink?to=447700900124&message=hello").getException();
		assertThat((failure != null) ? failure.getMessage() : "none").contains(said);
		API.server().verify(1, anyRequestedFor(anyUrl()));
	}

	@Test
	void what_was_surely_not_started_is_started_by_the_same_attempt() {
		String key = Client.newId() + "/x";
		API.when(any(anyUrl()), ApiStub.json(503, "{\"message\":\"busy\"}"));
		assertThat(attempt("sms-sink?to=447700900124&message=hello", key, 1)).isInstanceOf(ApiFailure.class);
		API.when(any(anyUrl()), ApiStub.json(201, "{\"data\":{\"id\":1}}"));
		assertThat(attempt("sms-sink?to=447700900124&message=hello", key, 1)).isNull();
	}

	private Exception attempt(String kamelet, String key, int attempt) {
		return this.camel.request("kamelet:voipstudio-" + kamelet, (exchange) -> {
			exchange.getMessage().setBody(EVENT);
			exchange.setVariable("received_at", this.receivedAt.toString());
			exchange.setVariable("event_key", key);
			exchange.setVariable("attempt", attempt);
		}).getException();
	}

	@Test
	void a_text_message_that_was_refused_for_now_is_the_deliverys_to_repeat() {
		API.when(any(anyUrl()), ApiStub.json(503, "{\"message\":\"busy\"}"));
		assertThat(ask("kamelet:voipstudio-sms-sink?to=447700900124&message=hello").getException())
			.isInstanceOf(ApiFailure.class);
		API.server().verify(1, anyRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "266696687", "7378742833", "anonymous", "Private-number", "sip:anonymous@example.org" })
	void nobody_is_called_or_written_to_who_withholds_the_number(String number) {
		for (String kamelet : List.of("sms-sink?message=hello&to=", "dial-action?to=", "transfer-action?to=")) {
			assertThat(ask("kamelet:voipstudio-" + kamelet + number).getException())
				.isInstanceOf(PermanentFailure.class)
				.hasMessageContaining("withheld");
		}
		assertThat(body("kamelet:voipstudio-contact-action?number=" + number)).isEqualTo(Map.of());
		API.server().verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void what_is_sent_is_json_without_what_was_not_said() {
		API.when(any(anyUrl()), ApiStub.json(201, "{\"data\":{\"id\":5},\"links\":{}}"));
		assertThat(body("kamelet:voipstudio-sms-sink?to=447700900124&message=RAW(say \"hi\" & {bye})"))
			.isEqualTo(Map.of("id", 5));
		body("kamelet:voipstudio-dial-action?to=447700900124&from=2001&callerId=442079460123");
		body("kamelet:voipstudio-transfer-action?to=2002");
		body("kamelet:voipstudio-answer-action");
		body("kamelet:voipstudio-sms-sink?to=447700900125&message=Half \ud83d");
		assertThat(API.server()
			.getAllServeEvents()
			.stream()
			.map((each) -> each.getRequest().getMethod() + " " + each.getRequest().getUrl().substring(BASE.length())
					+ " " + each.getRequest().getBodyAsString()))
			.containsExactlyInAnyOrder("POST sms {\"message\":\"say \\\"hi\\\" & {bye}\",\"to\":\"447700900124\"}",
					"POST sms {\"message\":\"Half \ufffd\",\"to\":\"447700900125\"}",
					"POST calls {\"caller_id\":\"442079460123\",\"from\":\"2001\",\"to\":\"447700900124\"}",
					"PATCH calls/4278003532 {\"dst\":\"2002\"}", "PATCH calls/4278003532 {\"state\":\"CONNECTED\"}");
	}

	@Test
	void to_hang_up_what_is_over_is_no_failure() {
		API.when(any(anyUrl()), aResponse().withStatus(204));
		assertThat(body("kamelet:voipstudio-hangup-action")).isNull();
		API.when(any(anyUrl()), ApiStub.json(404, "{\"message\":\"gone\"}"));
		assertThat(body("kamelet:voipstudio-hangup-action")).isNull();
		assertThat(ask("kamelet:voipstudio-transfer-action?to=2002").getException())
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("404 gone");
	}

	@Test
	void a_rate_limit_that_is_told_as_a_400_may_pass_later() {
		API.when(any(anyUrl()),
				ApiStub.json(400, "{\"message\":\"Maximum per minute call rate exceeded\",\"errors\":[]}"));
		assertThat(ask("kamelet:voipstudio-dial-action?from=1&to=2").getException()).isInstanceOf(ApiFailure.class)
			.hasMessageContaining("400 Maximum per minute call rate exceeded");
		API.when(any(anyUrl()), ApiStub.json(400, "{\"message\":\"Validation failed\",\"errors\":[]}"));
		assertThat(ask("kamelet:voipstudio-dial-action?from=1&to=2").getException())
			.isInstanceOf(PermanentFailure.class);
	}

	@Test
	void a_text_message_that_went_out_does_not_go_out_again_because_a_later_step_fails() throws Exception {
		API.when(any(anyUrl()), ApiStub.json(201, "{\"data\":{\"id\":1}}"));
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.dtmf\"}".formatted(id));
		this.jdbc.update("""
				insert into delivery (event_seq, route, status, attempts, next_attempt_at, updated_at)
				select seq, 'texter', 'pending', 0, received_at, received_at from event where id = ?""", id);
		AtomicInteger failures = new AtomicInteger();
		this.context.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from("durable:texter?backoff=1ms").routeId("texter")
					.to("kamelet:voipstudio-sms-sink?to=447700900123&message=hello")
					.process((exchange) -> {
						if (failures.incrementAndGet() < 3) {
							throw new java.net.ConnectException("refused");
						}
					});
			}
		});
		await().until(() -> this.client.data("/api/deliveries?route=texter&status=delivered").size() == 1);
		assertThat(failures).hasValue(3);
		API.server().verify(1, postRequestedFor(urlPathEqualTo(BASE + "sms")));
		this.context.getRouteController().stopRoute("texter");
		this.context.removeRoute("texter");
	}

}
