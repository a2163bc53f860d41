package io.switchboard.routes;

import java.nio.file.Path;

import jakarta.validation.constraints.NotNull;

import io.switchboard.text.EnumWord;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the integration engineer's files are.
 *
 * @param dir the folder with the routes, kamelets, templates, statements and samples
 * @param reload what happens when these files change while Switchboard runs
 */
@Validated
@ConfigurationProperties("routes")
public record RoutesSettings(@NotNull Path dir, @DefaultValue("off") Reload reload) {

	/** What happens with a change. */
	public enum Reload {

		/** It is checked and loaded. */
		ON,

		/** It is loaded only when somebody asks for it. */
		OFF,

		/** It is only checked, and mistakes are reported. */
		CHECK_ONLY;

		@Override
		public String toString() {
			return EnumWord.of(this);
		}

	}

}
