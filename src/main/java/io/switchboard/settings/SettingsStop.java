package io.switchboard.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/** Stops a start with a setting that does not exist, and suggests the right one. */
public class SettingsStop implements ApplicationListener<ApplicationPreparedEvent>, FailureAnalyzer {

	/** How a bean says that it cannot use a setting. */
	private static final Pattern NAMED = Pattern.compile(
			"[a-z][a-z0-9-]*(\\[\\d+])?(\\.[a-z0-9-]+(\\[\\d+])?)+( \\([A-Z_]+\\))?(: | is | must |=).+",
			Pattern.DOTALL);

	@Override
	public void onApplicationEvent(ApplicationPreparedEvent event) {
		ConfigurableEnvironment environment = event.getApplicationContext().getEnvironment();
		List<Unknown> unknown = new ArrayList<>(check(environment).check(environment));
		unknown.addAll(SettingValues.beyond(environment));
		if (!unknown.isEmpty()) {
			throw new UnknownSettingsException(unknown);
		}
	}

	/**
	 * The check for a folder with routes.
	 * @param environment says which folder
	 * @return never null
	 */
	public static SettingsCheck check(ConfigurableEnvironment environment) {
		return check(Path.of(environment.getProperty("routes.dir", "routes")));
	}

	/**
	 * The check for a folder with routes.
	 * @param routes the folder
	 * @return never null
	 */
	public static SettingsCheck check(Path routes) {
		return new SettingsCheck(usedIn(routes));
	}

	private static Predicate<String> usedIn(Path routes) {
		return (name) -> {
			try (Stream<Path> files = Files.walk(routes, 2)) {
				return files.filter((file) -> file.toString().endsWith(".yaml"))
					.filter((file) -> !file.toString().endsWith(".expect.yaml"))
					.anyMatch((file) -> text(file).contains(name));
			}
			catch (IOException ex) {
				return false;
			}
		};
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		boolean isBound = true;
		for (Throwable cause : Causes.of(failure)) {
			// Spring Boot says it with the place
			isBound &= !(cause instanceof BindException);
			if (isBound && (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException)
					&& NAMED.matcher(String.valueOf(cause.getMessage())).matches()) {
				return new FailureAnalysis(cause.getMessage(), "Fix the setting and start again.", cause);
			}
			if (cause instanceof UnknownSettingsException) {
				return new FailureAnalysis(cause.getMessage(),
						"Fix it and start again; help settings prints all settings that there are. No event is lost meanwhile: senders are refused, and what was accepted waits in the store.",
						cause);
			}
			if (cause instanceof YAMLException) {
				String wrong = SettingsFile.check().stream().map(Unknown::toString).collect(Collectors.joining("\n"));
				return wrong.isEmpty() ? null : new FailureAnalysis(wrong, "Fix the file and start again.", cause);
			}
		}
		return null;
	}

}
