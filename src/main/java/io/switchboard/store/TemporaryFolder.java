package io.switchboard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Finds a folder for the temporary files of the web server and SQLite's driver. A
 * read-only file system, such as that of a container, may have none.
 */
class TemporaryFolder implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		check(Path.of(System.getProperty("java.io.tmpdir")));
	}

	/** Tries to write, because the rights of a folder do not tell whether that works. */
	static void check(Path folder) {
		try {
			// a name of its own: several may start at once, each as process 1 of a
			// container
			Files.delete(Files.createTempFile(folder, "switchboard", ".tmp"));
		}
		catch (IOException ex) {
			throw new UnusableStoreException("Temporary files cannot be written to %s (%s)".formatted(folder, ex),
					"Mount something there, such as a tmpfs; or name another folder in the environment: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/path/to/it");
		}
	}

}
