package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.routes.reload.Reload;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A folder that is edited while Switchboard runs. */
@CamelSpringBootTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "routes.reload=on",
				"voipstudio.api.record-wait=0s", "queue-missed-call-to-email.record-wait=0s",
				"call-ended-to-crm.recording-wait=0s", "reconciliation.every=0" })
@Import(Client.class)
@ContextConfiguration(initializers = TemporaryData.class)
class ReloadTests {

	private static final Path ORIGINAL = Path.of("routes");

	@TempDir
	static Path folder;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Reload reload;

	@DynamicPropertySource
	static void routes(DynamicPropertyRegistry properties) throws IOException {
		FileSystemUtils.copyRecursively(ORIGINAL, folder);
		properties.add("routes.dir", folder::toString);
	}

	@AfterEach
	void asItWas() throws IOException {
		try (var files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				if (!Files.exists(ORIGINAL.resolve(folder.relativize(file)))) {
					Files.delete(file);
				}
			}
		}
		FileSystemUtils.copyRecursively(ORIGINAL, folder);
		await().until(() -> !this.reload.state().isBroken());
	}

	@Test
	void a_route_that_is_edited_runs_as_it_now_says_from_the_next_delivery_on() {
		edit("sms-received-to-email.camel.yaml", (text) -> text.replace("Text message from", "SMS from"));
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("SMS from");
	}

	private void edit(String file, UnaryOperator<String> edit) {
		String before = this.reload.state().revision();
		write(file, edit);
		await().until(() -> !this.reload.state().revision().equals(before) || this.reload.state().isBroken());
	}

	private static void write(String file, UnaryOperator<String> edit) {
		try {
			Path path = folder.resolve(file);
			String before = Files.exists(path) ? Files.readString(path) : "";
			String after = edit.apply(before);
			assertThat(after).as("the edit changes something").isNotEqualTo(before);
			Files.writeString(path, after);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Of the mail that the event became. */
	private String subject(JsonNode event) {
		this.client.delivered(event.path("id").asText());
		JsonNode mails = Client.json(this.client.api("/api/mailbox?limit=1").body());
		return mails.path("data").path(0).path("subject").asText();
	}

}
