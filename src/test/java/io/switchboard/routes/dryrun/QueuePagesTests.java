package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The folders of the pages of Kafka, AMQP and SFTP, copied into {@code routes/}. */
class QueuePagesTests {

	@TempDir
	Path folder;

	/** Switchboard would not start. */
	@ParameterizedTest
	@CsvSource({ "sftp.url, SFTP_URL, sftp", "amqp.url, AMQP_URL, amqp", "kafka.topic, KAFKA_TOPIC, kafka" })
	void an_empty_setting_that_the_start_needs_is_named_with_its_file(String setting, String variable, String which)
			throws Exception {
		copy(which);
		ConfigurableEnvironment settings = PastEvents.settings(Map.of(setting, ""));
		String name = which.equals("kafka") ? "topic" : "url";
		assertThat(errors(settings)).singleElement()
			.asString()
			.startsWith(this.folder.resolve("call-ended-to-%s.camel.yaml:".formatted(which)).toString())
			.endsWith(
					"%s is empty, and kamelet %s-sink cannot start without it. Set %s (%s), or remove this route and its rule."
						.formatted(name, which, setting, variable));
	}

	private Path copy(String which) throws IOException {
		Path page = Path.of("docs/destinations").resolve(which);
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder);
		FileSystemUtils.copyRecursively(page.resolve("routes"), this.folder);
		Files.writeString(this.folder.resolve("switchboard.camel.yaml"), Files.readString(page.resolve("rule.yaml")),
				StandardOpenOption.APPEND);
		return page;
	}

	private List<String> errors(ConfigurableEnvironment settings) {
		return CheckFromSettings.of(settings)
			.check(this.folder)
			.stream()
			.filter((each) -> each.severity() != Severity.NOTE && each.rule() != Rule.MAP_OF_ROUTES)
			.map(Finding::toString)
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "kafka", "amqp", "sftp" })
	void a_folder_is_complete_and_its_sample_does_what_is_expected(String which) throws Exception {
		Path page = copy(which);
		String rule = Files.readString(page.resolve("rule.yaml"));
		assertThat(Files.readString(page.resolveSibling(which + ".md"))).contains(rule);
		assertThat(errors(PastEvents.settings(Map.of(which + ".url", "broker.example.org", "sftp.username",
				"switchboard", "sftp.known-hosts", "known_hosts"))))
			.isEmpty();
		try (SampleRun run = new SampleRun(this.folder, PastEvents::settings)) {
			SampleRun.Outcome outcome = run.test(this.folder.resolve("samples/call-ended-to-%s.json".formatted(which)));
			assertThat(outcome.problems()).isEmpty();
			assertThat(outcome.expected()).isTrue();
		}
	}

}
