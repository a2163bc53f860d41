package io.switchboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Does what README.md says, in the order in which it says it. */
@Order(2)
class ReadmeTests {

	private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\\n(.*?)```");

	private static final String MARK = "-- next --";

	@TempDir
	Path folder;

	record Block(String language, String text) {
	}

	@Test
	void every_command_prints_what_stands_below_it_when_all_are_pasted_at_once() throws Exception {
		Tools.assumeInstalled("bash", "curl", "sqlite3");
		List<Block> blocks = blocks();
		assertThat(blocks.stream().filter((block) -> block.language().equals("sh")).limit(2).map(Block::text))
			.containsExactly("mvn spring-boot:run\n", "mvn verify\n");
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder.resolve("routes"));
		StringBuilder pasted = new StringBuilder();
		List<String> expected = new ArrayList<>();
		for (int i = 1; i < blocks.size(); i++) {
			if (blocks.get(i).language().equals("text")) {
				assertThat(blocks.get(i - 1).language()).isEqualTo("sh");
				expected.add(blocks.get(i).text());
				pasted.append(blocks.get(i - 1).text()).append("echo; echo ").append(MARK).append('\n');
			}
		}
		assertThat(expected).hasSize(11);
		try (WarmSwitchboard switchboard = WarmSwitchboard.startIn(this.folder, Map.of())) {
			String output = run(pasted.toString().replace("localhost:8080", "localhost:" + switchboard.port()))
				.replace("\\r\\n", "\n");
			String[] printed = output.split("\n" + MARK + "\n");
			for (int i = 0; i < expected.size(); i++) {
				String part = printed[i];
				assertThat(expected.get(i).lines()).as(output)
					.isNotEmpty()
					.allSatisfy((line) -> assertThat(part).contains(line));
			}
		}
	}

	private String run(String script) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("bash", "-ec", script).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(script + output).isZero();
		return output;
	}

	@Test
	void a_destination_is_added_as_it_is_described() throws Exception {
		Tools.assumeInstalled("bash", "curl");
		List<Block> yaml = blocks().stream().filter((block) -> block.language().equals("yaml")).toList();
		assertThat(yaml).hasSize(2);
		Path routes = this.folder.resolve("routes");
		FileSystemUtils.copyRecursively(Path.of("routes"), routes);
		Files.writeString(routes.resolve("ring-group-missed-call-to-email.camel.yaml"), yaml.get(0).text());
		Path switchboard = routes.resolve("switchboard.camel.yaml");
		Files.writeString(switchboard, Files.readString(switchboard) + yaml.get(1).text());
		try (WarmSwitchboard started = WarmSwitchboard.startIn(this.folder, Map.of())) {
			JsonNode event = Samples.read("call-ended-to-database.ring-group-missed");
			String base = "http://localhost:" + started.port();
			run("curl -sf --data-binary @routes/samples/call-ended-to-database.ring-group-missed.json %s/webhooks/voipstudio/$(cat data/webhook.key)"
				.formatted(base));
			String authorized = "curl -sf -H \"Authorization: Bearer $(cat data/api.token)\" " + base;
			JsonNode deliveries = Client
				.json(run("%s'/api/events/%s?wait=60'".formatted(authorized, event.path("id").asText())))
				.path("data")
				.path("deliveries");
			// the state before the recipe, and the mail
			assertThat(deliveries).allMatch((each) -> each.path("status").asText().equals("delivered"))
				.extracting((each) -> each.path("route").asText())
				.containsExactlyInAnyOrder("ring-group-missed-call-to-email", "call-ended-to-database",
						"call-ended-to-crm");
			JsonNode mail = Client.json(run(authorized + "/api/mailbox")).path("data").get(0);
			assertThat(mail.path("subject").asText()).isEqualTo("Missed call in Sales");
			assertThat(mail.path("text").asText()).contains("Missed call in a ring group", "Ring group: Sales")
				.doesNotContainIgnoringCase("queue");
			assertThat(mail.path("html").asText()).contains("Missed call in a ring group", ">Ring group</td>")
				.doesNotContainIgnoringCase("queue");
			assertThat(run(authorized + "/simulator/crm/activities")).contains(event.path("call_id").asText());
		}
	}

	@Test
	void every_setting_and_variable_that_it_names_exists() throws IOException {
		String settings = Files.readString(Path.of("src/main/resources/application.yaml"));
		Matcher names = Pattern.compile("`([a-z]+)\\.([a-z-]+)`").matcher(Files.readString(Path.of("README.md")));
		List<String> found = new ArrayList<>();
		while (names.find()) {
			if (List.of("webhook", "mail", "inbox", "delivery", "destinations", "console", "api")
				.contains(names.group(1)) && !names.group(2).equals("key")) {
				found.add(names.group());
				assertThat(settings).containsPattern("(?m)^  " + names.group(2) + ":");
			}
		}
		assertThat(found).hasSizeGreaterThan(8);
	}

	private static List<Block> blocks() throws IOException {
		Matcher matcher = BLOCK.matcher(Files.readString(Path.of("README.md")));
		List<Block> blocks = new ArrayList<>();
		while (matcher.find()) {
			blocks.add(new Block(matcher.group(1), matcher.group(2)));
		}
		return blocks;
	}

}
