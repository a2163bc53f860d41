package io.switchboard.followup;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.switchboard.followup.HeardCall.Kind;
import io.switchboard.inbox.Event;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Stores the meaning of settled calls, and updates the follow-ups of their numbers. A
 * known event changes nothing.
 */
@Component
class Projection {

	private final CallReading reading;

	private final CallKeeping calls;

	private final FollowUpTable table;

	private final Journal journal;

	private final AnsweredCalls answers;

	private final Grouping grouping;

	Projection(CallReading reading, CallKeeping calls, FollowUpTable table, Journal journal, AnsweredCalls answers,
			Grouping grouping) {
		this.reading = reading;
		this.calls = calls;
		this.answers = answers;
		this.grouping = grouping;
		this.table = table;
		this.journal = journal;
	}

	/**
	 * Takes in an event. The same transaction must store the position.
	 * @param now the time
	 * @return whether a call of a withheld number was counted
	 */
	boolean apply(Connection connection, Event event, Instant now) {
		String sender = this.reading.sender(event);
		if (sender != null) {
			text(connection, sender, event);
			return false;
		}
		HeardCall heard = this.reading.call(event);
		if (heard == null) {
			return false;
		}
		HeardCall before = this.calls.find(connection, heard.rootCallId()).orElse(null);
		boolean old = before != null && before.settledNumber() >= heard.settledNumber();
		boolean nothing = before == null && heard.settledNumber() == 0 && heard.kind() == Kind.OTHER;
		if (old || nothing) {
			return false;
		}
		HeardCall kept = keeping(heard, before);
		this.calls.put(connection, kept);
		List<FollowUp> changed = answered(connection, before, heard);
		boolean joins = heard.kind() == Kind.MISSED;
		if (before != null && before.followUpId() != null) {
			FollowUp of = this.table.held(connection, before.followUpId()).orElse(null);
			boolean stays = of != null && kept.followUpId() != null;
			joins = joins && !stays;
			FollowUp left = (of == null || stays) ? of : this.grouping.leave(connection, of, now);
			if (left != null) {
				changed.add(left);
			}
		}
		if (joins) {
			// a talk may have gone on when somebody opened it again
			this.table.waiting(connection, Objects.requireNonNull(heard.number()))
				.stream()
				.filter((each) -> each.reopenedAt() != null)
				.forEach(changed::add);
		}
		this.grouping.place(connection, changed, now);
		if (joins) {
			this.grouping.join(connection, heard, Objects.requireNonNull(heard.number()), now);
		}
		return heard.kind() == Kind.WITHHELD;
	}

	/** The follow-ups that an answered call may end, or no longer ends. */
	private List<FollowUp> answered(Connection connection, @Nullable HeardCall before, HeardCall heard) {
		List<FollowUp> changed = new ArrayList<>();
		Stream.of(before, heard)
			.filter((call) -> call != null && call.kind() == Kind.ANSWERED)
			.sorted(Comparator.comparing(HeardCall::at))
			.forEach((call) -> {
				String number = Objects.requireNonNull(call.number());
				AnsweredCalls.Changed answers = this.answers.spread(connection, call, number);
				changed.addAll(this.table.endedBy(connection, answers.calls()));
				if (answers.open()) {
					changed.addAll(this.table.waiting(connection, number));
				}
			});
		return changed;
	}

	/** The same call with the follow-up of which it is a try, if it still may be one. */
	private static HeardCall keeping(HeardCall heard, @Nullable HeardCall before) {
		boolean same = before != null && heard.kind() == Kind.MISSED && before.kind() == Kind.MISSED
				&& Objects.equals(heard.number(), before.number()) && heard.team().equals(before.team());
		return new HeardCall(heard.rootCallId(), heard.settledNumber(), heard.kind(), heard.number(), heard.team(),
				heard.at(), heard.dueAt(), same ? before.followUpId() : null, heard.direction(), heard.name(),
				heard.answeredBy(), heard.dst(), heard.dstName(), heard.context(), heard.queue());
	}

	private void text(Connection connection, String sender, Event event) {
		for (FollowUp each : this.table.waiting(connection, sender)) {
			String text = this.reading.message(event);
			// a node that takes over reads the last minute again
			if (!text.isEmpty() && !text.equals(each.lastText())
					&& !this.journal.isNoted(connection, each, event.receivedAt(), "text", text)) {
				Draft draft = Draft.of(each);
				draft.lastText = text;
				this.journal.note(connection, this.table.write(connection, draft), event.receivedAt(), null, "text",
						text);
			}
		}
	}

}
