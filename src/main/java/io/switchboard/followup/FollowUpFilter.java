package io.switchboard.followup;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A filter for follow-ups. All conditions must hold; null means any value.
 *
 * @param state their state, or {@code waiting} for all that are not closed
 * @param team the team that calls back
 * @param owner who has taken them
 * @param number whom to call, in any spelling, or its last digits
 */
public record FollowUpFilter(
		@Parameter(name = "state", description = "The follow-up's state. waiting: all that are not closed",
				schema = @Schema(type = "string", allowableValues = {
						"waiting", "open", "taken", "snoozed", "closed" })) @Nullable String state,
		@Parameter(name = "team", description = "The team that is to call",
				schema = @Schema(type = "string")) @Nullable String team,
		@Parameter(name = "owner", description = "The user who has taken it",
				schema = @Schema(type = "string")) @Nullable String owner,
		@Parameter(name = "number",
				description = "The number to call, in any spelling, such as +44 7700 900123 or 07700 900123 (a number of voipstudio.region), or its last four or more digits",
				schema = @Schema(type = "string", format = "phone")) @Nullable String number){

	/** All that are not closed. */
	public static final FollowUpFilter WAITING = new FollowUpFilter("waiting", null, null, null);

	/** A filter may name people, so it is not for logs. */
	@Override
	public String toString() {
		return "FollowUpFilter";
	}

}
