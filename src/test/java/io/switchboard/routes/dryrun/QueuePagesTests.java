package io.switchboard.routes.dryrun;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.Finding;
import io.switchboard.routes.check.Rule;
import io.switchboard.routes.check.Severity;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The folders beside the pages of Kafka, AMQP and SFTP, put into {@code routes/}. */
class QueuePagesTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "kafka", "amqp", "sftp" })
	void a_folder_is_complete_and_its_sample_does_what_is_expected(String which) throws Exception {
		Path page = Path.of("docs/destinations").resolve(which);
		String rule = Files.readString(page.resolve("rule.yaml"));
		assertThat(Files.readString(page.resolveSibling(which + ".md"))).contains(rule);
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder);
		FileSystemUtils.copyRecursively(page.resolve("routes"), this.folder);
		Files.writeString(this.folder.resolve("switchboard.camel.yaml"), rule, StandardOpenOption.APPEND);
		assertThat(CheckFromSettings
			.of(PastEvents.settings(Map.of(which + ".url", "broker.example.org", "sftp.username", "switchboard",
					"sftp.known-hosts", "known_hosts")))
			.check(this.folder))
			.filteredOn((each) -> each.severity() != Severity.NOTE && each.rule() != Rule.MAP_OF_ROUTES)
			.extracting(Finding::toString)
			.isEmpty();
		try (SampleRun run = new SampleRun(this.folder, PastEvents::settings)) {
			SampleRun.Outcome outcome = run.test(this.folder.resolve("samples/call-ended-to-%s.json".formatted(which)));
			assertThat(outcome.problems()).isEmpty();
			assertThat(outcome.expected()).isTrue();
		}
	}

}
