package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import io.switchboard.settings.SettingsStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class RoutesFolderTests {

	@TempDir
	Path temp;

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void a_link_is_followed() throws IOException {
		Path folder = Files.createDirectory(this.temp.resolve("release-7")).toRealPath();
		use(Files.createSymbolicLink(this.temp.resolve("routes"), folder));
		assertThat(this.environment.getProperty("routes.dir")).isEqualTo(folder.toString());
	}

	@Test
	void a_link_to_nothing_is_told_with_what_it_leads_to() throws IOException {
		Path link = Files.createSymbolicLink(this.temp.resolve("routes"), this.temp.resolve("release-7"));
		FailureAnalysis told = new SettingsStop().analyze(catchThrowable(() -> use(link)));
		assertThat(told).isNotNull();
		assertThat(told.getDescription()).isEqualTo(
				"routes.dir: %s is a link to %s, which is not there".formatted(link, this.temp.resolve("release-7")));
	}

	private void use(Path dir) {
		this.environment.setProperty("routes.dir", dir.toString());
		new RoutesFolder().postProcessEnvironment(this.environment, new SpringApplication());
	}

}
