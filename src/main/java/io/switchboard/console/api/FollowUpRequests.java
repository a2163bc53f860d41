package io.switchboard.console.api;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the requests say that do something with a follow-up. */
final class FollowUpRequests {

	private FollowUpRequests() {
	}

	/**
	 * Takes one.
	 *
	 * @param from whose it is, where it is taken over
	 */
	record Take(@Parameter(name = "from", description = "Whose it is, where it is taken over from somebody",
			schema = @Schema(type = "string")) @Nullable String from) {
	}

	/**
	 * Figures.
	 *
	 * @param days of how many days
	 */
	record Days(
			@Parameter(name = "days", description = "Of how many days, from 1 to 31; today is the first; 1 if not said",
					schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "31",
							defaultValue = "1")) int days) {
	}

	/**
	 * Calls.
	 *
	 * @param phone which phone rings first
	 */
	record Ring(@Parameter(name = "phone",
			description = "Which phone rings first: the extension of a VoIPstudio user, or the user's id; not said: that of the user whose e-mail address is the name of who asks",
			schema = @Schema(type = "string")) @Nullable String phone) {
	}

	/**
	 * Puts one off.
	 *
	 * @param until then it is due
	 * @param reason why
	 */
	record Snooze(
			@Parameter(name = "until",
					description = "It is due then: in the future, within a year, ISO 8601; must be given",
					schema = @Schema(type = "string", format = "date-time")) @Nullable Instant until,
			@Parameter(name = "reason", description = "Why, for those who read it, and for the audit",
					schema = @Schema(type = "string")) @Nullable String reason) {
	}

	/**
	 * Closes one.
	 *
	 * @param reason why
	 */
	record Close(
			@Parameter(name = "reason", description = "Why, for those who read it, and for the audit; must be given",
					schema = @Schema(type = "string")) @Nullable String reason) {
	}

	/**
	 * Opens one again.
	 *
	 * @param reason why
	 */
	record Reopen(@Parameter(name = "reason", description = "Why, for those who read it, and for the audit",
			schema = @Schema(type = "string")) @Nullable String reason) {
	}

}
