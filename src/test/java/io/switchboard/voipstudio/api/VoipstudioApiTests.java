package io.switchboard.voipstudio.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.switchboard.CapturesOutput;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RetryLater;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The kamelets, against an HTTP server that answers as VoIPstudio may. */
@SwitchboardTest
@CapturesOutput
class VoipstudioApiTests {

	@RegisterExtension
	static final ApiStub API = new ApiStub();

	private static final String BASE = "/v1.2/voipstudio/";

	private static final Map<String, Object> EVENT = Map.of("id", "uk003.608920d55f7ad3.77053296", "src",
			"447700900123", "dst", "2001");

	private static final String NUMBER = "447700900123";

	@Autowired
	ProducerTemplate camel;

	@Autowired
	CamelContext context;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	ApiGate gate;

	@Value("${data.dir}")
	Path data;

	private Instant receivedAt = Instant.now();

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("voipstudio.api.url", API::url);
		registry.add("voipstudio.api.token", () -> ApiStub.TOKEN);
		registry.add("voipstudio.api.timeout", () -> "4s");
		registry.add("voipstudio.api.breaker-failures", () -> 0);
		registry.add("voipstudio.api.contacts-refresh", () -> "0s");
	}

	@BeforeEach
	void fresh() {
		this.receivedAt = Instant.now();
	}

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
		API.server().verify(1, anyRequestedFor(anyUrl()));
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
	void audio_is_streamed_into_a_file_once_and_counted() throws Exception {
		byte[] audio = new byte[300_000];
		new java.util.Random(1).nextBytes(audio);
		API.when(get(BASE + "monitors/77.mp3"), aResponse().withBody(audio).withChunkedDribbleDelay(3, 30));
		String kamelet = "kamelet:voipstudio-recording-audio-action?recording=77&size=";
		assertThat(ask(kamelet + "300001").getException()).hasMessageContaining("300000 bytes came, not the 300001");
		assertThat(files()).isEmpty();
		Map<?, ?> saved = (Map<?, ?>) body(kamelet + "300000");
		assertThat(saved.get("fresh")).isEqualTo(true);
		assertThat(Path.of(saved.get("file").toString())).hasBinaryContent(audio).hasFileName("4278003532-77.mp3");
		API.server().resetAll();
		assertThat(((Map<?, ?>) body(kamelet + "300000")).get("fresh")).isEqualTo(false);
		API.server().verify(0, anyRequestedFor(anyUrl()));
		assertThat(files()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			application/json                | {"message":"not ready"}
			                                | {"message":"not ready"}
			audio/mpeg                      | [1]
			audio/mpeg                      |   <!DOCTYPE html><html><body>Please sign in</body></html>
			text/html; charset=utf-8        | Please sign in
			application/problem+json        | {}
			application/octet-stream        | <?xml version="1.0"?><error/>
			""")
	void a_text_is_no_recording_whatever_it_is_called(String type, String text) throws Exception {
		ResponseDefinitionBuilder response = aResponse().withBody(text);
		API.when(get(BASE + "monitors/79.mp3"), (type != null) ? response.withHeader("Content-Type", type) : response);
		for (String as : List.of("file", "attachment")) {
			assertThat(ask("kamelet:voipstudio-recording-audio-action?recording=79&size=&as=" + as).getException())
				.hasMessageContaining("the answer is not audio");
		}
		assertThat(files()).noneMatch((file) -> file.getFileName().toString().contains("79"));
	}

	@Test
	void an_answer_that_is_too_long_is_not_read() {
		API.when(get(urlPathEqualTo(BASE + "cdrs")),
				ApiStub.json(200, "{\"data\":[\"" + "x".repeat(2 * 1024 * 1024) + "\"]}"));
		assertThat(ask("kamelet:voipstudio-cdr-action").getException()).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("GET cdrs: the answer is longer than 2097152 bytes")
			.hasMessageContaining("voipstudio.api.max-answer");
		// each is short enough, all of them are not
		API.when(get(urlPathEqualTo(BASE + "cdrs")),
				ApiStub.json(200, "{\"data\":[\"" + "x".repeat(2_000_000) + "\"]}"));
		assertThat(ask("kamelet:voipstudio-cdr-action?allLegs=true").getException())
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("longer than 16 times voipstudio.api.max-answer");
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

	@ParameterizedTest
	@ValueSource(strings = { "../../outside.mp3", "/etc/outside.mp3", "a/../../outside.mp3", "." })
	void audio_stays_within_its_folder(String file) throws Exception {
		API.when(any(anyUrl()), aResponse().withBody("audio"));
		assertThat(ask("kamelet:voipstudio-recording-audio-action?recording=78&size=5&file=" + file).getException())
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("not a file name");
		API.server().verify(0, anyRequestedFor(anyUrl()));
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

	private Object body(String kamelet) {
		Exchange exchange = ask(kamelet);
		assertThat(exchange.getException()).isNull();
		assertThat(exchange.getMessage().getHeaders()).isEmpty();
		return exchange.getMessage().getBody();
	}

	private Exchange ask(String kamelet) {
		return this.camel.request(kamelet, (exchange) -> {
			exchange.getMessage().setBody(EVENT);
			exchange.setVariable("call_id", 4278003532L);
			exchange.setVariable("root_call_id", 4278003531L);
			exchange.setVariable("received_at", this.receivedAt.toString());
		});
	}

	private List<Path> files() throws Exception {
		try (Stream<Path> files = Files.walk(this.data.resolve("recordings"))) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
