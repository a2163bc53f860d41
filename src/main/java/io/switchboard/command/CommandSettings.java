package io.switchboard.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.settings.SettingsFile;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The settings that a start here would have. */
final class CommandSettings {

	private CommandSettings() {
	}

	/** With what the command line says. */
	static ConfigurableEnvironment of(Arguments arguments) {
		SettingsFile.noFiles().stream().findFirst().ifPresent((each) -> {
			throw new UsageException(each.toString());
		});
		StandardEnvironment environment = new StandardEnvironment();
		Map<String, Object> said = new LinkedHashMap<>(arguments.settings());
		String routes = arguments.option("routes");
		if (routes != null) {
			said.put("routes.dir", routes);
		}
		environment.getPropertySources().addFirst(new MapPropertySource("command line", said));
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		return environment;
	}

	static Path routes(ConfigurableEnvironment environment) {
		return Path.of(environment.getProperty("routes.dir", "routes"));
	}

}
