package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import io.switchboard.FewRoutes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules, routes and templates know whether the opening hours last. */
class HoursFactsTests {

	private static final String ROUTE = "queue-missed-call-to-email";

	private static final String TEXT = "missed-call-sms-back";

	@TempDir
	Path folder;

	@BeforeEach
	void edit() throws IOException {
		FewRoutes.copyTo(this.folder, Set.of(ROUTE, TEXT));
		Files.createDirectories(this.folder.resolve("hours"));
		Files.createDirectories(this.folder.resolve("lookups"));
		Files.writeString(this.folder.resolve("hours/night.yaml"), "open: mon-sun 20:00-24:00\nfor: \"2100\"\n");
		Files.writeString(this.folder.resolve("hours/day.yaml"), "open: mon-sun 06:00-20:00\n");
		Path route = this.folder.resolve(ROUTE + ".camel.yaml");
		Files.writeString(route, Files.readString(route)
			.replaceFirst("subject: .*", "subject: \"open \\${variable.open} \\${variable.opens_at}\""));
		Files.writeString(this.folder.resolve("templates/missed-call.txt"), "${local_time(variables.opens_at!)}");
	}

	@ParameterizedTest(name = "{0} of {1}")
	@CsvSource(textBlock = """
			2100, none,  2026-04-28 08:46:13, open false 2026-04-28T20:00:00Z
			2100, none,  2026-04-28 20:46:13, open true
			2100, day,   2026-04-28 08:46:13, open true
			2101, none,  2026-04-28 08:46:13, open false 2026-04-28T09:00:00Z
			2101, night, 2026-04-28 09:46:13, open false 2026-04-28T20:00:00Z
			""")
	void the_hours_are_those_of_the_table_else_of_the_number_else_of_the_settings(String dst, String table, String time,
			String subject) throws Exception {
		Files.writeString(this.folder.resolve("lookups/teams.csv"),
				"dst,hours\n*,%s\n".formatted(table.equals("none") ? "" : table));
		Path sample = this.folder.resolve("samples/" + ROUTE + ".json");
		Files.writeString(sample,
				Files.readString(sample)
					.replaceFirst("\"dst\": ?\"[^\"]*\"", "\"dst\": \"%s\"".formatted(dst))
					.replaceFirst("\"event_time\": ?\"[^\"]*\"", "\"event_time\": \"%s\"".formatted(time)));
		Path expected = this.folder.resolve("samples/" + ROUTE + ".expect.yaml");
		Files.writeString(expected, "mails:\n  - subject: {contains: [\"%s\"]}\n".formatted(subject));
		try (SampleRun run = new SampleRun(this.folder,
				(more) -> PastEvents.settings(Map.of("opening-hours", "mon-fri 09:00-17:30")))) {
			assertThat(run.test(sample).problems()).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0} at {1}")
	@CsvSource(textBlock = """
			2100, 2026-04-28 10:46:13, 1
			2100, 2026-04-28 20:46:13, 0
			2101, 2026-04-28 09:46:13, 0
			2101, 2026-04-28 20:46:13, 1
			""")
	void a_text_goes_to_who_was_missed_outside_the_hours_of_what_was_called(String dst, String time, int texts)
			throws Exception {
		Path sample = this.folder.resolve("samples/" + TEXT + ".json");
		Files.writeString(sample,
				Files.readString(sample)
					.replaceFirst("\"dst\": ?\"[^\"]*\"", "\"dst\": \"%s\"".formatted(dst))
					.replaceFirst("\"event_time\": ?\"[^\"]*\"", "\"event_time\": \"%s\"".formatted(time)));
		String sent = "voipstudio:\n  - request: POST sms\n";
		Files.writeString(this.folder.resolve("samples/" + TEXT + ".expect.yaml"),
				(texts > 0) ? sent : "voipstudio: []\n");
		try (SampleRun run = new SampleRun(this.folder, (more) -> PastEvents
			.settings(Map.of("opening-hours", "mon-fri 09:00-17:30", TEXT + ".enabled", "true")))) {
			assertThat(run.test(sample).problems()).isEmpty();
		}
	}

}
