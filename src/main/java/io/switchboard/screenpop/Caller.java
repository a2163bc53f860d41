package io.switchboard.screenpop;

import java.time.Instant;
import java.util.List;

import io.switchboard.calls.Call;
import io.switchboard.followup.FollowUp;
import org.jspecify.annotations.Nullable;

/**
 * The known facts about a caller. All texts are foreign text, for people.
 *
 * @param contact VoIPstudio's contact with the number, or null
 * @param calls the last calls with the number, the newest first, without this one
 * @param followUp the open follow-up of the number, or null
 * @param text the last text message from the number, or null
 * @param note the last note about the number, or null
 */
public record Caller(@Nullable Contact contact, List<Call> calls, @Nullable FollowUp followUp, @Nullable Text text,
		@Nullable String note) {

	/**
	 * Somebody in VoIPstudio's contacts.
	 *
	 * @param name first and last name and company
	 * @param group the group, or null
	 * @param notes what stands there, or null
	 */
	public record Contact(String name, @Nullable String group, @Nullable String notes) {
	}

	/**
	 * A text message.
	 *
	 * @param at when it came in
	 * @param text what it says
	 */
	public record Text(Instant at, String text) {
	}

	Caller with(@Nullable Contact contact) {
		return new Caller(contact, this.calls, this.followUp, this.text, this.note);
	}

	/** It has personal data, so it is not for logs. */
	@Override
	public String toString() {
		return "Caller";
	}

}
