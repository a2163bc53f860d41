package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

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
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.parallel.ResourceLock;

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

/** Routes that are slow, fail or wait, and what a sender and an operator see of them. */
@CamelSpringBootTest
@ResourceLock(providers = SharedContext.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "routes.reload=off",
				"delivery.backoff=100ms", "delivery.max-attempts=3", "delivery.breaker-failures=0",
				"delivery.breaker-pause=300ms", "spring.main.allow-bean-definition-overriding=true" })
@Import({ Client.class, DeliveryPolicyBench.Routes.class })
@ContextConfiguration(initializers = TemporaryData.class)
abstract class DeliveryPolicyBench {

	static final AtomicInteger calls = new AtomicInteger(700_000);

	/** What ran, as {@code event/attempt}. */
	static final List<String> ran = new CopyOnWriteArrayList<>();

	static final Map<String, Instant> requests = new ConcurrentHashMap<>();

	static volatile boolean down;

	static volatile boolean locked;

	private static final HttpServer server = serve();

	@Autowired
	Client client;

	@Autowired
	CamelContext camel;

	@Autowired
	JdbcTemplate jdbc;

	/** It runs as long as the application context that knows its port. */
	private static HttpServer serve() {
		try {
			HttpServer made = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			made.createContext("/", (request) -> {
				String path = request.getRequestURI().getPath();
				boolean asleep = path.equals("/asleep");
				boolean first = requests.putIfAbsent(asleep ? "first asleep" : "first", Instant.now()) == null;
				requests.putIfAbsent(path + (first ? " refused" : ""), Instant.now());
				if (first) {
					request.getResponseHeaders().add("Retry-After", asleep ? "7200" : "3");
				}
				request.sendResponseHeaders(first ? 429 : 204, -1);
				request.close();
			});
			made.start();
			return made;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@DynamicPropertySource
	static void noYamlRoutes(DynamicPropertyRegistry properties) throws Exception {
		Path routes = Files.createDirectories(Path.of("target", "test-data", "no-routes", "templates")).getParent();
		properties.add("routes.dir", routes::toString);
	}

	String post(String route, long call, int second, String fields) {
		return post(route, call, second, Client.newId(), fields);
	}

	String post(String route, long call, int second, String id, String fields) {
		this.client.post(
				"{\"id\":\"%s\",\"event_name\":\"probe\",\"route\":\"%s\",\"root_call_id\":%d,\"event_time\":\"2026-04-28 08:46:%02d\"%s}"
					.formatted(id, route, call, second, fields.isEmpty() ? "" : "," + fields));
		return id;
	}

	List<String> ranOf(String... ids) {
		synchronized (ran) {
			return ran.stream().filter((each) -> List.of(ids).contains(each.split("/")[0])).toList();
		}
	}

	JsonNode delivery(String id) {
		return this.client.data("/api/deliveries/" + this.client.deliveries(id).get(0).path("id"));
	}

	JsonNode awaitStatus(String id, String status) {
		await().atMost(Duration.ofMinutes(3))
			.until(() -> this.client.deliveries(id),
					(deliveries) -> !deliveries.isEmpty() && deliveries.get(0).path("status").asText().equals(status));
		return delivery(id);
	}

	JsonNode route(String id) {
		return this.client.data("/api/routes/" + id);
	}

	JsonNode act(String path) {
		return this.client.act(path, "");
	}

	String refused(HttpStatus status, String path) {
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
							"steps", "limited", "doomed", "halting", "patient", "gathering",
							"brief", "asleep")) {
						switchboard.filter(simple("${body[route]} == '" + route + "'")).to("durable:" + route);
					}
					from("durable:unrouted").routeId("unrouted").log("unrouted");
					from("durable:plain").routeId("plain").process(Routes::behave);
					from("durable:unordered?ordered=false").routeId("unordered").process(Routes::behave);
					from("durable:later?maxAttempts=1&maxWaits=5").routeId("later").process(Routes::behave);
					for (String route : List.of("busy", "asleep")) {
						from("durable:" + route + "?maxAttempts=2").routeId(route)
							.setVariable("path").simple("${body[path]}")
							.setBody(constant("x"))
							.toD("http://127.0.0.1:" + server.getAddress().getPort() + "/${variable.path}");
					}
					from("durable:fragile?breakerFailures=6&maxAttempts=99").routeId("fragile").process(Routes::behave);
					from("durable:guarded?breakerFailures=4").routeId("guarded").process(Routes::behave);
					from("durable:locked?maxAttempts=2").routeId("locked").process(Routes::behave);
					from("durable:steps").routeId("steps").process(Routes::pay).process(Routes::behave);
					from("durable:limited?rate=10/s").routeId("limited").process(Routes::behave);
					from("durable:doomed?maxAttempts=1").routeId("doomed").process(Routes::behave);
					from("durable:halting").routeId("halting").process(Routes::behave);
					from("durable:gathering?gather=1h&gatherBy=${body[team]}&maxAttempts=1").routeId("gathering").process(Routes::gathered);
					from("durable:brief?gather=1s&gatherBy=called").routeId("brief").process(Routes::gathered);
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

		private static void gathered(Exchange exchange) {
			List<?> bodies = exchange.getMessage().getBody(List.class);
			List<?> facts = exchange.getVariable("gathered", List.class);
			String ids = bodies.stream()
				.map((each) -> String.valueOf(((Map<?, ?>) each).get("id")))
				.collect(Collectors.joining(" "));
			ran.add(exchange.getVariable("gather_key") + ": " + ids);
			if (facts.size() != bodies.size()
					|| !((Map<?, ?>) bodies.get(0)).get("id").equals(((Map<?, ?>) facts.get(0)).get("event_id"))) {
				throw new PermanentFailure("facts of other events");
			}
			if (((Map<?, ?>) bodies.get(0)).get("fail") != null
					&& exchange.getVariable("redelivery", Integer.class) == 0) {
				throw new IllegalStateException("the world is busy");
			}
		}

		static void behave(Exchange exchange) {
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
