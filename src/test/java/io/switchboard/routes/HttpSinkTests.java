package io.switchboard.routes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.standardwebhooks.Webhook;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.inbox.EventReader;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * The requests of {@code http-sink} and {@code webhook-sink}, and the verdict on their
 * answers.
 */
class HttpSinkTests {

	private static final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private static final WireMockServer elsewhere = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private static final String SAMPLE = "call-ended-to-http";

	private static final String KEY = "uk003.608920d55f7140.77053414/r";

	@BeforeAll
	static void start() {
		server.start();
		elsewhere.start();
	}

	@AfterAll
	static void stop() {
		server.stop();
		elsewhere.stop();
	}

	@BeforeEach
	void answersWell() {
		server.resetAll();
		elsewhere.resetAll();
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"id\":7,\"tags\":[\"a\"]}")));
		elsewhere.stubFor(any(anyUrl()).willReturn(aResponse()));
	}

	private static Exchange send(Map<String, String> settings, String kamelet, String parameters) throws Exception {
		String route = """
				- route:
				    id: r
				    from:
				      uri: durable:r
				      steps:
				        - to: {id: s, uri: "kamelet:%s", parameters: {%s}}
				""".formatted(kamelet, parameters);
		Map<String, String> all = new HashMap<>(settings);
		all.put("server.url", server.baseUrl());
		try (DestinationBench bench = new DestinationBench(all, route)) {
			return bench.run("r", DestinationBench.sample(SAMPLE), Set.of());
		}
	}

	private static Exchange request(String parameters) throws Exception {
		return send(Map.of(), "http-sink", parameters);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> fields(Object map) {
		return (Map<String, Object>) map;
	}

	private static LoggedRequest only() {
		assertThat(server.getAllServeEvents()).hasSize(1);
		return server.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl())).get(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "PATCH", "DELETE" })
	void any_method_is_sent_with_a_body_and_without(String method) throws Exception {
		assertThat(request("url: '{{server.url}}/x', method: %s".formatted(method)).getException()).isNull();
		assertThat(only().getMethod().getName()).isEqualTo(method);
		assertThat(only().getBodyAsString()).isEmpty();
		assertThat(only().getHeader("Idempotency-Key")).isEqualTo(KEY);
		if (!method.equals("GET") && !method.equals("DELETE")) {
			server.resetRequests();
			assertThat(
					request("url: '{{server.url}}/x', template: call-ended-to-http, method: " + method).getException())
				.isNull();
			assertThat(only().getBodyAsString()).contains("\"outcome\": \"answered\"", "\"seconds\": 58");
		}
	}

	@Test
	void a_form_has_the_fields_of_the_template() throws Exception {
		request("url: '{{server.url}}/x', as: form, template: call-ended-to-http");
		assertThat(only().getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
		assertThat(only().formParameters()).containsKeys("event", "seconds");
		assertThat(only().formParameters().get("called").firstValue()).isEqualTo("John Smith");
		assertThat(only().formParameters().get("call").firstValue()).endsWith("/calls/4278003615");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bearer: 'the-token'                        | Authorization | Bearer the-token
			username: otto, password: 'pass:w'         | Authorization | Basic b3R0bzpwYXNzOnc=
			username: otto, password: ' p  '           | Authorization | Basic b3R0bzogcCAg
			keyHeader: X-Api-Key, key: 'the key'       | X-Api-Key     | the key
			""")
	void a_request_signs_in_by(String parameters, String header, String value) throws Exception {
		request("url: '{{server.url}}/x', " + parameters);
		assertThat(only().getHeader(header)).isEqualTo(value);
		assertThat(only().getHeaders().keys()).doesNotContain("bearer", "password", "key", "Switchboard-Unread-Answer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bearer: \"tok\\u200ben\"", "bearer: tok\u2013en", "keyHeader: X-Key, key: schl\u00fcssel",
			"keyHeader: X-Key, key: \"two\\nlines\"" })
	void a_secret_that_no_header_can_hold_is_told_and_not_sent_changed(String parameters) throws Exception {
		RouteFailure failure = failure(request("url: '{{server.url}}/x', " + parameters));
		assertThat(failure.sentence()).contains("cannot be sent: a header of HTTP has printable ASCII only");
		assertThat(failure.verdict()).isNotEqualTo(Verdict.NEVER);
		assertThat(server.getAllServeEvents()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tickets/${body[call_id]}             | /x/tickets/4278003615
			/tickets/${body[src]}/notes          | /x/tickets/447700900123/notes
			who is ${body[dst_name]}?a=b&c#d%41  | /x/who%20is%20John%20Smith%3Fa=b&c%23d%2541
			Zoë                                  | /x/Zo%C3%AB
			e\u0301;a=b+c                         | /x/e%CC%81%3Ba=b%2Bc
			""")
	void a_path_is_encoded_and_stays_beneath_the_url(String path, String sent) throws Exception {
		request("url: '{{server.url}}/x?list=1', path: '%s'".formatted(path));
		assertThat(only().getUrl()).isEqualTo(sent + "?list=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../admin", "a/../../b", "a//b", "tickets/${body[none]}", "a/./b" })
	void a_path_that_leads_elsewhere_is_a_dead_letter(String path) throws Exception {
		RouteFailure failure = failure(request("url: '{{server.url}}/x', path: '%s'".formatted(path)));
		assertThat(failure.verdict()).isEqualTo(Verdict.NEVER);
		assertThat(server.getAllServeEvents()).isEmpty();
	}

	/** An engineer writes the address in a step, without a kamelet. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			..          | -
			.           | -
			../../admin | -
			a/..        | -
			%2e%2E      | /in/%252e%252E/z
			...         | /in/.../z
			..a         | /in/..a/z
			""")
	void a_field_in_an_address_does_not_climb(String field, String asked) throws Exception {
		String route = """
				- route:
				    id: r
				    from:
				      uri: durable:r
				      steps:
				        - toD: {id: s, uri: "{{server.url}}/in/${body[dst_name]}/z?httpMethod=GET"}
				""";
		String event = Files.readString(Path.of("routes/samples", SAMPLE + ".json"))
			.replaceFirst("\"dst_name\": \"[^\"]*\"", "\"dst_name\": \"" + field + "\"");
		try (DestinationBench bench = new DestinationBench(Map.of("server.url", server.baseUrl()), route)) {
			Exchange done = bench.run("r", EventReader.read(event.getBytes(StandardCharsets.UTF_8)), Set.of());
			if (asked.equals("-")) {
				assertThat(failure(done).verdict()).isEqualTo(Verdict.NEVER);
				assertThat(failure(done).sentence()).contains("a part that is only dots");
				assertThat(server.getAllServeEvents()).isEmpty();
			}
			else {
				assertThat(done.getException()).isNull();
				assertThat(only().getUrl()).isEqualTo(asked);
			}
		}
	}

	@Test
	void the_event_stays_whole_and_the_answer_is_a_variable() throws Exception {
		Exchange done = request("url: '{{server.url}}/x'");
		assertThat(fields(done.getMessage().getBody())).containsEntry("dst_name", "John Smith");
		assertThat(done.getMessage().getHeaders()).isEmpty();
		assertThat(fields(done.getVariable("http_answer"))).containsExactly(entry("status", 200),
				entry("body", Map.of("id", 7, "tags", List.of("a"))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			202 |            |
			204 |            |
			200 | <b>ok</b>  | <b>ok</b>
			200 | ok         | ok
			200 | {"a":      | {"a":
			200 | {"a":1} x  | {"a":1} x
			""")
	void an_answer_that_is_empty_or_no_json_is_no_failure(int status, String said, String body) throws Exception {
		server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody((said != null) ? said : "")));
		Exchange done = request("url: '{{server.url}}/x'");
		assertThat(done.getException()).isNull();
		assertThat(fields(done.getVariable("http_answer"))).containsEntry("status", status).containsEntry("body", body);
	}

	@ParameterizedTest
	@CsvSource({ "GET, 301, true", "GET, 302, true", "GET, 307, true", "POST, 307, true", "POST, 308, true",
			"PUT, 308, true", "POST, 301, false", "POST, 302, false", "POST, 303, false", "DELETE, 301, false" })
	void a_redirect_is_followed_where_the_same_is_asked_there(String method, int status, boolean followed)
			throws Exception {
		server.stubFor(any(urlPathEqualTo("/x"))
			.willReturn(aResponse().withStatus(status).withHeader("Location", server.baseUrl() + "/y")));
		Exchange done = request("url: '{{server.url}}/x', method: %s".formatted(method));
		assertThat(done.getException() == null).isEqualTo(followed);
		assertThat(
				server.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(urlPathEqualTo("/y"))))
			.hasSize(followed ? 1 : 0);
		if (!followed) {
			assertThat(failure(done).sentence()).contains("answered " + status, "which leads to http://localhost:");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			-                      | false
			localhost              | true
			localhost, 127.0.0.1   | true
			""")
	void a_redirect_to_another_host_is_followed_within_the_list(String hosts, boolean followed) throws Exception {
		server.stubFor(any(urlPathEqualTo("/x"))
			.willReturn(aResponse().withStatus(307).withHeader("Location", elsewhere.baseUrl() + "/there")));
		Exchange done = send((hosts != null) ? Map.of("http.hosts", hosts) : Map.of(), "http-sink",
				"url: '{{server.url}}/x', bearer: t");
		assertThat(done.getException() == null).isEqualTo(followed);
		assertThat(elsewhere.getAllServeEvents()).hasSize(followed ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource({ "bearer: t, Authorization", "'keyHeader: X-Key, key: t', X-Key",
			"'username: u, password: t', Authorization", "oauth: helpdesk, Authorization" })
	void a_login_is_sent_to_the_server_that_it_is_for_and_to_no_other(String login, String header) throws Exception {
		token("first", 3600);
		server.stubFor(any(urlPathEqualTo("/x"))
			.willReturn(aResponse().withStatus(308).withHeader("Location", server.baseUrl() + "/y")));
		server.stubFor(any(urlPathEqualTo("/y"))
			.willReturn(aResponse().withStatus(307).withHeader("Location", elsewhere.baseUrl() + "/there")));
		Map<String, String> settings = new HashMap<>(oauth());
		settings.put("http.hosts", "localhost");
		Exchange done = send(settings, "http-sink", "url: '{{server.url}}/x', template: call-ended-to-http, " + login);
		assertThat(done.getException()).isNull();
		LoggedRequest first = server.findAll(postRequestedFor(urlPathEqualTo("/x"))).get(0);
		LoggedRequest second = server.findAll(postRequestedFor(urlPathEqualTo("/y"))).get(0);
		assertThat(second.getHeader(header)).isNotEmpty().isEqualTo(first.getHeader(header));
		assertThat(elsewhere.getAllServeEvents()).singleElement().satisfies((each) -> {
			assertThat(each.getRequest().containsHeader(header)).isFalse();
			assertThat(each.getRequest().getHeader("Content-Type")).startsWith("application/json");
			assertThat(each.getRequest().getHeader("Idempotency-Key")).isEqualTo(first.getHeader("Idempotency-Key"));
			assertThat(each.getRequest().getBodyAsString()).isEqualTo(first.getBodyAsString());
		});
		assertThat(second.getAllHeaderKeys()).noneMatch((each) -> each.toLowerCase().startsWith("switchboard-"));
	}

	@Test
	void a_host_that_is_not_allowed_holds_the_route_and_nothing_leaves() throws Exception {
		RouteFailure failure = failure(
				send(Map.of("http.hosts", "api.example.org"), "http-sink", "url: '{{server.url}}/x'"));
		assertThat(failure.verdict()).isEqualTo(Verdict.SHUT_OUT);
		assertThat(failure.sentence()).contains("http.hosts (HTTP_HOSTS) does not allow localhost");
		assertThat(server.getAllServeEvents()).isEmpty();
	}

	@Test
	void a_webhook_is_one_that_its_receiver_verifies_and_the_same_in_each_attempt() throws Exception {
		String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
		String parameters = "url: '{{server.url}}/hook', secret: '{{the.secret}}'";
		for (int i = 0; i < 2; i++) {
			assertThat(send(Map.of("the.secret", secret), "webhook-sink", parameters).getException()).isNull();
		}
		List<LoggedRequest> sent = server.findAll(postRequestedFor(urlPathEqualTo("/hook")));
		assertThat(sent.stream().map((each) -> each.getHeader("webhook-id")).distinct()).singleElement()
			.asString()
			.matches("msg_[0-9a-f-]{36}");
		for (LoggedRequest each : sent) {
			new Webhook(secret).verify(each.getBodyAsString(),
					Map.of("webhook-id", List.of(each.getHeader("webhook-id")), "webhook-timestamp",
							List.of(each.getHeader("webhook-timestamp")), "webhook-signature",
							List.of(each.getHeader("webhook-signature"))));
			assertThat(each.getBodyAsString()).contains("\"type\":\"call.hangup\"", "\"call_id\":4278003615");
			assertThat(each.getHeaders().keys()).doesNotContain("webhook_secret");
		}
	}

	@Test
	void a_token_is_asked_for_once_and_again_when_the_server_refuses_it() throws Exception {
		token("first", 3600);
		Map<String, String> settings = oauth();
		String route = """
				- route:
				    id: r
				    from:
				      uri: durable:r
				      steps:
				        - to: {id: s, uri: "kamelet:http-sink", parameters: {url: '{{server.url}}/x', oauth: helpdesk, template: call-ended-to-http}}
				""";
		try (DestinationBench bench = new DestinationBench(settings, route)) {
			for (int i = 0; i < 3; i++) {
				assertThat(bench.run("r", DestinationBench.sample(SAMPLE), Set.of()).getException()).isNull();
			}
			server.verify(1, postRequestedFor(urlPathEqualTo("/token")));
			server.verify(3,
					postRequestedFor(urlPathEqualTo("/x")).withHeader("Authorization", equalTo("Bearer first")));
			server.stubFor(post(urlPathEqualTo("/x")).withHeader("Authorization", equalTo("Bearer first"))
				.willReturn(aResponse().withStatus(401)));
			token("second", 3600);
			assertThat(bench.run("r", DestinationBench.sample(SAMPLE), Set.of()).getException()).isNull();
			server.verify(2, postRequestedFor(urlPathEqualTo("/token")));
			server.verify(1,
					postRequestedFor(urlPathEqualTo("/x")).withHeader("Authorization", equalTo("Bearer second")));
		}
		LoggedRequest asked = server.findAll(postRequestedFor(urlPathEqualTo("/token"))).get(0);
		assertThat(asked.formParameters().get("grant_type").firstValue()).isEqualTo("client_credentials");
		assertThat(asked.formParameters().get("client_secret").firstValue()).isEqualTo("s3cret & more");
		assertThat(asked.formParameters().get("scope").firstValue()).isEqualTo("tickets.write");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					401 | {"error":"invalid_client","error_description":"s3cret & more is wrong"} | SHUT_OUT | refuses us: 401 invalid_client *** is wrong; see oauth.helpdesk.client-secret
					400 | {"error":"invalid_scope"}                                               | SHUT_OUT | refuses us: 400 invalid_scope
					404 | <h1>nothing here</h1>                                                   | SHUT_OUT | refuses us: 404
					400 | {"error":"temporarily_unavailable"}                                     | AWAY     | gives no token for now
					503 | busy                                                                    | AWAY     | gives no token for now: 503
					429 |                                                                         | AWAY     | gives no token for now: 429
					200 | <h1>log in here</h1>                                                    | AWAY     | gives no token for now: 200
					""")
	void a_token_endpoint_that_gives_none_is_told(int status, String body, Verdict verdict, String told)
			throws Exception {
		server.stubFor(post(urlPathEqualTo("/token"))
			.willReturn(aResponse().withStatus(status).withBody((body != null) ? body : "")));
		RouteFailure failure = failure(send(oauth(), "http-sink", "url: '{{server.url}}/x', oauth: helpdesk"));
		assertThat(failure.verdict()).as(failure.sentence()).isEqualTo(verdict);
		assertThat(failure.sentence()).contains("oauth.helpdesk: the token endpoint " + told).doesNotContain("s3cret");
		server.verify(0, postRequestedFor(urlPathEqualTo("/x")));
	}

	@Test
	void a_client_that_is_in_no_setting_holds_the_route() throws Exception {
		RouteFailure failure = failure(request("url: '{{server.url}}/x', oauth: nobody"));
		assertThat(failure.verdict()).isEqualTo(Verdict.SHUT_OUT);
		assertThat(failure.sentence()).contains("there is no oauth.nobody in the settings");
	}

	private static void token(String token, int seconds) {
		server.stubFor(post(urlPathEqualTo("/token")).willReturn(aResponse().withBody(
				"{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}".formatted(token, seconds))));
	}

	private static Map<String, String> oauth() {
		return Map.of("oauth.helpdesk.token-url", server.baseUrl() + "/token", "oauth.helpdesk.client-id",
				"switchboard", "oauth.helpdesk.client-secret", "s3cret & more", "oauth.helpdesk.scope", "tickets.write",
				"server.url", server.baseUrl());
	}

	private static RouteFailure failure(Exchange exchange) {
		assertThat(exchange.getException()).isNotNull();
		return new RouteFailure("s", exchange.getException());
	}

	@Test
	void a_page_says_of_each_destination_how_it_is_set_up() throws Exception {
		for (String name : List.of("http", "webhook")) {
			assertThat(Files.readString(Path.of("docs/destinations", name + ".md"))).contains("## What to set here",
					"## How it fails");
		}
	}

}
