package io.switchboard.history;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A filter for the audit. All conditions must hold; null means any value.
 *
 * @param who a user's name
 * @param action what was done, or its beginning, such as {@code delivery}
 * @param subject the id of what it was done to
 * @param from at this time or later
 * @param to before this time
 */
public record AuditFilter(
		@Parameter(name = "who", description = "A user's name; api for a program with the token",
				schema = @Schema(type = "string")) @Nullable String who,
		@Parameter(name = "action",
				description = "What was done, such as delivery.redeliver, or its beginning, such as delivery",
				schema = @Schema(type = "string")) @Nullable String action,
		@Parameter(name = "subject", description = "The id of what it was done to: a delivery, a route, a call",
				schema = @Schema(type = "string")) @Nullable String subject,
		@Parameter(name = "from", description = "From this time on, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant from,
		@Parameter(name = "to", description = "Before this time, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant to) {
}
