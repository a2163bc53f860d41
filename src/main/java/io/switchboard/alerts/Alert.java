package io.switchboard.alerts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A problem that lasts, or lasted.
 *
 * @param id its number
 * @param cause the key, which stays the same as long as the problem lasts
 * @param kind its kind
 * @param subject its route, host or event; empty if there can be only one
 * @param summary one sentence without its full stop
 * @param amount how many, such as dead letters; 0 where nothing is counted
 * @param beganAt since when
 * @param firesAt when it has lasted for long enough to be told
 * @param missingAt since when it seems to be over, or null
 * @param endedAt when it was over, or null
 * @param dueAt when it was to be told for the first time, or null
 * @param toldAt when it was told last, or null
 * @param told how often it was told
 * @param overToldAt when it was told that it is over, or null
 * @param acknowledgedAt when somebody took it on, or null
 * @param acknowledgedBy who did, or null
 * @param acknowledgedAmount how many it were then
 */
public record Alert(long id, String cause, TroubleKind kind, String subject, String summary, long amount,
		Instant beganAt, Instant firesAt, @Nullable Instant missingAt, @Nullable Instant endedAt,
		@Nullable Instant dueAt, @Nullable Instant toldAt, int told, @Nullable Instant overToldAt,
		@Nullable Instant acknowledgedAt, @Nullable String acknowledgedBy, long acknowledgedAmount) {

	/** {@code firing}, {@code acknowledged} or {@code over}. */
	public String state() {
		return (this.endedAt != null) ? "over" : (this.acknowledgedAt != null) ? "acknowledged" : "firing";
	}

	/** The page of the console where somebody acts on it, or null. */
	public @Nullable String link() {
		return Trouble.link(this.kind, this.subject);
	}

	/** Whether it lasts, and has for long enough. */
	boolean isFiring(Instant now) {
		return this.endedAt == null && !this.firesAt.isAfter(now);
	}

}
