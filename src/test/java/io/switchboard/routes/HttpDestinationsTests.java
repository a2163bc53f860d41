package io.switchboard.routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import io.switchboard.failure.RetryAfter;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.inbox.EventReader;
import io.switchboard.settings.Secrets;
import io.switchboard.settings.SettingLookup;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The verdict on a delivery, for each HTTP destination and each kind of answer. No secret
 * is in the reason.
 */
@Order(3)
class HttpDestinationsTests {

	static final String SECRET = "a-secret-that-nobody-may-read-4711";

	private static final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private static final Map<String, DestinationBench> benches = new LinkedHashMap<>();

	/** The verdict on the delivery. */
	private enum Fate {

		DELIVERED(null), DEAD(Verdict.NEVER), AGAIN(Verdict.REFUSED), AGAIN_OR_ROUTE_WAITS(Verdict.UNCLEAR),
		ROUTE_WAITS(Verdict.AWAY), ROUTE_WAITS_FOR_A_SETTING(Verdict.SHUT_OUT);

		private final Verdict verdict;

		Fate(Verdict verdict) {
			this.verdict = verdict;
		}

	}

	/**
	 * The settings of each destination; the secret is in the address where the vendor
	 * puts it there.
	 */
	static final Map<String, Function<String, Map<String, String>>> DESTINATIONS = new LinkedHashMap<>();

	static {
		DESTINATIONS.put("call-ended-to-http", (url) -> Map.of("call-ended-to-http.url", url + "/ended?sig=" + SECRET,
				"call-ended-to-http.token", SECRET));
		DESTINATIONS.put("call-ended-to-webhook", (url) -> Map.of("call-ended-to-webhook.url", url + "/hooks/" + SECRET,
				"call-ended-to-webhook.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
		DESTINATIONS.put("missed-call-to-slack", (url) -> Map.of("slack.url", url + "/services/T0/B0/" + SECRET));
		DESTINATIONS.put("missed-call-to-teams", (url) -> Map.of("teams.url", url + "/workflows/1?sig=" + SECRET));
		DESTINATIONS.put("missed-call-to-google-chat",
				(url) -> Map.of("google-chat.url", url + "/v1/spaces/A/messages?key=k&token=" + SECRET));
		DESTINATIONS.put("missed-call-to-mattermost", (url) -> Map.of("mattermost.url", url + "/hooks/" + SECRET));
		DESTINATIONS.put("call-ended-to-crm",
				(url) -> Map.of("crm.url", url + "/activities?list=1", "crm.token", SECRET));
	}

	/**
	 * The writing requests of destinations that ask first. Their questions are answered
	 * well.
	 */
	static final Map<String, String> WRITES = new LinkedHashMap<>();

	/** The answers to their questions. */
	private static final String ASKED = """
			{"results": [{"id": "7", "phone": "+447700900123", "properties": {"phone": "+447700900123"}}],
			 "users": [{"id": "7", "phone": "+447700900123"}],
			 "records": [{"Id": "7", "Phone": "+447700900123"}],
			 "data": %s, "access_token": "%s", "expires_in": 3600}
			""";

	static {
		DESTINATIONS.put("call-settled-to-hubspot",
				(url) -> Map.of("hubspot.url", url, "hubspot.token", SECRET, "hubspot.recording-wait", "0s"));
		WRITES.put("call-settled-to-hubspot", "/crm/v3/objects/calls");
		DESTINATIONS.put("call-settled-to-pipedrive",
				(url) -> Map.of("pipedrive.url", url, "pipedrive.token", SECRET, "pipedrive.recording-wait", "0s"));
		WRITES.put("call-settled-to-pipedrive", "/api/v2/activities");
		DESTINATIONS.put("call-settled-to-salesforce",
				(url) -> Map.of("salesforce.url", url, "salesforce.token", SECRET, "salesforce.recording-wait", "0s"));
		WRITES.put("call-settled-to-salesforce", "/sobjects/Task");
		DESTINATIONS.put("call-settled-to-zoho",
				(url) -> Map.of("zoho.url", url, "zoho.oauth", "zoho", "zoho.recording-wait", "0s",
						"oauth.zoho.token-url", url + "/token", "oauth.zoho.client-id", "us",
						"oauth.zoho.client-secret", SECRET));
		WRITES.put("call-settled-to-zoho", "/Calls");
		DESTINATIONS.put("call-settled-to-zendesk",
				(url) -> Map.of("zendesk.url", url, "zendesk.user", "us/token", "zendesk.token", SECRET));
		WRITES.put("call-settled-to-zendesk", "/api/v2/tickets");
		DESTINATIONS.put("call-settled-to-freshdesk", (url) -> Map.of("freshdesk.url", url, "freshdesk.key", SECRET));
		WRITES.put("call-settled-to-freshdesk", "/api/v2/tickets");
		DESTINATIONS.put("call-settled-to-jira", (url) -> Map.of("jira.url", url, "jira.user", "us", "jira.token",
				SECRET, "jira.service-desk", "10", "jira.request-type", "25"));
		WRITES.put("call-settled-to-jira", "/rest/servicedeskapi/request");
	}

	static String asked(String route) {
		return ASKED.formatted(route.endsWith("zoho") ? "[{\"id\": \"7\", \"Phone\": \"+447700900123\"}]"
				: "{\"items\": [{\"item\": {\"id\": 7, \"phones\": [\"+447700900123\"]}}]}", SECRET);
	}

	/** The answers of a server, with the verdict on the delivery. */
	private record Answer(String name, ResponseDefinitionBuilder response, Fate fate, String sentence) {
		private boolean isToBeLeftAlone() {
			HttpHeaders headers = this.response.build().getHeaders();
			return headers != null && headers.getHeader("Retry-After").isPresent() && !this.name.contains("nonsense");
		}

		@Override
		public String toString() {
			return this.name;
		}
	}

	private static final String ECHO = "<html><h1>Not here</h1>/hooks/" + SECRET + "?sig=" + SECRET + " Bearer "
			+ SECRET + "</html>";

	static final String MADE = "{\"id\":7,\"issueKey\":\"SD-7\",\"ticket\":{\"id\":7},\"data\":{\"id\":7,\"0\":{\"details\":{\"id\":7}}}}";

	/** The targets of redirects: one answers, one redirects in a circle. */
	private static final String MADE_THERE = "/made-there/" + SECRET;

	private static final String CIRCLE = "/circle/" + SECRET;

	/** A minute before the dates of these answers. */
	private static final Instant NEW_YEAR = Instant.parse("2099-12-31T23:59:00Z");

	private static final List<Answer> ANSWERS = List.of(
			answer("200 with JSON", aResponse().withStatus(200).withBody(MADE), Fate.DELIVERED, ""),
			answer("201 with no JSON", aResponse().withStatus(201).withBody("<b>fine</b>"), Fate.DELIVERED, ""),
			answer("202 with nothing", aResponse().withStatus(202), Fate.DELIVERED, ""),
			answer("204", aResponse().withStatus(204), Fate.DELIVERED, ""),
			answer("200 with 10 MB", aResponse().withStatus(200).withBody("x".repeat(10_000_000)), Fate.DELIVERED, ""),
			answer("301", redirect(301), Fate.AGAIN, "301 Moved Permanently, which leads to https://other.example.org"),
			answer("302 on the same host", here(302, "/there"), Fate.AGAIN,
					"302 Found, which leads to http://localhost:%d again, where nothing would be sent"),
			answer("302 to nowhere", aResponse().withStatus(302), Fate.AGAIN,
					"302 Found, without the address that it leads to"),
			answer("304", aResponse().withStatus(304), Fate.AGAIN, "304 Not Modified"),
			answer("307 on the same host", here(307, MADE_THERE), Fate.DELIVERED, ""),
			answer("308 on the same host", here(308, MADE_THERE), Fate.DELIVERED, ""),
			answer("307 in a circle", here(307, CIRCLE), Fate.AGAIN,
					"307 Temporary Redirect, which leads to http://localhost:%d again, in a circle or too many times"),
			answer("308 in a circle", here(308, CIRCLE), Fate.AGAIN, "in a circle or too many times"),
			answer("307 to what is not an address", here(307, "http://[" + SECRET), Fate.AGAIN,
					"which leads to another address"),
			answer("308 elsewhere", redirect(308), Fate.AGAIN, "which leads to https://other.example.org"),
			answer("400", aResponse().withStatus(400).withBody("{\"error\":\"no such field\"}" + ECHO), Fate.DEAD,
					"400 Bad Request: {\"error\":\"no such field\"}"),
			answer("400 that is a rate limit", aResponse().withStatus(400).withBody("rate limit exceeded" + ECHO),
					Fate.AGAIN, "rate limit exceeded"),
			answer("401", aResponse().withStatus(401).withBody("no such key" + ECHO), Fate.ROUTE_WAITS_FOR_A_SETTING,
					"401 Unauthorized: no such key"),
			answer("403", aResponse().withStatus(403).withBody("not yours" + ECHO), Fate.AGAIN,
					"403 Forbidden: not yours"),
			answer("404", aResponse().withStatus(404).withBody(ECHO), Fate.AGAIN, "404 Not Found: <html>"),
			answer("409", aResponse().withStatus(409).withBody("it exists" + ECHO), Fate.AGAIN,
					"409 Conflict: it exists"),
			answer("410", aResponse().withStatus(410).withBody(ECHO), Fate.DEAD, "410 Gone"),
			answer("422", aResponse().withStatus(422).withBody("{\"error\":\"no such list\"}" + ECHO), Fate.DEAD,
					"422 Unprocessable Entity: {\"error\":\"no such list\"}"),
			answer("429", aResponse().withStatus(429).withBody(ECHO), Fate.ROUTE_WAITS, "429 Too Many Requests"),
			answer("429 in seconds", aResponse().withStatus(429).withHeader("Retry-After", "30"), Fate.ROUTE_WAITS,
					"429 Too Many Requests"),
			answer("429 until a date",
					aResponse().withStatus(429).withHeader("Retry-After", "Fri, 01 Jan 2100 00:00:00 GMT"),
					Fate.ROUTE_WAITS, "429 Too Many Requests"),
			answer("503 with a nonsense date that is over", leftAlone(503, "Fri, 01 Jan 2010 00:00:00 GMT"),
					Fate.ROUTE_WAITS, "503 Service Unavailable"),
			answer("503 with a nonsense time below zero", leftAlone(503, "-5"), Fate.ROUTE_WAITS,
					"503 Service Unavailable"),
			answer("429 with nonsense", leftAlone(429, "soon"), Fate.ROUTE_WAITS, "429 Too Many Requests"),
			answer("429 until the end of time", leftAlone(429, "99999999999999999999"), Fate.ROUTE_WAITS,
					"429 Too Many Requests"),
			answer("422 with a nonsense date that is over", leftAlone(422, "Fri, 01 Jan 2010 00:00:00 GMT"), Fate.DEAD,
					"422 Unprocessable Entity"),
			answer("403 with nonsense", leftAlone(403, "soon"), Fate.AGAIN, "403 Forbidden"),
			answer("504", aResponse().withStatus(504).withBody("<html>Gateway Time-out" + ECHO), Fate.ROUTE_WAITS,
					"504 Gateway Timeout: <html>"),
			answer("half of a 200", half(200, MADE.substring(0, 6)), Fate.DELIVERED, ""),
			answer("half of a 422", half(422, "{\"error\":\"no such" + SECRET), Fate.DEAD,
					"422 Unprocessable Entity: {\"error\":\"no such"),
			answer("half of a 500", half(500, "NullPoin"), Fate.AGAIN_OR_ROUTE_WAITS, "500 Server Error: NullPoin"),
			answer("500", aResponse().withStatus(500).withBody("NullPointerException " + SECRET),
					Fate.AGAIN_OR_ROUTE_WAITS, "500 Server Error: NullPointerException"),
			answer("502 with HTML", aResponse().withStatus(502).withBody("<html>Bad Gateway" + ECHO), Fate.ROUTE_WAITS,
					"502 Bad Gateway: <html>"),
			answer("503", aResponse().withStatus(503).withHeader("Retry-After", "5"), Fate.ROUTE_WAITS,
					"503 Service Unavailable"),
			answer("a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), Fate.AGAIN_OR_ROUTE_WAITS,
					"http://localhost:%d gave no answer, and may have done what was asked"),
			answer("nothing", aResponse().withFault(Fault.EMPTY_RESPONSE), Fate.AGAIN_OR_ROUTE_WAITS,
					"http://localhost:%d gave no answer, and may have done what was asked"),
			answer("what is not HTTP", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), Fate.AGAIN_OR_ROUTE_WAITS,
					"http://localhost:%d gave "),
			// the answer must not arrive even after a pause of the garbage collector
			answer("a time-out after the effect", aResponse().withStatus(200).withFixedDelay(10_000), Fate.ROUTE_WAITS,
					"http://localhost:%d gave no answer, and may have done what was asked"),
			answer("500 with 10 MB", aResponse().withStatus(500).withBody("y".repeat(10_000_000)),
					Fate.AGAIN_OR_ROUTE_WAITS, "yyy"));

	/**
	 * A record is known again by its id. Where an answer does not say which, it is looked
	 * for before it is made once more.
	 */
	private static final Set<String> WITHOUT_ID = Set.of("201 with no JSON", "202 with nothing", "204",
			"200 with 10 MB", "half of a 200");

	private static Answer answer(String name, ResponseDefinitionBuilder response, Fate fate, String sentence) {
		return new Answer(name, response, fate, sentence);
	}

	private static ResponseDefinitionBuilder redirect(int status) {
		return aResponse().withStatus(status).withHeader("Location", "https://other.example.org/" + SECRET);
	}

	private static ResponseDefinitionBuilder here(int status, String path) {
		return aResponse().withStatus(status).withHeader("Location", path);
	}

	private static ResponseDefinitionBuilder leftAlone(int status, String until) {
		return aResponse().withStatus(status).withHeader("Retry-After", until);
	}

	/** The connection ends within the body. */
	private static ResponseDefinitionBuilder half(int status, String body) {
		return aResponse().withStatus(status).withBody(body).withHeader("Content-Length", "1000");
	}

	private static final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	@BeforeAll
	static void start() {
		server.start();
		logged.start();
		log().addAppender(logged);
	}

	private static Logger log() {
		return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
	}

	/** Whatever was answered. */
	@AfterAll
	static void nothing_of_a_secret_was_logged() {
		log().detachAppender(logged);
		assertThat(List.copyOf(logged.list)).noneMatch((each) -> each.getLevel().isGreaterOrEqual(Level.INFO)
				&& (each.getFormattedMessage() + each.getThrowableProxy()).contains(SECRET));
	}

	@AfterAll
	static void stop() {
		benches.values().forEach(DestinationBench::close);
		server.stop();
	}

	/** No kamelet that speaks HTTP is forgotten: they are found in their folder. */
	@Test
	void each_kamelet_that_speaks_http_is_tried_here() throws IOException {
		StringBuilder routes = new StringBuilder();
		for (String route : DESTINATIONS.keySet()) {
			routes.append(Files.readString(Path.of("routes", route + ".camel.yaml")));
		}
		List<String> untried = new ArrayList<>();
		int speaking = 0;
		try (Stream<Path> kamelets = Files.list(Path.of("routes/kamelets"))) {
			for (Path kamelet : kamelets.toList()) {
				String steps = Files.readString(kamelet).replaceAll("(?m)^\\s*#.*", "");
				if (Pattern.compile("uri: *\"?(?:https?:|kamelet:http-sink)|toD:").matcher(steps).find()) {
					speaking++;
					String name = kamelet.getFileName().toString().replace(".kamelet.yaml", "");
					if (!routes.toString().contains("kamelet:" + name)) {
						untried.add(name);
					}
				}
			}
		}
		assertThat(untried).isEmpty();
		assertThat(speaking).isGreaterThan(10);
	}

	/** Copies of what was sent, answers that are kept, and pages are masked by it. */
	@ParameterizedTest
	@MethodSource("routes")
	void what_is_secret_in_its_settings_is_known_to_be(String route) {
		Map<String, String> settings = DESTINATIONS.get(route).apply("https://crm.example.org");
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", new HashMap<>(settings)));
		Secrets secrets = new Secrets(new SettingLookup(environment));
		settings.forEach((name, value) -> assertThat(secrets.text("it has read " + value)).as(name)
			.doesNotContain(SECRET)
			.doesNotContain("whsec_"));
		assertThat(secrets.text("no such token: " + SECRET)).doesNotContain("-4711");
	}

	static Set<String> routes() {
		return DESTINATIONS.keySet();
	}

	static Stream<Arguments> all() {
		List<Arguments> all = new ArrayList<>();
		DESTINATIONS.keySet().forEach((route) -> ANSWERS.forEach((answer) -> all.add(Arguments.of(route, answer))));
		return all.stream();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("all")
	void an_answer_decides_what_becomes_of_the_delivery(String route, Answer answer) throws Exception {
		server.resetAll();
		String writes = WRITES.get(route);
		server.stubFor(
				any(anyUrl()).willReturn((writes != null) ? aResponse().withBody(asked(route)) : answer.response()));
		if (writes != null) {
			server.stubFor(any(urlPathEqualTo(writes)).willReturn(answer.response()));
		}
		server.stubFor(any(urlPathEqualTo(CIRCLE)).willReturn(answer.response()));
		server.stubFor(any(urlPathEqualTo(MADE_THERE)).willReturn(aResponse().withBody(MADE)));
		RouteFailure failure = bench(route, answer).attempt(route);
		Fate fate = (writes != null && WITHOUT_ID.contains(answer.name())) ? Fate.ROUTE_WAITS : answer.fate();
		assertThat((failure != null) ? failure.verdict() : null).as(told(failure)).isEqualTo(fate.verdict);
		// a token that is refused is renewed once
		int asked = (route.endsWith("zoho") && answer.name().equals("401")) ? 2 : 1;
		// who waits no longer may be quicker than who writes down what was asked
		await().pollDelay(Duration.ZERO)
			.untilAsserted(() -> assertThat(
					server.findAll(anyRequestedFor((writes != null) ? urlPathEqualTo(writes) : anyUrl()))
						.stream()
						.filter((each) -> !Set.of(CIRCLE, MADE_THERE).contains(each.getUrl())))
				.as("requests")
				.hasSize(asked));
		assertThat(told(failure)).contains(answer.sentence().replace("%d", String.valueOf(server.port())))
			.doesNotContain(SECRET)
			.doesNotContain("whsec_");
		if (failure != null) {
			assertThat(RetryAfter.of(failure, NEW_YEAR) != null).as("is left alone")
				.isEqualTo(answer.isToBeLeftAlone());
		}
	}

	/** Another system cannot read half of a character. */
	@ParameterizedTest
	@MethodSource("routes")
	void half_of_an_emoji_goes_out_as_a_whole_character(String route) throws Exception {
		server.resetAll();
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(asked(route))));
		String sample = Files.readString(Path.of("routes/samples", route + ".json"))
			.replaceAll("\"(dst_name|answered_by)\": \"[^\"]*\"", "\"$1\": \"Half \\\\ud83d\"");
		try (DestinationBench bench = new DestinationBench(Duration.ofSeconds(20),
				DESTINATIONS.get(route).apply(server.baseUrl()),
				Map.of("voipstudioContact", (Processor) (exchange) -> exchange.getMessage().setBody(Map.of())),
				route)) {
			bench.run(route, EventReader.read(sample.getBytes(StandardCharsets.UTF_8)), Set.of());
		}
		String sent = server.findAll(anyRequestedFor(anyUrl()))
			.stream()
			.map((each) -> new String(each.getBody(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("\n"));
		assertThat(sent).contains("Half \ufffd").doesNotContain("Half ?").doesNotContainIgnoringCase("\\ud83d");
	}

	/** Another system drops what has a key that it knows. */
	@ParameterizedTest
	@MethodSource("routes")
	void two_events_have_two_keys_whatever_is_in_their_ids(String route) throws Exception {
		server.resetAll();
		server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(asked(route))));
		String sample = Files.readString(Path.of("routes/samples", route + ".json"));
		Set<String> keys = new HashSet<>();
		for (String id : List.of("Fall \u00fc", "Fall \u00f6", "Fall \u4e00")) {
			server.resetRequests();
			bench(route, ANSWERS.get(0)).run(route,
					EventReader.read(sample.replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"" + id + "\"")
						.getBytes(StandardCharsets.UTF_8)),
					Set.of());
			server.findAll(anyRequestedFor(anyUrl()))
				.stream()
				.filter((each) -> each.containsHeader("Idempotency-Key"))
				.forEach((each) -> keys.add(each.getHeader("Idempotency-Key")));
		}
		assertThat(keys).hasSize(3).allMatch((key) -> key.matches("[!-~]+"));
	}

	/** One with little patience for the answer that does not come. */
	private static DestinationBench bench(String route, Answer answer) {
		boolean late = answer.name().contains("time-out");
		return benches.computeIfAbsent(route + late, (each) -> {
			try {
				return new DestinationBench(Duration.ofMillis(late ? 300 : 20_000),
						DESTINATIONS.get(route).apply(server.baseUrl()), Map.of(), route);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static String told(RouteFailure failure) {
		return (failure != null) ? failure.sentence() + " " + failure.kind() : "";
	}

}
