package io.switchboard.followup;

import java.time.Duration;
import java.time.Instant;

import io.switchboard.voipstudio.PersonName;
import org.jspecify.annotations.Nullable;

/** A follow-up while it is changed, within a transaction. */
final class Draft {

	final long id;

	final String number;

	final String team;

	FollowUpState state = FollowUpState.OPEN;

	@Nullable String owner;

	int tries;

	Instant waitingSince = Instant.EPOCH;

	Instant lastTryAt = Instant.EPOCH;

	long lastCallId;

	@Nullable String name;

	@Nullable String dst;

	@Nullable String dstName;

	@Nullable String context;

	@Nullable String queue;

	Instant dueAt = Instant.EPOCH;

	int dueNumber = 1;

	boolean dueFiled;

	int overdue;

	int openings = 1;

	@Nullable Instant reopenedAt;

	@Nullable Instant snoozedAt;

	@Nullable String lastText;

	@Nullable String lastNote;

	@Nullable Instant closedAt;

	@Nullable String closedBy;

	@Nullable String reason;

	@Nullable Long reachedSeconds;

	@Nullable Long endedByCall;

	/** Makes a new follow-up, with id 0 until the table gives it one. */
	Draft(long id, String number, String team) {
		this.id = id;
		this.number = number;
		this.team = team;
	}

	static Draft of(FollowUp known) {
		Draft draft = new Draft(known.id(), known.number(), known.team());
		draft.state = known.state();
		draft.owner = known.owner();
		draft.tries = known.tries();
		draft.waitingSince = known.waitingSince();
		draft.lastTryAt = known.lastTryAt();
		draft.lastCallId = known.lastCallId();
		draft.name = known.name();
		draft.dst = known.dst();
		draft.dstName = known.dstName();
		draft.context = known.context();
		draft.queue = known.queue();
		draft.dueAt = known.dueAt();
		draft.dueNumber = known.dueNumber();
		draft.dueFiled = known.dueFiled();
		draft.overdue = known.overdue();
		draft.openings = known.openings();
		draft.reopenedAt = known.reopenedAt();
		draft.snoozedAt = known.snoozedAt();
		draft.lastText = known.lastText();
		draft.lastNote = known.lastNote();
		draft.closedAt = known.closedAt();
		draft.closedBy = known.closedBy();
		draft.reason = known.reason();
		draft.reachedSeconds = known.reachedSeconds();
		draft.endedByCall = known.endedByCall();
		return draft;
	}

	FollowUp done(long id) {
		return new FollowUp(id, this.number, this.team, this.state, this.owner, this.tries, this.waitingSince,
				this.lastTryAt, this.lastCallId, this.name, this.dst, this.dstName, this.context, this.queue,
				this.dueAt, this.dueNumber, this.dueFiled, this.overdue, this.openings, this.reopenedAt, this.snoozedAt,
				this.lastText, this.lastNote, this.closedAt, this.closedBy, this.reason, this.reachedSeconds,
				this.endedByCall);
	}

	/** Sets the values that follow from its tries. */
	void tries(int tries, Tries.Span span) {
		this.tries = tries;
		HeardCall last = span.last();
		this.waitingSince = span.first().at();
		this.lastTryAt = last.at();
		this.lastCallId = last.rootCallId();
		this.name = span.name();
		this.dst = last.dst();
		this.dstName = last.dstName();
		this.context = last.context();
		this.queue = last.queue();
		if (this.dueNumber == 1 && !this.dueFiled && this.state != FollowUpState.SNOOZED) {
			this.dueAt = span.first().dueAt();
		}
	}

	/** Sets the time by which somebody should call. */
	void due(Instant at) {
		this.dueAt = at;
		this.dueNumber++;
		this.dueFiled = false;
	}

	/** Waits, for the person who has taken it or for anybody. */
	void waits() {
		this.state = (this.owner != null) ? FollowUpState.TAKEN : FollowUpState.OPEN;
	}

	/** Waits again. */
	void reopen(Instant due) {
		waits();
		this.openings++;
		this.overdue = 0;
		this.closedAt = null;
		this.closedBy = null;
		this.reason = null;
		this.reachedSeconds = null;
		this.endedByCall = null;
		due(due);
	}

	void close(Instant at, String by, String reason) {
		this.state = FollowUpState.CLOSED;
		this.closedAt = at;
		this.closedBy = by;
		this.reason = reason;
		this.reachedSeconds = null;
		this.endedByCall = null;
	}

	/** Closes it, because an answered call ended it. */
	void closeByCall(HeardCall answer) {
		close(answer.at().isAfter(this.lastTryAt) ? answer.at() : this.lastTryAt, FollowUp.BY_CALL, sentence(answer));
		this.reachedSeconds = Math.max(0, Duration.between(this.waitingSince, answer.at()).toSeconds());
		this.endedByCall = answer.rootCallId();
	}

	private static String sentence(HeardCall answer) {
		String who = PersonName.ofCaller(answer.answeredBy());
		if ("out".equals(answer.direction())) {
			return (who != null) ? who + " called back." : "Called back.";
		}
		return "They called again, and %s took it.".formatted((who != null) ? who : "somebody");
	}

}
