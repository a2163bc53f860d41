package io.switchboard.alerts;

import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/** Whether the settings {@code alerts.*} can be used, before anything starts. */
public final class AlertsCheck {

	private AlertsCheck() {
	}

	/**
	 * What is wrong with them.
	 * @param environment with all sources of settings
	 * @return a sentence that names the setting, or null where nothing is wrong
	 */
	public static @Nullable String wrong(Environment environment) {
		try {
			Binder.get(environment).bindOrCreate("alerts", AlertSettings.class);
			return null;
		}
		catch (BindException ex) {
			if (Causes.first(ex, ConverterNotFoundException.class).isPresent()) {
				return "%s is a section and cannot be a single value".formatted(ex.getName());
			}
			Throwable cause = Causes.first(ex, IllegalArgumentException.class)
				.map(Throwable.class::cast)
				.orElseGet(() -> Causes.root(ex));
			String text = String.valueOf(cause.getMessage());
			return text.startsWith("alerts") ? text : "%s: %s".formatted(ex.getName(), text);
		}
	}

}
