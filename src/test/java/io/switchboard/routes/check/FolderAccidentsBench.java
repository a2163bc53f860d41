package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.switchboard.routes.check.finding.Severity;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.FileSystemUtils;

/** A copy of {@code routes} with mistakes, and the findings. */
@Execution(ExecutionMode.CONCURRENT)
abstract class FolderAccidentsBench {

	private static final FolderCheck CHECK = CheckFromSettings.of(settings());

	@TempDir
	Path folder;

	private static StandardEnvironment settings() {
		StandardEnvironment environment = AccidentsBench.settings();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("store", Map.of("spring.datasource.url", "jdbc:sqlite:data/x.db")));
		return environment;
	}

	/** A copy of {@code routes} for a test to edit. */
	final Path copy(String name) throws IOException {
		Path copy = this.folder.resolve(name);
		FileSystemUtils.copyRecursively(Path.of("routes"), copy);
		return copy;
	}

	static List<String> told(Path copy) {
		return CHECK.check(copy)
			.stream()
			.filter((each) -> each.severity() != Severity.NOTE)
			.map((each) -> each.toString().replace(copy + "/", ""))
			.toList();
	}

}
