package io.switchboard.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.FreePort;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import org.apache.camel.Exchange;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The kamelet for AMQP, against a real RabbitMQ 3 with its plugin for AMQP 1.0. */
@Order(2)
class RabbitmqTests {

	private static final Path PAGE = Path.of("docs/destinations/amqp").toAbsolutePath();

	private static final String CALLS = "/amq/queue/calls";

	@TempDir
	static Path folder;

	private static Rabbitmq rabbitmq;

	@BeforeAll
	static void start() throws Exception {
		rabbitmq = new Rabbitmq(folder.resolve("rabbitmq"));
		rabbitmq.start();
	}

	@AfterAll
	static void stop() throws Exception {
		if (rabbitmq != null) {
			rabbitmq.close();
		}
	}

	@Test
	void a_message_has_the_delivery_as_its_id_and_the_call_as_its_group_in_each_attempt() throws Exception {
		try (DestinationBench bench = bench(CALLS)) {
			assertThat(attempt(bench, event("uk003.1", "x"))).isNull();
			assertThat(attempt(bench, event("uk003.1", "x"))).isNull();
		}
		assertThat(messages(CALLS)).hasSize(2).allSatisfy((message) -> {
			assertThat(message.getJMSCorrelationID()).isEqualTo("uk003.1/call-ended-to-amqp");
			assertThat(message.getStringProperty("event_key")).isEqualTo(message.getJMSCorrelationID());
			assertThat(message.getStringProperty("event_name")).isEqualTo("call.hangup");
			assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("4278003615");
			assertThat(message.getJMSDeliveryMode()).isEqualTo(jakarta.jms.DeliveryMode.PERSISTENT);
			assertThat(new ObjectMapper().readTree(message.getBody(byte[].class)).path("called").asText())
				.isEqualTo("x");
		});
	}

	@Test
	void an_exchange_is_written_to_by_a_key() throws Exception {
		try (DestinationBench bench = bench("/exchange/events/ended")) {
			assertThat(attempt(bench, event("uk003.2", "x"))).isNull();
		}
		assertThat(messages(CALLS)).hasSize(1);
	}

	@Test
	void who_may_not_write_or_is_not_known_holds_the_route_and_no_password_is_told() throws Exception {
		try (DestinationBench bench = bench(CALLS, Brokers.USER, "wrong-secret-4711")) {
			assertFailure(attempt(bench, event("uk003.3", "x")), Verdict.SHUT_OUT, "");
		}
		try (DestinationBench bench = bench(CALLS, Rabbitmq.READER, Brokers.PASSWORD)) {
			assertFailure(attempt(bench, event("uk003.3", "x")), Verdict.SHUT_OUT, "refused");
		}
	}

	@Test
	void a_queue_that_is_not_there_is_made_and_what_no_queue_wants_is_lost_there() throws Exception {
		try (DestinationBench bench = bench("/queue/fresh")) {
			assertThat(attempt(bench, event("uk003.4", "x"))).isNull();
		}
		assertThat(messages("/amq/queue/fresh")).hasSize(1);
		// as documented: the plugin confirms it
		for (String address : List.of("/amq/queue/no-such-queue", "/exchange/events/no-such-key")) {
			try (DestinationBench bench = bench(address)) {
				assertThat(attempt(bench, event("uk003.4", "x"))).isNull();
			}
		}
		assertThat(PAGE.resolveSibling("amqp.md")).content()
			.contains("Use `/amq/queue/calls`", "is lost without an error", "Do not use `/queue/calls`");
	}

	@Test
	void a_queue_that_is_full_is_waited_for_and_what_is_too_large_is_dead() throws Exception {
		try (DestinationBench bench = bench("/amq/queue/full")) {
			assertThat(attempt(bench, event("uk003.5", "x"))).isNull();
			assertFailure(attempt(bench, event("uk003.6", "x")), Verdict.AWAY, "");
		}
		try (DestinationBench bench = bench(CALLS)) {
			assertFailure(attempt(bench, event("uk003.7", "x".repeat(200_000))), Verdict.NEVER, "");
			// RabbitMQ ends the connection after the large one, at a moment of its own
			await().until(() -> attempt(bench, event("uk003.8", "x")) == null);
		}
		assertThat(messages(CALLS)).hasSize(1);
	}

	@Test
	void nobody_listens() throws Exception {
		try (DestinationBench bench = bench("amqp://127.0.0.1:" + FreePort.next(), CALLS, Brokers.USER,
				Brokers.PASSWORD)) {
			RouteFailure failure = attempt(bench, event("uk003.9", "x"));
			assertFailure(failure, Verdict.AWAY, "Connection refused");
			assertThat(failure.sentence()).doesNotContain("Uncategorized");
		}
	}

	@Test
	@Tag("siege")
	@Tag("large")
	void what_it_has_taken_survives_its_death_and_it_is_spoken_to_again() throws Exception {
		try (DestinationBench bench = bench(CALLS)) {
			assertThat(attempt(bench, event("uk003.10", "x"))).isNull();
			rabbitmq.kill();
			assertFailure(attempt(bench, event("uk003.11", "x")), Verdict.AWAY, "");
			rabbitmq.start();
			assertThat(attempt(bench, event("uk003.11", "x"))).isNull();
		}
		// the second would make a queue that is not durable, and there is one that is
		for (String address : List.of("/exchange/no-such-exchange/ended", "/queue/calls")) {
			try (DestinationBench bench = bench(address)) {
				assertFailure(attempt(bench, event("uk003.12", "x")), Verdict.AWAY, "timed out");
			}
		}
		assertThat(messages(CALLS)).hasSize(2);
	}

	private static void assertFailure(@Nullable RouteFailure failure, Verdict verdict, String told) {
		assertThat(failure).isNotNull();
		assertThat(failure.verdict()).as(failure.sentence()).isEqualTo(verdict);
		assertThat(failure.sentence()).contains(told).doesNotContain("-4711");
	}

	private static DestinationBench bench(String address) throws Exception {
		return bench(address, Brokers.USER, Brokers.PASSWORD);
	}

	private static DestinationBench bench(String address, String user, String password) throws Exception {
		return bench("amqp://127.0.0.1:" + rabbitmq.port(), address, user, password);
	}

	private static DestinationBench bench(String url, String address, String user, String password) throws Exception {
		return new DestinationBench(Duration.ofSeconds(20),
				Map.of("amqp.url", url, "amqp.address", address, "amqp.username", user, "amqp.password", password),
				Map.of(), PAGE.resolve("routes/kamelets"),
				Files.readString(PAGE.resolve("routes/call-ended-to-amqp.camel.yaml")));
	}

	private static @Nullable RouteFailure attempt(DestinationBench bench, Event event) throws Exception {
		Exchange exchange = bench.run("call-ended-to-amqp", event, Set.of());
		return (exchange.getException() != null) ? new RouteFailure("step", exchange.getException()) : null;
	}

	private static Event event(String id, String called) throws IOException {
		ObjectNode body = (ObjectNode) new ObjectMapper()
			.readTree(Files.readAllBytes(PAGE.resolve("routes/samples/call-ended-to-amqp.json")));
		return EventReader.read(new ObjectMapper().writeValueAsBytes(body.put("id", id).put("dst_name", called)));
	}

	/** What lies in the queue, which is empty then. */
	private static List<BytesMessage> messages(String address) throws JMSException {
		try (Connection connection = new JmsConnectionFactory(Brokers.USER, Brokers.PASSWORD,
				// this RabbitMQ cannot be asked whether a queue is empty
				"amqp://127.0.0.1:%d?jms.receiveLocalOnly=true".formatted(rabbitmq.port()))
			.createConnection(); Session session = connection.createSession()) {
			connection.start();
			List<BytesMessage> messages = new ArrayList<>();
			try (MessageConsumer consumer = session.createConsumer(session.createQueue(address))) {
				for (BytesMessage each = (BytesMessage) consumer
					.receive(10_000); each != null; each = (BytesMessage) consumer.receive(300)) {
					messages.add(each);
				}
			}
			return messages;
		}
	}

}
