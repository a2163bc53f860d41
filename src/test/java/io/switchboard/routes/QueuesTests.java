package io.switchboard.routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.FreePort;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import kafka.server.KafkaRaftServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The kamelets for Kafka and AMQP, against real brokers. */
class QueuesTests {

	private static final Path PAGES = Path.of("docs/destinations").toAbsolutePath();

	private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";";

	@TempDir
	static Path folder;

	private static int kafkaPort;

	private static int securedPort;

	private static int amqpPort;

	private static KafkaRaftServer kafka;

	private static EmbeddedActiveMQ artemis;

	@BeforeAll
	static void start() throws Exception {
		kafkaPort = FreePort.next();
		securedPort = FreePort.next();
		amqpPort = FreePort.next();
		kafka = Brokers.kafka(folder.resolve("kafka"), kafkaPort, securedPort);
		artemis = Brokers.artemis(folder.resolve("artemis"), amqpPort);
	}

	@AfterAll
	static void stop() throws Exception {
		artemis.stop();
		kafka.shutdown();
		kafka.awaitShutdown();
	}

	@Test
	void a_record_of_kafka_has_the_call_as_its_key_and_the_delivery_in_its_headers() throws Exception {
		try (DestinationBench bench = bench("kafka",
				Map.of("kafka.url", "127.0.0.1:" + kafkaPort, "kafka.topic", "a"))) {
			assertThat(attempt(bench, "kafka", event())).isNull();
			assertThat(attempt(bench, "kafka", event())).isNull();
		}
		assertThat(records("a")).hasSize(2).allSatisfy((record) -> {
			assertThat(record.key()).isEqualTo("4278003615");
			assertThat(header(record, "event_key")).isEqualTo("uk003.608920d55f7140.77053414/call-ended-to-kafka");
			assertThat(header(record, "event_name")).isEqualTo("call.hangup");
			assertThat(header(record, "Content-Type")).isEqualTo("application/json");
			assertThat(new ObjectMapper().readTree(record.value()).path("called").asText()).isEqualTo("John Smith");
			assertThat(record.headers().toArray()).hasSize(3);
		});
	}

	@Test
	void kafka_lets_in_who_has_the_password_and_no_password_is_told() throws Exception {
		String brokers = "127.0.0.1:" + securedPort;
		try (DestinationBench bench = bench("kafka", Map.of("kafka.url", brokers, "kafka.topic", "b", "kafka.security",
				"SASL_PLAINTEXT", "kafka.jaas", JAAS.formatted(Brokers.USER, Brokers.PASSWORD)))) {
			assertThat(attempt(bench, "kafka", event())).isNull();
		}
		assertThat(records("b")).hasSize(1);
		try (DestinationBench bench = bench("kafka", Map.of("kafka.url", brokers, "kafka.topic", "b", "kafka.security",
				"SASL_PLAINTEXT", "kafka.jaas", JAAS.formatted("them", "wrong-secret-4711")))) {
			assertFailure(attempt(bench, "kafka", event()), Verdict.SHUT_OUT, "Authentication failed");
		}
	}

	@Test
	void what_kafka_does_not_take_is_dead_at_once_and_who_is_away_is_waited_for() throws Exception {
		try (DestinationBench bench = bench("kafka",
				Map.of("kafka.url", "127.0.0.1:" + kafkaPort, "kafka.topic", "c"))) {
			assertFailure(attempt(bench, "kafka", large()), Verdict.NEVER, "larger than the max message size");
		}
		try (DestinationBench bench = bench("kafka",
				Map.of("kafka.url", "127.0.0.1:" + kafkaPort, "kafka.topic", "no topic"))) {
			assertFailure(attempt(bench, "kafka", event()), Verdict.SHUT_OUT, "Invalid topics: [no topic]");
		}
		try (DestinationBench bench = bench("kafka",
				Map.of("kafka.url", "no-such-host.invalid:9092", "kafka.topic", "c"))) {
			assertFailure(attempt(bench, "kafka", event()), Verdict.SHUT_OUT, "No resolvable bootstrap urls");
		}
		try (DestinationBench bench = bench("kafka",
				Map.of("kafka.url", "127.0.0.1:" + FreePort.next(), "kafka.topic", "c"), "ca: \"{{kafka.ca}}\"",
				"timeout: 300\n              ca: \"{{kafka.ca}}\"")) {
			assertFailure(attempt(bench, "kafka", event()), Verdict.AWAY, "after 300 ms. No broker answered");
		}
	}

	@Test
	void a_message_has_the_delivery_as_its_id_and_a_repeat_is_dropped_by_artemis() throws Exception {
		try (DestinationBench bench = amqp("a", Brokers.PASSWORD)) {
			assertThat(attempt(bench, "amqp", event())).isNull();
			assertThat(attempt(bench, "amqp", event())).isNull();
			assertThat(attempt(bench, "amqp", large())).isNull();
		}
		List<BytesMessage> messages = messages("a");
		assertThat(messages).hasSize(2);
		BytesMessage message = messages.get(0);
		assertThat(message.getJMSCorrelationID()).isEqualTo("uk003.608920d55f7140.77053414/call-ended-to-amqp");
		assertThat(message.getStringProperty("event_key")).isEqualTo(message.getJMSCorrelationID());
		assertThat(message.getStringProperty("event_name")).isEqualTo("call.hangup");
		assertThat(message.getStringProperty("content_type")).isEqualTo("application/json");
		assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("4278003615");
		assertThat(message.getJMSDeliveryMode()).isEqualTo(jakarta.jms.DeliveryMode.PERSISTENT);
		assertThat(new ObjectMapper().readTree(message.getBody(byte[].class)).path("called").asText())
			.isEqualTo("John Smith");
	}

	@Test
	void a_broker_that_comes_back_is_spoken_to_again_and_a_wrong_password_waits() throws Exception {
		try (DestinationBench bench = amqp("b", "wrong-secret-4711")) {
			assertFailure(attempt(bench, "amqp", event()), Verdict.SHUT_OUT, "failed");
		}
		try (DestinationBench bench = amqp("b", Brokers.PASSWORD)) {
			assertThat(attempt(bench, "amqp", event())).isNull();
			artemis.stop();
			assertFailure(attempt(bench, "amqp", event()), Verdict.AWAY, "");
			artemis = Brokers.artemis(folder.resolve("artemis"), amqpPort);
			assertThat(attempt(bench, "amqp", large())).isNull();
		}
		assertThat(messages("b")).hasSize(2);
	}

	private static void assertFailure(@Nullable RouteFailure failure, Verdict verdict, String told) {
		assertThat(failure).isNotNull();
		assertThat(failure.verdict()).as(failure.sentence()).isEqualTo(verdict);
		assertThat(failure.sentence()).contains(told).doesNotContain("-4711");
	}

	private static DestinationBench amqp(String address, String password) throws Exception {
		return bench("amqp", Map.of("amqp.url", "amqp://127.0.0.1:" + amqpPort, "amqp.address", address,
				"amqp.username", Brokers.USER, "amqp.password", password));
	}

	private static DestinationBench bench(String which, Map<String, String> settings, String... replaced)
			throws Exception {
		Path routes = PAGES.resolve(which).resolve("routes");
		String route = Files.readString(routes.resolve("call-ended-to-%s.camel.yaml".formatted(which)));
		for (int i = 0; i < replaced.length; i += 2) {
			route = route.replace(replaced[i], replaced[i + 1]);
		}
		return new DestinationBench(Duration.ofSeconds(20), settings, Map.of(), routes.resolve("kamelets"), route);
	}

	private static @Nullable RouteFailure attempt(DestinationBench bench, String which, Event event) throws Exception {
		Exchange exchange = bench.run("call-ended-to-" + which, event, Set.of());
		return (exchange.getException() != null) ? new RouteFailure("step", exchange.getException()) : null;
	}

	private static Event event() throws IOException {
		return EventReader.read(Files.readAllBytes(PAGES.resolve("kafka/routes/samples/call-ended-to-kafka.json")));
	}

	/** An event with another id, larger than Kafka's broker accepts. */
	private static Event large() throws IOException {
		ObjectNode body = (ObjectNode) new ObjectMapper()
			.readTree(Files.readAllBytes(PAGES.resolve("kafka/routes/samples/call-ended-to-kafka.json")));
		body.put("id", "large").put("dst_name", "x".repeat(200_000));
		return EventReader.read(body.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static List<ConsumerRecord<String, String>> records(String topic) {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort), new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((each) -> new TopicPartition(topic, each.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			long all = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
			List<ConsumerRecord<String, String>> records = new ArrayList<>();
			while (records.size() < all) {
				consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
			}
			return records;
		}
	}

	private static String header(ConsumerRecord<String, String> record, String name) {
		Header header = record.headers().lastHeader(name);
		return new String(header.value(), StandardCharsets.UTF_8);
	}

	private static List<BytesMessage> messages(String address) throws JMSException {
		try (Connection connection = new JmsConnectionFactory(Brokers.USER, Brokers.PASSWORD,
				"amqp://127.0.0.1:" + amqpPort)
			.createConnection(); Session session = connection.createSession()) {
			connection.start();
			List<BytesMessage> messages = new ArrayList<>();
			try (MessageConsumer consumer = session.createConsumer(session.createQueue(address))) {
				for (BytesMessage each = (BytesMessage) consumer
					.receive(10_000); each != null; each = (BytesMessage) consumer.receiveNoWait()) {
					messages.add(each);
				}
			}
			return messages;
		}
	}

}
