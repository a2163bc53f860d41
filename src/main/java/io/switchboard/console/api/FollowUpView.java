package io.switchboard.console.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.followup.FollowUp;
import io.switchboard.followup.FollowUpFigures;
import io.switchboard.followup.HistoryEntry;
import org.jspecify.annotations.Nullable;

/** Follow-ups in the API. */
final class FollowUpView {

	private FollowUpView() {
	}

	/** One in a list. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "FollowUp")
	record Listed(long id, String number, String team, String state, @Nullable String owner, int tries,
			Instant waitingSince, Instant lastTryAt, long lastCallId, @Nullable String name, @Nullable String dst,
			@Nullable String dstName, @Nullable String context, @Nullable String queue, Instant dueAt, boolean overdue,
			@Nullable String lastText, @Nullable String lastNote, @Nullable Instant closedAt, @Nullable String closedBy,
			@Nullable String reason, @Nullable Long reachedSeconds) {

		static Listed of(FollowUp of, Instant now) {
			return new Listed(of.id(), of.number(), of.team(), of.state().toString(), of.owner(), of.tries(),
					of.waitingSince(), of.lastTryAt(), of.lastCallId(), of.name(), of.dst(), of.dstName(), of.context(),
					of.queue(), of.dueAt(), of.isOverdue(now), of.lastText(), of.lastNote(), of.closedAt(),
					of.closedBy(), of.reason(), of.reachedSeconds());
		}

	}

	/** How many were called back. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "FollowUpFigures")
	record Figures(LocalDate day, String team, long opened, long reached, long withinHalfAnHour, long sameDay,
			@Nullable Long shareWithinHalfAnHour, @Nullable Long shareSameDay, long withheld) {

		static Figures of(FollowUpFigures.Day of) {
			return new Figures(of.day(), of.team(), of.opened(), of.reached(), of.withinHalfAnHour(), of.sameDay(),
					of.shareWithinHalfAnHour(), of.shareSameDay(), of.withheld());
		}

	}

	/** One alone. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "FollowUpWithHistory")
	record Alone(Listed followUp, List<Happened> history) {

		static Alone of(FollowUp of, List<HistoryEntry> history, Instant now) {
			return new Alone(Listed.of(of, now), history.stream().map(Happened::of).toList());
		}

	}

	/** An entry of its history. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "FollowUpHistory")
	record Happened(Instant at, String what, @Nullable String who, @Nullable String text, @Nullable Long callId) {

		static Happened of(HistoryEntry entry) {
			return new Happened(entry.at(), entry.what(), entry.who(), entry.text(), entry.callId());
		}

	}

}
