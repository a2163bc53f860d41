package io.switchboard.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** All settings, as the jar has them. */
final class SettingsText {

	private SettingsText() {
	}

	/** YAML, with what each setting is. */
	static String all() {
		try (InputStream settings = SettingsText.class.getResourceAsStream("/application.yaml")) {
			if (settings == null) {
				throw new IllegalStateException("the jar has no application.yaml");
			}
			return new String(settings.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
