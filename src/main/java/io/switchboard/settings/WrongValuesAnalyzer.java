package io.switchboard.settings;

import java.util.List;
import java.util.stream.Collectors;

import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Tells all wrong values of settings at once, as the check does. Spring Boot tells only
 * the first one, and prints what stands there, which may be secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WrongValuesAnalyzer implements FailureAnalyzer {

	private final ConfigurableEnvironment environment;

	WrongValuesAnalyzer(Environment environment) {
		this.environment = (ConfigurableEnvironment) environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof PlaceholderResolutionException) {
				List<Unknown> unresolved = UnresolvedSettings.check(this.environment);
				return unresolved.isEmpty() ? null : analysis(unresolved, cause);
			}
			if (cause instanceof BindException || cause instanceof TypeMismatchException) {
				List<Unknown> wrong = SettingValues.wrong(this.environment);
				if (wrong.isEmpty() && cause instanceof BindException bind) {
					wrong = List.of(SettingPlace.found(this.environment, SettingValues.told(bind)));
				}
				return wrong.isEmpty() ? null : analysis(wrong, cause);
			}
		}
		return null;
	}

	private static FailureAnalysis analysis(List<Unknown> wrong, Throwable cause) {
		return new FailureAnalysis(wrong.stream().map(Unknown::toString).collect(Collectors.joining("\n")),
				"Fix the settings and start again. No event is lost meanwhile: senders are refused, and what was accepted waits in the store.",
				cause);
	}

}
