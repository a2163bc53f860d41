package io.switchboard.alerts;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A filter for alerts. All conditions must hold; null means any value.
 *
 * @param state {@code firing}, {@code acknowledged} or {@code over}
 * @param kind what is wrong, such as {@code dead-letters}
 * @param subject of which route or host
 * @param from those that began at this time or later
 * @param to those that began before this time
 */
public record AlertFilter(
		@Parameter(name = "state", description = "The state of the alert",
				schema = @Schema(type = "string", allowableValues = {
						"firing", "acknowledged", "over" })) @Nullable String state,
		@Parameter(name = "kind", description = "What is wrong, such as dead-letters",
				schema = @Schema(type = "string")) @Nullable String kind,
		@Parameter(name = "subject", description = "The route or host that it is about",
				schema = @Schema(type = "string")) @Nullable String subject,
		@Parameter(name = "from", description = "Those that began at this time or later, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant from,
		@Parameter(name = "to", description = "Those that began before this time, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant to){

	/** All of them. */
	public static final AlertFilter ALL = new AlertFilter(null, null, null, null, null);

}
