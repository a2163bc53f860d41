package io.switchboard.console.api;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The bodies of requests that change a follow-up. */
final class FollowUpRequests {

	private FollowUpRequests() {
	}

	/**
	 * Takes one.
	 *
	 * @param from the present owner, if it is taken over
	 */
	record Take(@Parameter(name = "from", description = "The user whom you take it over from",
			schema = @Schema(type = "string")) @Nullable String from) {
	}

	/**
	 * Figures.
	 *
	 * @param days of how many days
	 */
	record Days(@Parameter(name = "days", description = "How many days, from 1 to 31, up to today. Default: 1",
			schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "31",
					defaultValue = "1")) int days) {
	}

	/**
	 * Calls.
	 *
	 * @param phone which phone rings first
	 */
	record Ring(@Parameter(name = "phone",
			description = "Which phone rings first: the extension or the id of a VoIPstudio user. Default: your own telephone (console.users[].extension), else the user whose mail address is your user name",
			schema = @Schema(type = "string")) @Nullable String phone) {
	}

	/**
	 * Snoozes one.
	 *
	 * @param until when it is due
	 * @param reason why
	 */
	record Snooze(
			@Parameter(name = "until",
					description = "When it is due: in the future, within a year, ISO 8601. Must be given",
					schema = @Schema(type = "string", format = "date-time")) @Nullable Instant until,
			@Parameter(name = "reason", description = "Why, for readers and for the audit",
					schema = @Schema(type = "string")) @Nullable String reason) {
	}

	/**
	 * Closes one.
	 *
	 * @param reason why
	 */
	record Close(@Parameter(name = "reason", description = "Why, for readers and for the audit. Must be given",
			schema = @Schema(type = "string")) @Nullable String reason) {
	}

	/**
	 * Opens one again.
	 *
	 * @param reason why
	 */
	record Reopen(@Parameter(name = "reason", description = "Why, for readers and for the audit",
			schema = @Schema(type = "string")) @Nullable String reason) {
	}

}
