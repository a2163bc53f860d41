package io.switchboard.voipstudio.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.http.Fault;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RetryLater;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests to VoIPstudio's API: pages, waits, failures and their reasons. */
class VoipstudioApiTests extends VoipstudioApiBench {

	private static final String NUMBER = "447700900123";

	@Test
	void a_live_call_is_told_from_one_that_is_over() {
		API.when(get(BASE + "calls/4278003532"),
				ApiStub.json(200, "{\"data\":{\"id\":4278003532,\"state\":\"RINGING\"},\"links\":{}}"));
		assertThat(body("kamelet:voipstudio-call-action"))
			.isEqualTo(Map.of("live", true, "call", Map.of("id", 4278003532L, "state", "RINGING")));
		API.when(get(BASE + "calls/4278003532"), ApiStub.json(404, "{\"message\":\"Not found\"}"));
		API.when(get(urlPathEqualTo(BASE + "cdrs")),
				ApiStub.json(200, "{\"data\":[{\"id\":7,\"disposition\":\"CONNECTED\"}],\"total\":1}"));
		assertThat(body("kamelet:voipstudio-call-action"))
			.isEqualTo(Map.of("live", false, "cdr", Map.of("id", 7, "disposition", "CONNECTED")));
	}

	@Test
	void the_key_goes_with_the_request_and_nowhere_else(CapturedOutput output) {
		API.when(any(anyUrl()), ApiStub.json(500, "{\"message\":\"oops\"}"));
		Exchange exchange = ask("kamelet:voipstudio-cdr-action");
		API.server().verify(anyRequestedFor(anyUrl()).withHeader("X-Auth-Token", equalTo(ApiStub.TOKEN)));
		assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain(ApiStub.TOKEN);
		assertThat(exchange.getException().toString()).doesNotContain(ApiStub.TOKEN);
		assertThat(output.getAll()).doesNotContain(ApiStub.TOKEN).doesNotContain(NUMBER);
	}

	@Test
	void nothing_of_the_event_travels_with_a_request() {
		API.when(any(anyUrl()), ApiStub.json(200, "{\"data\":[]}"));
		body("kamelet:voipstudio-calls-action");
		API.server()
			.verify(getRequestedFor(urlPathEqualTo(BASE + "calls")).withRequestBody(absent())
				.withoutHeader("path")
				.withoutHeader("awaited"));
	}

	@Test
	void a_filter_is_json_with_the_operator_that_was_set() {
		API.when(any(anyUrl()), ApiStub.json(200, "{\"data\":[{\"id\":1}],\"total\":1}"));
		body("kamelet:voipstudio-cdr-action");
		API.server()
			.verify(getRequestedFor(urlPathEqualTo(BASE + "cdrs")).withQueryParam("filter",
					equalToJson("[{\"property\":\"live_id\",\"operator\":\"=\",\"value\":\"4278003532\"}]")));
	}

	@Test
	void a_value_cannot_break_out_of_the_filter() {
		API.when(any(anyUrl()), ApiStub.json(200, "{\"data\":[{\"id\":1}],\"total\":1}"));
		String hostile = "1\"}]&x=%20#\n";
		body("kamelet:voipstudio-cdr-action?callId=RAW(" + hostile.strip() + ")");
		API.server()
			.verify(getRequestedFor(urlPathEqualTo(BASE + "cdrs")).withQueryParam("x", absent())
				.withQueryParam("filter",
						equalToJson("[{\"property\":\"live_id\",\"operator\":\"=\",\"value\":\"1\\\"}]&x=%20#\"}]")));
	}

	@Test
	void all_legs_are_fetched_page_by_page_until_one_is_empty() {
		for (int page = 1; page <= 3; page++) {
			String rows = (page < 3) ? "{\"id\":%d},{\"id\":%d}".formatted(page * 2, page * 2 + 1) : "";
			API.when(get(urlPathEqualTo(BASE + "cdrs")).withQueryParam("page", equalTo(String.valueOf(page))),
					ApiStub.json(200, "{\"data\":[" + rows + "]}"));
		}
		assertThat(body("kamelet:voipstudio-cdr-action?allLegs=true"))
			.isEqualTo(List.of(Map.of("id", 2), Map.of("id", 3), Map.of("id", 4), Map.of("id", 5)));
		API.server()
			.verify(3, getRequestedFor(urlPathEqualTo(BASE + "cdrs")).withQueryParam("filter",
					equalToJson("[{\"property\":\"root_live_id\",\"operator\":\"=\",\"value\":\"4278003531\"}]")));
	}

	@ParameterizedTest
	@CsvSource({ "500,3", "502,3", "503,3", "429,3", "400,1", "401,1", "403,1", "404,1" })
	void what_may_pass_is_asked_again_a_few_times(int status, int requests) {
		API.when(any(anyUrl()), ApiStub.json(status, "{\"message\":\"no\"}"));
		assertThat(ask("kamelet:voipstudio-cdr-action").getException()).isNotNull();
		API.server().verify(requests, anyRequestedFor(anyUrl()));
	}

	@Test
	void a_failure_that_passes_is_not_noticed() {
		API.when(get(anyUrl()).inScenario("passes").willSetStateTo("passed"),
				aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
		API.when(get(anyUrl()).inScenario("passes").whenScenarioStateIs("passed"),
				ApiStub.json(200, "{\"data\":[{\"id\":1}],\"total\":1}"));
		assertThat(body("kamelet:voipstudio-cdr-action")).isEqualTo(Map.of("id", 1));
	}

	@Test
	void errors_become_one_sentence() {
		assertThat(
				sentence(400, "{\"message\":\"Validation\",\"errors\":[{\"field\":\"from\",\"message\":\"unknown\"}]}"))
			.isEqualTo("VoIPstudio API: GET cdrs: 400 Validation: from: unknown");
		assertThat(sentence(400, "<html><head><title>x</title></head><body><h1>Bad</h1> request</body></html>"))
			.isEqualTo("VoIPstudio API: GET cdrs: 400, no JSON: Bad request");
		assertThat(sentence(401, "")).contains("the API key is not accepted");
		assertThat(sentence(200, "<html>a page of a proxy</html>")).contains("200 with an answer that is not its JSON");
		assertThat(sentence(200, "[]")).contains("200 with an answer that is not its JSON");
		API.when(any(anyUrl()), ApiStub.json(412, "{\"message\":\"Precondition failed\"}"));
		assertThat(ask("kamelet:voipstudio-dial-action?to=1").getException())
			.hasMessageContaining("no phone is registered");
	}

	private String sentence(int status, String answer) {
		API.when(any(anyUrl()), ApiStub.json(status, answer));
		return ask("kamelet:voipstudio-cdr-action").getException().getMessage();
	}

	@Test
	void a_record_that_is_not_there_yet_is_waited_for_without_a_thread() {
		API.when(any(anyUrl()), ApiStub.json(200, "{\"data\":[],\"total\":0}"));
		assertThat(ask("kamelet:voipstudio-cdr-action?waitFor=5m").getException()).isInstanceOf(RetryLater.class)
			.hasMessageContaining("the call's record is not there yet");
		this.receivedAt = Instant.now().minus(Duration.ofMinutes(6));
		assertThat(ask("kamelet:voipstudio-cdr-action?waitFor=5m").getException()).isInstanceOf(PermanentFailure.class);
		assertThat(body("kamelet:voipstudio-cdr-action?waitFor=5m&optional=true"))
			.isEqualTo(Map.of("unavailable", "the call's record is not there"));
		assertThat(body("kamelet:voipstudio-recording-action?waitFor=5m")).isEqualTo(List.of());
	}

	@Test
	void waits_grow_with_the_age_and_end_with_it() {
		assertThat(AnswerOrLater.next(Duration.ZERO, Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
		assertThat(AnswerOrLater.next(Duration.ofSeconds(30), Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(30));
		assertThat(AnswerOrLater.next(Duration.ofSeconds(30), Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
		assertThat(AnswerOrLater.next(Duration.ofHours(3), Duration.ofHours(9))).isEqualTo(Duration.ofMinutes(10));
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 400, 401, 200 })
	void what_is_optional_says_what_is_missing(int status) {
		API.when(any(anyUrl()), ApiStub.json(status, "<html>"));
		assertThat(body("kamelet:voipstudio-cdr-action?optional=true"))
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
			.containsOnlyKeys("unavailable");
	}

	@Test
	void an_answer_that_is_too_long_is_not_read() {
		API.when(get(urlPathEqualTo(BASE + "cdrs")),
				ApiStub.json(200, "{\"data\":[\"" + "x".repeat(2 * 1024 * 1024) + "\"]}"));
		assertThat(ask("kamelet:voipstudio-cdr-action").getException()).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("GET cdrs: the answer is longer than 2097152 bytes")
			.hasMessageContaining("voipstudio.api.max-answer");
		// each value is short enough, but all together are not
		API.when(get(urlPathEqualTo(BASE + "cdrs")),
				ApiStub.json(200, "{\"data\":[\"" + "x".repeat(2_000_000) + "\"]}"));
		assertThat(ask("kamelet:voipstudio-cdr-action?allLegs=true").getException())
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("longer than 16 times voipstudio.api.max-answer");
	}

	@Test
	void a_caller_is_found_however_the_contact_is_spelt() {
		API.when(get(urlPathEqualTo(BASE + "contacts")), ApiStub.json(200,
				"""
						{"data":[{"id":1,"first_name":"Ann","last_name":"Lee","company":"Acme","tel":"020 7946 0123"},
						         {"id":2,"first_name":null,"last_name":null,"company":"Drama Ltd","mobile_2":"+44 (0)7700 900123"},
						         {"id":3,"first_name":"No","last_name":"Number","tel":"n/a","ext":"2001"}],"total":3}"""));
		assertThat(((Map<?, ?>) body("kamelet:voipstudio-contact-action")).get("name")).isEqualTo("Drama Ltd");
		assertThat(((Map<?, ?>) body("kamelet:voipstudio-contact-action?number=442079460123")).get("name"))
			.isEqualTo("Ann Lee, Acme");
		assertThat(body("kamelet:voipstudio-contact-action?number=2001")).isEqualTo(Map.of());
		assertThat(body("kamelet:voipstudio-contact-action?number=")).isEqualTo(Map.of());
	}

	@Test
	void contacts_known_from_before_outlive_an_outage() {
		API.when(get(urlPathEqualTo(BASE + "contacts")), ApiStub.json(200,
				"{\"data\":[{\"id\":1,\"first_name\":\"Ann\",\"tel\":\"+447700900123\"}],\"total\":1}"));
		body("kamelet:voipstudio-contact-action");
		API.when(any(anyUrl()), ApiStub.json(500, "{}"));
		assertThat(((Map<?, ?>) body("kamelet:voipstudio-contact-action")).get("name")).isEqualTo("Ann");
	}

	@Test
	void an_event_without_a_call_asks_nothing() {
		for (String kamelet : List.of("transfer-action?to=2002", "cdr-action", "cdr-action?allLegs=true", "call-action",
				"recording-action")) {
			Exchange exchange = this.camel.request("kamelet:voipstudio-" + kamelet,
					(asked) -> asked.getMessage().setBody(EVENT));
			assertThat(exchange.getException()).as(kamelet)
				.isInstanceOf(PermanentFailure.class)
				.hasMessageContaining("does the event have a call_id?");
		}
		Exchange optional = this.camel.request("kamelet:voipstudio-cdr-action?optional=true",
				(asked) -> asked.getMessage().setBody(EVENT));
		assertThat(optional.getException()).isNull();
		assertThat(optional.getMessage().getBody(Map.class).toString()).contains("does the event have a call_id?");
		API.server().verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void a_busy_api_is_left_alone_as_long_as_it_asks() {
		API.when(any(anyUrl()), ApiStub.json(429, "{\"message\":\"slow down\"}").withHeader("Retry-After", "1"));
		assertThat(ask("kamelet:voipstudio-cdr-action").getException()).isInstanceOfSatisfying(ApiFailure.class,
				(failure) -> {
					assertThat(failure.getStatusCode()).isEqualTo(429);
					assertThat(failure.getResponseHeaders()).containsEntry("Retry-After", "1");
				});
		assertThat(ask("kamelet:voipstudio-cdr-action").getException()).hasMessageContaining("asked us to wait");
		API.server().verify(1, anyRequestedFor(anyUrl()));
		API.when(any(anyUrl()), ApiStub.json(200, "{\"data\":[{\"id\":1}],\"total\":1}"));
		org.awaitility.Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.until(() -> ask("kamelet:voipstudio-cdr-action").getException() == null);
	}

}
