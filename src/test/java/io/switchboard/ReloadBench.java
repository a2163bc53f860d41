package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Processor;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Switchboard whose folder is edited while it runs. Each test restores the folder. */
@CamelSpringBootTest
@ResourceLock(providers = SharedContext.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "routes.reload=on",
				"voipstudio.api.record-wait=0s", "queue-missed-call-to-email.record-wait=0s",
				"call-ended-to-crm.recording-wait=0s", "reconciliation.every=0" })
@Import({ Client.class, ReloadBench.Slow.class })
@ContextConfiguration(initializers = { TemporaryData.class, ReloadBench.Followed.class })
abstract class ReloadBench {

	static final Path ORIGINAL = FastFolders.create("original");

	static final String SMS_MAIL = "sms-received-to-email.camel.yaml";

	static final Path folder = FastFolders.create("edited");

	/** A link to the folder, as some deployments have it. */
	static Path link;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Slow slow;

	@DynamicPropertySource
	static void routes(DynamicPropertyRegistry properties) throws IOException {
		FewRoutes.copyTo(ORIGINAL,
				Set.of("sms-received-to-email", "sms-received-to-database", "queue-missed-call-to-email"));
		FileSystemUtils.copyRecursively(ORIGINAL, folder);
		link = folder.resolveSibling(folder.getFileName() + "-link");
		Files.createSymbolicLink(link, folder);
		properties.add("routes.dir", link::toString);
		properties.add("databases.reporting.url", () -> "jdbc:sqlite:" + folder.resolve("reporting.db"));
	}

	/** The link is followed at the start, as with a folder in the settings. */
	static class Followed implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			new RoutesFolder().postProcessEnvironment(context.getEnvironment(), new SpringApplication());
		}

	}

	/** Steps that a test can block and count. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Slow {

		final Set<String> begun = ConcurrentHashMap.newKeySet();

		final List<String> ran = new CopyOnWriteArrayList<>();

		volatile CountDownLatch gate = new CountDownLatch(0);

		@Bean
		Processor waitAtTheGate() {
			return (exchange) -> {
				this.begun.add(exchange.getVariable("event_id", String.class));
				this.gate.await();
			};
		}

		@Bean
		Processor kamelets() {
			return (exchange) -> this.ran
				.add(exchange.getContext().getComponent("kamelet", KameletComponent.class).getLocation());
		}

		@Bean
		Processor count() {
			return (exchange) -> this.ran.add(exchange.getMessage().getBody(String.class));
		}

	}

	@AfterEach
	void asItWas() throws IOException {
		this.slow.gate.countDown();
		this.slow.ran.clear();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				if (!file.toString().contains("reporting.db")
						&& !Files.exists(ORIGINAL.resolve(folder.relativize(file)))) {
					Files.delete(file);
				}
			}
		}
		FileSystemUtils.copyRecursively(ORIGINAL, folder);
		JsonNode now = json("POST");
		assertThat(now.path("problems")).isEmpty();
	}

	ObjectNode text(String text) {
		return this.client.accept(Samples.read("sms-received-to-email").put("text", text));
	}

	static String rule(String route, String event) {
		return """
				        - filter:
				            id: %1$s-rule
				            expression: {simple: {expression: "${variable.event_name} == '%2$s'"}}
				            steps:
				              - to: {uri: "durable:%1$s"}
				""".formatted(route, event);
	}

	void edit(String file, UnaryOperator<String> edit) {
		String before = json("GET").path("revision").asText();
		write(file, edit);
		loaded(before);
	}

	void now() {
		assertThat(json("POST").path("problems")).isEmpty();
	}

	void loaded(String before) {
		await().until(() -> {
			JsonNode now = json("GET");
			assertThat(now.path("problems")).isEmpty();
			return !now.path("revision").asText().equals(before);
		});
	}

	JsonNode json(String method) {
		return Client
			.json(this.client.send(method, "http://localhost:" + this.client.port() + "/api/routes/reload", new byte[0],
					"Authorization", "Bearer " + Client.TOKEN)
				.body())
			.path("data");
	}

	String revision(String route) {
		return this.client.data("/api/routes/" + route).path("revision").asText();
	}

	static void write(String file, UnaryOperator<String> edit) {
		try {
			Path path = folder.resolve(file);
			String before = Files.readString(path);
			String after = edit.apply(before);
			assertThat(after).as("the edit changes something").isNotEqualTo(before);
			Files.writeString(path, after);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String subject(JsonNode event) {
		return subject(event.path("id").asText());
	}

	/** The subject of the latest mail for this event. */
	String subject(String event) {
		this.client.delivered(event);
		return this.client.data("/api/mailbox?limit=1").path(0).path("subject").asText();
	}

}
