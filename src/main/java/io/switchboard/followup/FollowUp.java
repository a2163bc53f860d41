package io.switchboard.followup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A caller whom nobody answered, and who is to be called back. Names, notes and texts are
 * foreign text, for people.
 *
 * @param id its id
 * @param number whom to call, as E.164
 * @param team the team that calls back; perhaps empty
 * @param state its state
 * @param owner who took it, or null
 * @param tries how often they called
 * @param waitingSince when they gave up for the first time
 * @param lastTryAt when they gave up last
 * @param lastCallId the last of their calls, VoIPstudio's {@code root_call_id}
 * @param name what they are called, or null
 * @param dst what they called, or null
 * @param dstName its name, or null
 * @param context VoIPstudio's word, or null
 * @param queue the queue, or null
 * @param dueAt by when somebody should call back; while snoozed, the end of the snooze
 * @param dueNumber the number of that time, from 1
 * @param dueFiled whether {@code followup.due} was filed for it
 * @param overdue how often it was filed since the caller waits, or since the last snooze
 * @param openings how often it was opened, from 1
 * @param reopenedAt when it was opened again by hand, or null
 * @param snoozedAt when it was last snoozed, or null
 * @param lastText the last text from the caller since the wait began, or null
 * @param lastNote the last note, or null
 * @param closedAt when it was closed, or null
 * @param closedBy {@code call}, {@code text}, {@code correction} or {@code person}; null
 * while it waits
 * @param reason why it was closed, in a sentence, or null
 * @param reachedSeconds how long the caller waited until reached, or null
 * @param endedByCall the answered call that ended it, its {@code root_call_id}, or null
 */
public record FollowUp(long id, String number, String team, FollowUpState state, @Nullable String owner, int tries,
		Instant waitingSince, Instant lastTryAt, long lastCallId, @Nullable String name, @Nullable String dst,
		@Nullable String dstName, @Nullable String context, @Nullable String queue, Instant dueAt, int dueNumber,
		boolean dueFiled, int overdue, int openings, @Nullable Instant reopenedAt, @Nullable Instant snoozedAt,
		@Nullable String lastText, @Nullable String lastNote, @Nullable Instant closedAt, @Nullable String closedBy,
		@Nullable String reason, @Nullable Long reachedSeconds, @Nullable Long endedByCall) {

	static final String BY_CALL = "call";

	static final String BY_TEXT = "text";

	static final String BY_CORRECTION = "correction";

	static final String BY_PERSON = "person";

	/** Whether somebody still has to call. */
	public boolean waits() {
		return this.state != FollowUpState.CLOSED;
	}

	/** Whether somebody should have called by a time. */
	public boolean isOverdue(Instant now) {
		return (this.state == FollowUpState.OPEN || this.state == FollowUpState.TAKEN) && !this.dueAt.isAfter(now);
	}

	/**
	 * Whether people or a text closed it. Then no call and no correction changes that.
	 */
	boolean isSealed() {
		return !waits() && (BY_PERSON.equals(this.closedBy) || BY_TEXT.equals(this.closedBy));
	}

	/** It has personal data, so it is not for logs. */
	@Override
	public String toString() {
		return "FollowUp[" + this.id + ", " + this.state + "]";
	}

}
