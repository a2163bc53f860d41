package io.switchboard.followup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.switchboard.routes.RunningRoutes;
import io.switchboard.routes.hours.OpeningHours;
import io.switchboard.routes.lookup.Lookups;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The settings of a team in the folder. */
class FolderDeskTests {

	private static final Instant TUESDAY = Instant.parse("2026-04-28T10:00:00Z");

	@TempDir
	Path folder;

	@Test
	void a_team_has_a_time_of_its_own_or_that_of_the_setting() throws Exception {
		Files.createDirectories(this.folder.resolve("lookups"));
		Files.writeString(this.folder.resolve("lookups/teams.csv"),
				"dst,team,due\n2100,Sales,15m\n2200,Works,soon\n*,All,\n");
		MockEnvironment settings = new MockEnvironment().withProperty("opening-hours", "mon-fri 09:00-17:30");
		DefaultCamelContext camel = new DefaultCamelContext();
		camel.getRegistry().bind("lookups", Lookups.of(settings, this.folder));
		camel.getRegistry().bind("openingHours", OpeningHours.of(settings, this.folder));
		RunningRoutes routes = mock(RunningRoutes.class);
		given(routes.context("switchboard")).willReturn(camel);
		FolderDesk desk = new FolderDesk(routes);
		Duration setting = Duration.ofMinutes(30);
		assertThat(desk.of(Map.of("dst", "2100")).team()).isEqualTo("Sales");
		assertThat(desk.of(Map.of("dst", "2100")).dueAfter(TUESDAY, setting)).isEqualTo("2026-04-28T10:15:00Z");
		assertThat(desk.of(Map.of("dst", "2100")).dueAfter(Instant.parse("2026-04-28T17:25:00Z"), setting))
			.isEqualTo("2026-04-29T09:10:00Z");
		for (String other : new String[] { "2200", "2300" }) {
			assertThat(desk.of(Map.of("dst", other)).dueAfter(TUESDAY, setting)).isEqualTo("2026-04-28T10:30:00Z");
		}
	}

}
