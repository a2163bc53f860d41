package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.switchboard.FastFolders;
import io.switchboard.FewRoutes;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Severity;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A copy of {@code routes} with a mistake, and its findings, without a store and a
 * network.
 */
public abstract class AccidentsBench {

	static final FolderCheck CHECK = CheckFromSettings.of(settings());

	/** The check for a store on SQLite. */
	static final class FolderCheckOnSqlite {

		static final FolderCheck CHECK = CheckFromSettings.of(settings("jdbc:sqlite:data/switchboard.db"));

	}

	static final Path ALL = Path.of("routes");

	/** The folder is checked a hundred times. */
	static final Path ROUTES = withoutVendors(FastFolders.create("routes"));

	@TempDir
	Path folder;

	private static Path withoutVendors(Path folder) {
		FewRoutes.withoutVendors(folder);
		return folder;
	}

	static StandardEnvironment settings(String store) {
		StandardEnvironment environment = settings();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("store", Map.of("spring.datasource.url", store)));
		return environment;
	}

	public static StandardEnvironment settings() {
		StandardEnvironment environment = new StandardEnvironment();
		try {
			new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"))
				.forEach(environment.getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return environment;
	}

	List<String> told() {
		return CHECK.check(this.folder)
			.stream()
			.filter((each) -> each.severity() != Severity.NOTE)
			.map(Finding::toString)
			.toList();
	}

	void change(String file, String text, String mistake) throws IOException {
		Path changed = this.folder.resolve(file);
		String original = Files.readString(changed);
		assertThat(original).contains(text);
		Files.writeString(changed, original.replace(text, mistake));
	}

	List<Finding> check(String file, String text, String mistake) throws IOException {
		FileSystemUtils.copyRecursively(ROUTES, this.folder);
		Path changed = this.folder.resolve(file);
		String original = Files.readString(changed);
		assertThat(original).contains(written(text));
		Files.writeString(changed, original.replace(written(text), written(mistake)));
		return CHECK.check(this.folder);
	}

	/** A table has no room for the ends of lines. */
	static String written(String text) {
		return (text != null) ? text.replace('¶', '\n').replace('→', '\t') : "";
	}

}
