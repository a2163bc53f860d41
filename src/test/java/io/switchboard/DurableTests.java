package io.switchboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.failure.PermanentFailure;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The component {@code durable:} with routes that fail on demand. */
@CamelSpringBootTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "delivery.backoff=100ms,200ms",
				"delivery.max-attempts=3", "spring.main.allow-bean-definition-overriding=true" })
@Import({ Client.class, DurableTests.Routes.class })
@ContextConfiguration(initializers = TemporaryData.class)
@Order(2)
class DurableTests {

	private static final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

	private static final CountDownLatch deaf = new CountDownLatch(1);

	@Autowired
	Client client;

	@Autowired
	CamelContext camel;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	MeterRegistry meters;

	@DynamicPropertySource
	static void noYamlRoutes(DynamicPropertyRegistry properties) throws Exception {
		Path routes = Files.createDirectories(Path.of("target", "test-data", "no-routes", "templates")).getParent();
		properties.add("routes.dir", routes::toString);
	}

	@Test
	void a_delivery_that_fails_is_tried_again_and_does_not_hold_up_the_other_route() {
		String id = file("\"fail\":2");
		assertThat(this.client.delivered(id)).extracting((each) -> each.path("route").asText() + each.path("attempts"))
			.containsExactly("fragile3", "steady1");
		JsonNode delivery = this.client.data("/api/deliveries/" + this.client.deliveries(id).get(0).path("id"));
		assertThat(delivery.path("history")).extracting((each) -> each.path("outcome").asText())
			.containsExactly("failed", "failed", "delivered");
		assertThat(delivery.path("history").get(0).path("error").asText())
			.isEqualTo("call-the-world: the world is busy; caused by: try later");
		assertThat(delivery.path("history").get(1).path("number").asInt()).isEqualTo(2);
		assertThat(delivery.path("last_error").isNull()).isTrue();
	}

	/**
	 * Without the first delivery, which loads classes, and with room for a busy machine.
	 */
	@Test
	void what_is_accepted_is_decided_and_filed_by_then() {
		file("\"fail\":0");
		double before = this.meters.counter("switchboard.inbox.undecided").count();
		for (int i = 0; i < 50; i++) {
			String id = file("\"fail\":0");
			assertThat(this.jdbc.queryForList(
					"select route from delivery d join event e on e.seq = d.event_seq where e.id = ? order by route",
					String.class, id))
				.isIn(List.of("fragile", "steady"), List.of("switchboard"));
		}
		assertThat(this.meters.counter("switchboard.inbox.undecided").count() - before).isLessThan(25);
	}

	@Test
	void a_delivery_that_never_passes_is_dead_after_its_last_attempt() {
		JsonNode dead = awaitStatus(file("\"fail\":99"), "dead");
		assertThat(dead.path("attempts").asInt()).isEqualTo(3);
		assertThat(dead.path("last_error").asText()).startsWith("call-the-world: the world is busy");
		assertThat(dead.path("next_attempt_at").isNull()).isTrue();
		assertThat(this.client.data("/api/deliveries?status=dead&route=fragile")).isNotEmpty();
	}

	@Test
	void a_permanent_failure_is_dead_at_once() {
		JsonNode dead = awaitStatus(file("\"permanent\":true"), "dead");
		assertThat(dead.path("attempts").asInt()).isEqualTo(1);
		assertThat(dead.path("last_error").asText()).isEqualTo("call-the-world: there is no such customer");
	}

	@Test
	void an_attempt_that_takes_too_long_is_interrupted() {
		JsonNode retrying = awaitStatus(file("\"hang\":true"), "retrying");
		assertThat(retrying.path("last_error").asText())
			.endsWith("took longer than its timeout of 3 s (delivery.timeout)");
	}

	@Test
	void attempts_that_heed_no_interrupt_give_up_their_places() {
		for (int i = 0; i < 4; i++) {
			file("\"deaf\":true");
		}
		assertThat(this.client.delivered(file("\"fail\":0"))).hasSize(2);
		deaf.countDown();
	}

	@Test
	@Siege
	void a_route_that_stops_and_starts_while_it_works_runs_nothing_twice() throws Exception {
		int count = Size.of(200, 400);
		String prefix = "restarted-" + Client.newId() + "-";
		for (int i = 0; i < count; i++) {
			this.client.post("{\"id\":\"%s\",\"event_name\":\"probe\"}".formatted(prefix + i));
			if (i % 40 == 0) {
				this.camel.getRouteController().stopRoute("fragile");
				this.camel.getRouteController().startRoute("fragile");
			}
		}
		await().atMost(Duration.ofMinutes(3)).until(() -> number("fragile", "delivered", prefix) == count);
		assertThat(runs.entrySet()
			.stream()
			.filter((each) -> each.getKey().startsWith(prefix))
			.mapToInt((each) -> each.getValue().get())).hasSize(count).containsOnly(1);
	}

	@Test
	void a_route_is_told_which_attempt_it_is_and_the_key_of_its_delivery() {
		String id = file("\"fail\":1");
		this.client.delivered(id);
		assertThat(runs.keySet()).contains(id + "/fragile #1", id + "/fragile #2");
	}

	@Test
	void a_switchboard_that_fails_is_tried_again_and_decides_once() {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"undecided\",\"fail\":1}".formatted(id));
		assertThat(this.client.delivered(id)).extracting((each) -> each.path("route").asText())
			.containsExactly("switchboard", "unrouted");
	}

	/** More than a channel keeps in memory. */
	@Test
	@Siege
	void deliveries_of_a_stopped_route_wait_and_run_once_when_it_is_back() throws Exception {
		this.camel.getRouteController().stopRoute("fragile");
		int count = Size.of(700, 1500);
		String prefix = "waiting-" + Client.newId() + "-";
		for (int i = 0; i < count; i++) {
			this.client.post("{\"id\":\"%s\",\"event_name\":\"probe\"}".formatted(prefix + i));
		}
		await().atMost(Duration.ofMinutes(3)).until(() -> number("steady", "delivered", prefix) == count);
		assertThat(number("fragile", "pending", prefix)).isEqualTo(count);
		this.camel.getRouteController().startRoute("fragile");
		await().atMost(Duration.ofMinutes(3)).until(() -> number("fragile", "delivered", prefix) == count);
		assertThat(runs.entrySet()
			.stream()
			.filter((each) -> each.getKey().startsWith(prefix))
			.mapToInt((each) -> each.getValue().get())).hasSize(count).containsOnly(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			durable:x?maxAtempts=3       | maxAtempts
			durable:x?maxAttempts=0      | durable:x: maxAttempts=0 must be 1 or more
			durable:x?maxAttempts=many   | maxAttempts
			durable:x?backoff=10s,soon   | durable:x: backoff=soon is not a time such as 10s, 5m or 1h
			durable:x?rate=fast          | durable:x: rate='fast' is not a rate such as 50/s
			durable:x?maxWaits=-1        | durable:x: maxWaits=-1 must be 0 or more
			durable:x?breakerFailures=-1 | durable:x: breakerFailures=-1 must be 0 or more
			durable:x?timeout=-1s        | durable:x: timeout=-1s
			durable:x?concurrency=65     | durable:x: concurrency=65 must be from 1 to 64
			durable:Not a name           | a channel is named as its route is
			durable:steady?maxAttempts=2 | durable:steady is read by two routes
			""")
	void a_wrong_option_is_named(String uri, String message) {
		assertThatThrownBy(() -> this.camel.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				from(uri).routeId("wrong").log("never");
			}
		})).hasStackTraceContaining(message);
	}

	@Test
	void only_the_switchboard_sends_to_a_channel() {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"smuggle\"}".formatted(id));
		JsonNode dead = awaitStatus(id, "dead");
		assertThat(dead.path("last_error").asText()).contains("only the switchboard may send to durable:steady");
	}

	private String file(String fields) {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"probe\",%s}".formatted(id, fields));
		return id;
	}

	private JsonNode awaitStatus(String id, String status) {
		return await().atMost(Duration.ofMinutes(3))
			.until(() -> this.client.deliveries(id),
					(deliveries) -> !deliveries.isEmpty() && deliveries.get(0).path("status").asText().equals(status))
			.get(0);
	}

	private int number(String route, String status, String prefix) {
		return this.jdbc.queryForObject("""
				select count(*) from delivery d join event e on e.seq = d.event_seq
				where d.route = ? and d.status = ? and e.id like ?""", Integer.class, route, status, prefix + "%");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Routes {

		@Bean
		RouteBuilder probes() {
			return new RouteBuilder() {
				@Override
				public void configure() {
					// @formatter:off
					from("durable:switchboard").routeId("switchboard")
						.filter(Routes::isFailing).id("fails-as-asked")
							.to("durable:steady")
						.end()
						.filter(simple("${variable.event_name} == 'probe'")).id("probe")
							.to("durable:fragile").to("durable:steady")
						.end()
						.filter(simple("${variable.event_name} == 'smuggle'")).id("smuggle")
							.to("durable:smuggler")
						.end();
					from("durable:unrouted").routeId("unrouted").log("unrouted");
					from("durable:fragile?timeout=3s").routeId("fragile")
						.process(Routes::failAsAsked).id("call-the-world");
					from("durable:steady").routeId("steady").log("steady");
					from("durable:smuggler?maxAttempts=1").routeId("smuggler")
						.setVariable("hidden", constant("durable:steady")).toD("${variable.hidden}");
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

		private static void awaitUninterruptibly() {
			for (boolean open = false; !open;) {
				try {
					open = deaf.await(1, TimeUnit.MINUTES);
				}
				catch (InterruptedException ex) {
					// deaf
				}
			}
		}

		/** Never true. */
		private static boolean isFailing(Exchange exchange) {
			try {
				failAsAsked(exchange);
				return false;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static void failAsAsked(Exchange exchange) throws Exception {
			Map<?, ?> body = exchange.getMessage().getBody(Map.class);
			boolean decides = exchange.getFromRouteId().equals("switchboard");
			boolean probe = "probe".equals(body.get("event_name"));
			if (decides == probe) {
				return;
			}
			int attempt = exchange.getVariable("attempt", Integer.class);
			runs.computeIfAbsent(exchange.getVariable("event_key") + " #" + attempt, (key) -> new AtomicInteger())
				.incrementAndGet();
			if (body.containsKey("permanent")) {
				throw new PermanentFailure("there is no such customer");
			}
			if (body.containsKey("hang")) {
				new CountDownLatch(1).await();
			}
			if (body.containsKey("deaf")) {
				awaitUninterruptibly();
			}
			if (body.get("fail") instanceof Integer times && attempt <= times) {
				throw new IllegalStateException("the world is busy", new RuntimeException("try later"));
			}
		}

	}

}
