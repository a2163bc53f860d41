package io.switchboard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The web server and SQLite's driver want a place for temporary files, which a read-only
 * file system, as a container's may be, does not have by itself.
 */
class TemporaryFolder implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		check(Path.of(System.getProperty("java.io.tmpdir")));
	}

	/** Tries to write: the folder's rights alone do not say whether that works. */
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
