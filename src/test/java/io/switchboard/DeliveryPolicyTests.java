package io.switchboard;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.switchboard.failure.Done;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RefusedForNow;
import io.switchboard.failure.RetryLater;
import io.switchboard.failure.SignInRefused;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Order, waiting, brakes, dead letters and redelivery, seen from outside. */
@CamelSpringBootTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "delivery.backoff=100ms",
				"delivery.max-attempts=3", "delivery.breaker-failures=0", "delivery.breaker-pause=300ms",
				"spring.main.allow-bean-definition-overriding=true" })
@Import({ Client.class, DeliveryPolicyTests.Routes.class })
@ContextConfiguration(initializers = TemporaryData.class)
@Order(1)
class DeliveryPolicyTests {

	private static final AtomicInteger calls = new AtomicInteger(700_000);

	/** What ran, as {@code event/attempt}. */
	private static final List<String> ran = Collections.synchronizedList(new ArrayList<>());

	private static final Map<String, Instant> requests = new ConcurrentHashMap<>();

	private static volatile boolean down;

	private static volatile boolean locked;

	private static HttpServer server;

	@Autowired
	Client client;

	@Autowired
	CamelContext camel;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeAll
	static void serve() throws Exception {
		requests.clear();
		server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", (request) -> {
			boolean first = requests.putIfAbsent("first", Instant.now()) == null;
			requests.putIfAbsent(request.getRequestURI().getPath() + (first ? " refused" : ""), Instant.now());
			if (first) {
				request.getResponseHeaders().add("Retry-After", "3");
			}
			request.sendResponseHeaders(first ? 429 : 204, -1);
			request.close();
		});
		server.start();
	}

	@AfterAll
	static void stopServing() {
		server.stop(0);
	}

	@DynamicPropertySource
	static void noYamlRoutes(DynamicPropertyRegistry properties) throws Exception {
		Path routes = Files.createDirectories(Path.of("target", "test-data", "no-routes", "templates")).getParent();
		properties.add("routes.dir", routes::toString);
	}

	@Test
	void one_that_is_tried_again_holds_back_its_own_call_until_it_is_done_or_dead() {
		act("routes/plain/pause");
		long call = calls.incrementAndGet();
		String first = post("plain", call, 1, "\"fail\":2");
		String second = post("plain", call, 2, "\"fail\":9");
		String third = post("plain", call, 3, "\"fail\":0");
		String other = post("plain", calls.incrementAndGet(), 1, "\"fail\":0");
		act("routes/plain/resume");
		this.client.delivered(other);
		this.client.delivered(third);
		assertThat(ranOf(first, second, third)).containsExactly(first + "/1", first + "/2", first + "/3", second + "/1",
				second + "/2", second + "/3", third + "/1");
		assertThat(ran.indexOf(other + "/1")).isLessThan(ran.indexOf(first + "/3"));
		assertThat(delivery(second).path("status").asText()).isEqualTo("dead");
	}

	@Test
	void events_that_come_in_disorder_run_in_order_within_a_second_too() {
		act("routes/plain/pause");
		long call = calls.incrementAndGet();
		List<String> ids = List.of("uk003.608920d5fffff0." + call, "uk003.608920d5000010." + call,
				"uk003.608920d50000f0." + call, "no-time-" + call);
		post("plain", call, 9, ids.get(0), "");
		post("plain", call, 9, ids.get(1), "");
		post("plain", call, 8, ids.get(2), "");
		post("plain", call, 7, ids.get(3), "");
		await().until(() -> this.client.deliveries(ids.get(3)).size() == 1);
		JsonNode waiting = delivery(ids.get(3));
		assertThat(waiting.path("status").asText()).isEqualTo("pending");
		assertThat(waiting.path("waiting_for").asText()).isEqualTo("the route to be resumed");
		assertThat(delivery(ids.get(0)).path("waiting_for").asText())
			.isEqualTo("delivery %d, of an earlier event of its call".formatted(waiting.path("id").asLong()));
		assertThat(route("plain").path("state").asText()).isEqualTo("paused");
		act("routes/plain/resume");
		ids.forEach(this.client::delivered);
		assertThat(ranOf(ids.toArray(String[]::new))).containsExactly(ids.get(3) + "/1", ids.get(2) + "/1",
				ids.get(1) + "/1", ids.get(0) + "/1");
	}

	@Test
	void without_order_nothing_is_held_back() {
		long call = calls.incrementAndGet();
		String first = post("unordered", call, 1, "\"fail\":2");
		String second = post("unordered", call, 2, "\"fail\":0");
		this.client.delivered(first);
		assertThat(ran.indexOf(second + "/1")).isBetween(0, ran.indexOf(first + "/3"));
	}

	@Test
	void a_route_that_asks_for_time_is_run_again_and_has_not_failed() {
		JsonNode done = awaitStatus(post("later", calls.incrementAndGet(), 1, "\"waits\":4"), "delivered");
		assertThat(done.path("history")).extracting((each) -> each.path("outcome").asText())
			.containsExactly("later", "later", "later", "later", "delivered");
		assertThat(done.path("history").get(0).path("error").asText()).isEqualTo("the record is not there yet");
		assertThat(done.path("attempts").asInt()).isEqualTo(5);
		JsonNode dead = awaitStatus(post("later", calls.incrementAndGet(), 1, "\"waits\":99"), "dead");
		assertThat(dead.path("attempts").asInt()).isEqualTo(6);
		assertThat(dead.path("last_error").asText())
			.isEqualTo("waited in vain, 5 of 5 times: the record is not there yet");
	}

	@Test
	void a_yaml_route_asks_for_time_as_its_readme_shows() throws Exception {
		Matcher step = Pattern.compile("```yaml\n( +- throwException.*\n)```")
			.matcher(Files.readString(Path.of("routes", "README.md")));
		assertThat(step.find()).isTrue();
		String route = "- route:\n    id: patient\n    from:\n      uri: durable:patient?maxWaits=1\n      steps:\n";
		PluginHelper.getRoutesLoader(this.camel)
			.loadRoutes(ResourceHelper.fromString("patient.camel.yaml", route + step.group(1)));
		JsonNode dead = awaitStatus(post("patient", calls.incrementAndGet(), 1, ""), "dead");
		assertThat(dead.path("history")).extracting((each) -> each.path("outcome").asText())
			.containsExactly("later", "failed");
		assertThat(dead.path("last_error").asText())
			.endsWith("waited in vain, 1 of 1 times: the record is not there yet");
	}

	@Test
	void a_server_that_asks_for_time_gets_it_from_all_deliveries_of_the_route() {
		String first = post("busy", calls.incrementAndGet(), 1, "\"path\":\"one\"");
		await().until(() -> route("busy").path("state").asText().equals("waiting"));
		assertThat(Instant.parse(route("busy").path("waits_until").asText()))
			.isBetween(requests.get("first").plusMillis(2500), requests.get("first").plusMillis(3500));
		String second = post("busy", calls.incrementAndGet(), 1, "\"path\":\"two\"");
		this.client.delivered(first);
		this.client.delivered(second);
		assertThat(requests.get("/one")).isAfterOrEqualTo(requests.get("/one refused").plusSeconds(3));
		assertThat(requests.get("/two")).isAfterOrEqualTo(requests.get("/one refused").plusMillis(2900));
	}

	@Test
	void when_everything_fails_the_route_waits_and_burns_no_attempts() {
		down = true;
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			ids.add(post("fragile", calls.incrementAndGet(), 1, ""));
		}
		await().until(() -> route("fragile").path("breaker").asText().equals("open"));
		assertThat(route("fragile").path("state").asText()).isEqualTo("waiting");
		await().until(() -> ran.stream().filter((each) -> ids.contains(each.split("/")[0])).count() >= 8);
		String last = ids.get(59);
		assertThat(delivery(last).path("attempts").asInt()).isZero();
		assertThat(delivery(last).path("waiting_for").asText()).isEqualTo("the circuit breaker");
		down = false;
		ids.forEach(this.client::delivered);
		assertThat(route("fragile").path("breaker").asText()).isEqualTo("closed");
		assertThat(ids.stream().filter((id) -> delivery(id).path("attempts").asInt() == 1).count()).isGreaterThan(40);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"permanent\":true", "\"refused\":true", "\"fault\":true", "\"unclear\":true" })
	void what_a_stranger_sends_closes_no_route(String field) {
		String first = post("guarded", calls.incrementAndGet(), 1, "");
		this.client.delivered(first);
		List<String> bad = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			bad.add(post("guarded", calls.incrementAndGet(), 1, field));
			if (field.contains("unclear") && i % 2 == 1) {
				this.client.delivered(post("guarded", calls.incrementAndGet(), 1, ""));
			}
		}
		bad.forEach((id) -> awaitStatus(id, "dead"));
		assertThat(route("guarded").path("breaker").asText()).isEqualTo("closed");
		String good = post("guarded", calls.incrementAndGet(), 1, "");
		this.client.delivered(good);
		assertThat(delivery(bad.get(0)).path("attempts").asInt())
			.isEqualTo((field.contains("permanent") || field.contains("fault")) ? 1 : 3);
		assertThat(route("guarded").path("problem").isNull()).isTrue();
	}

	@Test
	void a_fault_in_a_route_is_an_alarm() {
		String id = post("guarded", calls.incrementAndGet(), 1, "\"fault\":true");
		assertThat(awaitStatus(id, "dead").path("last_error").asText()).contains("no such method");
		assertThat(route("guarded").path("problem").asText()).startsWith("a fault that no repeat mends")
			.contains("no such method");
		this.client.delivered(post("guarded", calls.incrementAndGet(), 1, ""));
		assertThat(route("guarded").path("problem").isNull()).isTrue();
	}

	@Test
	void who_is_not_let_in_waits_and_no_delivery_dies_of_it() {
		locked = true;
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			ids.add(post("locked", calls.incrementAndGet(), 1, ""));
		}
		// more often than any of them may fail
		await().until(() -> ranOf(ids.toArray(String[]::new)).size() >= 12);
		JsonNode route = route("locked");
		assertThat(route.path("state").asText()).isEqualTo("waiting");
		assertThat(route.path("problem").asText()).startsWith("the destination does not let us in")
			.contains("535 wrong password");
		assertThat(route.path("dead").asInt()).isZero();
		locked = false;
		ids.forEach(this.client::delivered);
		assertThat(route("locked").path("problem").isNull()).isTrue();
	}

	@Test
	void what_was_done_before_a_failure_is_not_done_again_and_anew_after_a_redelivery() {
		String id = post("steps", calls.incrementAndGet(), 1, "\"fail\":2");
		JsonNode done = awaitStatus(id, "delivered");
		assertThat(done.path("attempts").asInt()).isEqualTo(3);
		assertThat(ran).containsOnlyOnce(id + " paid");
		act("deliveries/" + done.path("id") + "/redeliver");
		await().until(() -> delivery(id).path("history").size() == 4);
		assertThat(ran.stream().filter((id + " paid")::equals)).hasSize(2);
		String dead = post("steps", calls.incrementAndGet(), 1, "\"fail\":4");
		act("deliveries/" + awaitStatus(dead, "dead").path("id") + "/redeliver");
		awaitStatus(dead, "delivered");
		assertThat(ran).containsOnlyOnce(dead + " paid");
	}

	@Test
	void a_route_starts_no_more_than_its_rate() {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			ids.add(post("limited", calls.incrementAndGet(), 1, ""));
		}
		ids.forEach(this.client::delivered);
		List<Instant> starts = ids.stream()
			.map((id) -> Instant.parse(delivery(id).path("history").get(0).path("started_at").asText()))
			.sorted()
			.toList();
		assertThat(Duration.between(starts.get(0), starts.get(11))).isGreaterThan(Duration.ofMillis(900));
	}

	@Test
	void a_dead_letter_is_redelivered_with_all_attempts_anew() {
		String id = post("plain", calls.incrementAndGet(), 1, "\"fail\":5");
		JsonNode dead = awaitStatus(id, "dead");
		act("deliveries/" + dead.path("id") + "/redeliver");
		JsonNode done = awaitStatus(id, "delivered");
		assertThat(done.path("attempts").asInt()).isEqualTo(6);
		assertThat(done.path("redeliveries").asInt()).isEqualTo(1);
		assertThat(done.path("history")).extracting((each) -> each.path("redelivery").asInt())
			.containsExactly(0, 0, 0, 1, 1, 1);
		assertThat(done.path("last_error").isNull()).isTrue();
	}

	@Test
	void a_delivered_one_is_redelivered_on_purpose_and_marked_as_such() {
		String id = post("plain", calls.incrementAndGet(), 1, "");
		JsonNode once = awaitStatus(id, "delivered");
		act("deliveries/" + once.path("id") + "/redeliver");
		await().until(() -> delivery(id).path("history").size() == 2);
		assertThat(delivery(id).path("redeliveries").asInt()).isEqualTo(1);
		assertThat(ranOf(id)).containsExactly(id + "/1", id + "/2 redelivery 1");
	}

	@Test
	void a_dead_letter_is_discarded_once_and_may_be_redelivered_still() {
		String id = post("plain", calls.incrementAndGet(), 1, "\"permanent\":true");
		String path = "deliveries/" + awaitStatus(id, "dead").path("id");
		assertThat(act(path + "/discard").path("status").asText()).isEqualTo("discarded");
		assertThat(refused(HttpStatus.CONFLICT, path + "/discard")).contains("neither dead nor waiting");
		act(path + "/redeliver");
		awaitStatus(id, "dead");
		assertThat(refused(HttpStatus.NOT_FOUND, "deliveries/999999999/redeliver")).contains("no delivery 999999999");
	}

	@Test
	void many_are_redelivered_or_discarded_by_filter_after_a_look_at_how_many() {
		Instant before = Instant.now();
		long call = calls.incrementAndGet();
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			ids.add(post("doomed", call + i, 1,
					"\"reason\":\"%s\",\"src\":\"%d\"".formatted((i < 20) ? "100%_off" : "other", call + i)));
		}
		calls.addAndGet(30);
		ids.forEach((id) -> awaitStatus(id, "dead"));
		String filter = "?route=doomed&error=IS%20100%25_OFF&received_after=" + before;
		assertThat(act("redeliver" + filter + "&dry_run=true").path("matched").asInt()).isEqualTo(20);
		assertThat(ranOf(ids.toArray(String[]::new))).hasSize(30);
		JsonNode done = act("redeliver" + filter);
		assertThat(done.path("redelivered").asInt()).isEqualTo(20);
		await().until(() -> ranOf(ids.toArray(String[]::new)).size() == 50);
		ids.forEach((id) -> awaitStatus(id, "dead"));
		assertThat(act("discard?number=%2B" + (call + 29)).path("discarded").asInt()).isEqualTo(1);
		JsonNode discarded = this.client.act("discard",
				"{\"route\":\"doomed\",\"event_name\":\"probe\",\"received_before\":\"%s\"}"
					.formatted(Instant.now().plusSeconds(5)));
		assertThat(discarded.path("discarded").asInt()).isEqualTo(29);
		assertThat(this.client.data("/api/deliveries?route=doomed&status=dead")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			redeliver?colour=red                  | there is no filter 'colour'
			redeliver?status=delivered            | status=delivered alone means too many
			redeliver?status=lost                 | status=lost is none of
			discard?received_after=yesterday      | is not a time such as
			redeliver?dry_run=maybe               | dry_run=maybe is none of false, true
			""")
	void a_filter_that_cannot_be_meant_is_refused(String path, String message) {
		assertThat(refused(HttpStatus.BAD_REQUEST, path)).contains(message);
	}

	@Test
	void routes_that_are_stopped_or_gone_keep_their_deliveries_and_show_them() throws Exception {
		String stopped = post("halting", calls.incrementAndGet(), 1, "\"fail\":0");
		this.client.delivered(stopped);
		this.camel.getRouteController().stopRoute("halting");
		String waiting = post("halting", calls.incrementAndGet(), 1, "");
		await().until(() -> this.client.deliveries(waiting).size() == 1);
		assertThat(route("halting").path("state").asText()).isEqualTo("stopped");
		assertThat(delivery(waiting).path("waiting_for").asText()).isEqualTo("the route to be started");
		this.camel.removeRoute("halting");
		assertThat(route("halting").path("state").asText()).isEqualTo("removed");
		assertThat(route("halting").path("pending").asInt()).isEqualTo(1);
		assertThat(delivery(waiting).path("waiting_for").asText()).isEqualTo("a route of that name");
		this.camel.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from("durable:halting").routeId("halting").process(Routes::behave);
			}
		});
		this.client.delivered(waiting);
		assertThat(refused(HttpStatus.NOT_FOUND, "routes/never-heard-of/pause")).contains("no route never-heard-of");
	}

	@Test
	void a_browsers_own_credentials_only_look() {
		String basic = "Basic "
				+ Base64.getEncoder().encodeToString(("any:" + Client.TOKEN).getBytes(StandardCharsets.UTF_8));
		String base = "http://localhost:" + this.client.port() + "/api/";
		assertThat(this.client.send("GET", base + "routes", new byte[0], "Authorization", basic).statusCode())
			.isEqualTo(200);
		assertThat(
				this.client.send("POST", base + "routes/plain/pause", new byte[0], "Authorization", basic).statusCode())
			.isEqualTo(401);
		assertThat(route("plain").path("state").asText()).isNotEqualTo("paused");
	}

	private String post(String route, long call, int second, String fields) {
		return post(route, call, second, Client.newId(), fields);
	}

	private String post(String route, long call, int second, String id, String fields) {
		this.client.post(
				"{\"id\":\"%s\",\"event_name\":\"probe\",\"route\":\"%s\",\"root_call_id\":%d,\"event_time\":\"2026-04-28 08:46:%02d\"%s}"
					.formatted(id, route, call, second, fields.isEmpty() ? "" : "," + fields));
		return id;
	}

	private List<String> ranOf(String... ids) {
		synchronized (ran) {
			return ran.stream().filter((each) -> List.of(ids).contains(each.split("/")[0])).toList();
		}
	}

	private JsonNode delivery(String id) {
		return this.client.data("/api/deliveries/" + this.client.deliveries(id).get(0).path("id"));
	}

	private JsonNode awaitStatus(String id, String status) {
		await().atMost(Duration.ofSeconds(60))
			.until(() -> this.client.deliveries(id),
					(deliveries) -> !deliveries.isEmpty() && deliveries.get(0).path("status").asText().equals(status));
		return delivery(id);
	}

	private JsonNode route(String id) {
		return this.client.data("/api/routes/" + id);
	}

	private JsonNode act(String path) {
		return this.client.act(path, "");
	}

	private String refused(HttpStatus status, String path) {
		var reply = this.client.send("POST", "http://localhost:" + this.client.port() + "/api/" + path, new byte[0],
				"Authorization", "Bearer " + Client.TOKEN);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status.value());
		return reply.body();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Routes {

		@Bean
		RouteBuilder probes() {
			return new RouteBuilder() {
				@Override
				public void configure() {
					// @formatter:off
					RouteDefinition switchboard = from("durable:switchboard").routeId("switchboard");
					for (String route : List.of("plain", "unordered", "later", "busy", "fragile", "guarded", "locked",
							"steps", "limited", "doomed", "halting", "patient")) {
						switchboard.filter(simple("${body[route]} == '" + route + "'")).to("durable:" + route);
					}
					from("durable:unrouted").routeId("unrouted").log("unrouted");
					from("durable:plain").routeId("plain").process(Routes::behave);
					from("durable:unordered?ordered=false").routeId("unordered").process(Routes::behave);
					from("durable:later?maxAttempts=1&maxWaits=5").routeId("later").process(Routes::behave);
					from("durable:busy?maxAttempts=2").routeId("busy")
						.setVariable("path").simple("${body[path]}")
						.setBody(constant("x"))
						.toD("http://127.0.0.1:" + server.getAddress().getPort() + "/${variable.path}");
					from("durable:fragile?breakerFailures=6&maxAttempts=99").routeId("fragile").process(Routes::behave);
					from("durable:guarded?breakerFailures=4").routeId("guarded").process(Routes::behave);
					from("durable:locked?maxAttempts=2").routeId("locked").process(Routes::behave);
					from("durable:steps").routeId("steps").process(Routes::pay).process(Routes::behave);
					from("durable:limited?rate=10/s").routeId("limited").process(Routes::behave);
					from("durable:doomed?maxAttempts=1").routeId("doomed").process(Routes::behave);
					from("durable:halting").routeId("halting").process(Routes::behave);
					from("durable:patient").routeId("patient").log("one in YAML takes its place");
					// @formatter:on
				}
			};
		}

		/**
		 * Stands in for the one destination in Java, whose kamelet is not among the
		 * routes of this test.
		 */
		@Bean
		RouteBuilder callEndedToDatabaseRoute() {
			return new RouteBuilder() {
				@Override
				public void configure() {
					// none
				}
			};
		}

		private static void pay(Exchange exchange) {
			if (!Done.contains(exchange, "paid")) {
				ran.add(exchange.getVariable("event_id") + " paid");
				Done.add(exchange, "paid");
			}
		}

		private static void behave(Exchange exchange) {
			Map<?, ?> body = exchange.getMessage().getBody(Map.class);
			int attempt = exchange.getVariable("attempt", Integer.class);
			int redelivery = exchange.getVariable("redelivery", Integer.class);
			ran.add(exchange.getVariable("event_id") + "/" + attempt
					+ ((redelivery > 0) ? " redelivery " + redelivery : ""));
			if (body.containsKey("permanent")) {
				throw new PermanentFailure("there is no such customer");
			}
			if (body.containsKey("refused")) {
				throw new RefusedForNow("not this one");
			}
			if (body.containsKey("fault")) {
				throw new UnsupportedOperationException("no such method");
			}
			if (body.containsKey("unclear")) {
				throw new IllegalStateException("it may be anything");
			}
			if (exchange.getFromRouteId().equals("locked") && locked) {
				throw new SignInRefused("535 wrong password");
			}
			if (body.get("waits") instanceof Integer waits && attempt <= waits) {
				throw new RetryLater(Duration.ofMillis(20), "the record is not there yet");
			}
			if (body.get("reason") instanceof String reason) {
				throw new IllegalStateException("the price is " + reason);
			}
			boolean fails = exchange.getFromRouteId().equals("fragile") && down;
			if (fails || (body.get("fail") instanceof Integer times && attempt <= times)) {
				throw new IllegalStateException("the world is busy");
			}
		}

	}

}
