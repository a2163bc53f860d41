package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each test context a data folder of its own, below target. */
public class TemporaryData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		try {
			var target = java.nio.file.Path.of("target", "test-data");
			Files.createDirectories(target);
			TestPropertyValues.of("data.dir=" + Files.createTempDirectory(target, "data")).applyTo(context);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
