package io.switchboard.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Reports an outage of the store, from memory. Each node reports it by itself, because
 * nodes cannot agree without the store.
 */
final class StoreWatch {

	private final AlertSettings settings;

	private final AlertPolicy policy;

	private final Channels channels;

	private final Wording wording;

	private final String node;

	private @Nullable Instant since;

	private @Nullable Instant toldAt;

	private @Nullable Instant triedAt;

	private String message = "";

	StoreWatch(AlertSettings settings, AlertPolicy policy, Channels channels, Wording wording, String node) {
		this.settings = settings;
		this.policy = policy;
		this.channels = channels;
		this.wording = wording;
		this.node = node;
	}

	/**
	 * An outage that is over, of which people were told.
	 *
	 * @param trouble what it was
	 * @param began when it began
	 * @param toldAt when people were first told
	 * @param ended when the store answered again
	 */
	record Outage(Trouble trouble, Instant began, Instant toldAt, Instant ended) {
	}

	/** The store did not answer. */
	void failed(Instant now) {
		Instant began = (this.since != null) ? this.since : now;
		if (this.since == null) {
			this.message = UUID.randomUUID().toString();
		}
		this.since = began;
		TroubleKind kind = TroubleKind.STORE_AWAY;
		if (!this.settings.isWanted(kind) || began.plus(this.settings.after(kind)).isAfter(now)
				|| this.policy.isQuiet(kind.severity(), now) || isBefore(now, this.toldAt, this.settings.repeat())
				|| isBefore(now, this.triedAt, this.settings.group())) {
			return;
		}
		this.triedAt = now;
		if (this.channels.send(this.wording.away(this.message, this.node, began, false, now)).isTaken()) {
			this.toldAt = now;
			this.message = UUID.randomUUID().toString();
		}
	}

	/**
	 * The store answers.
	 * @return the outage, once people know that it is over; null if there was none, or if
	 * nobody was told of it
	 */
	@Nullable Outage works(Instant now) {
		Instant began = this.since;
		Instant told = this.toldAt;
		if (began == null || told == null) {
			this.since = null;
			return null;
		}
		if (isBefore(now, this.triedAt, this.settings.group())
				|| !this.channels.send(this.wording.away(this.message, this.node, began, true, now)).isTaken()) {
			return null;
		}
		this.since = null;
		this.toldAt = null;
		this.triedAt = null;
		return new Outage(new Trouble(TroubleKind.STORE_AWAY, this.node,
				"The store did not answer on %s".formatted(this.node), 0, began), began, told, now);
	}

	private static boolean isBefore(Instant now, @Nullable Instant last, Duration pause) {
		return last != null && last.plus(pause).isAfter(now);
	}

}
