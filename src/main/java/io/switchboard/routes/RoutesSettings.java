package io.switchboard.routes;

import java.nio.file.Path;
import java.util.Locale;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the integration engineer's files are.
 *
 * @param dir the folder with the routes, kamelets, templates, statements and samples
 * @param reload what becomes of a change of these files while Switchboard runs
 */
@Validated
@ConfigurationProperties("routes")
public record RoutesSettings(@NotNull Path dir, @DefaultValue("off") Reload reload) {

	/** What becomes of a change. */
	public enum Reload {

		/** It is checked and loaded. */
		ON,

		/** Nothing, unless somebody asks for it. */
		OFF,

		/** It is checked, and what is wrong is told. */
		CHECK_ONLY;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
