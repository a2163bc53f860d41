package io.switchboard.followup;

import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.switchboard.followup.Tries.Span;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Groups the tries of a number and team: those that the same answered call ended, and
 * those that none ended. There is one follow-up for each group. The groups follow from
 * the calls alone, so the order in which they came does not matter. Only the groups that
 * a call changes are read.
 */
@Component
class Grouping {

	private static final String CORRECTED = "A correction said that the call was not missed.";

	private final AnsweredCalls answers;

	private final Tries tries;

	private final FollowUpTable table;

	private final Journal journal;

	Grouping(AnsweredCalls answers, Tries tries, FollowUpTable table, Journal journal) {
		this.answers = answers;
		this.tries = tries;
		this.table = table;
		this.journal = journal;
	}

	/** A try that belongs to no follow-up yet. */
	void join(Connection connection, HeardCall call, String number, Instant now) {
		Optional<HeardCall> end = this.answers.ending(connection, number, call.at());
		Optional<FollowUp> of = of(connection, number, call.team(), end, Set.of());
		if (of.isPresent()) {
			this.tries.belongs(connection, call.rootCallId(), of.get().id());
			goOn(connection, of.get(), of.get().tries() + 1, end, now);
			return;
		}
		Draft draft = new Draft(0, number, call.team());
		draft.tries(1, new Span(call, call, call.name()));
		end.ifPresent(draft::closeByCall);
		FollowUp after = this.table.write(connection, draft);
		this.tries.belongs(connection, call.rootCallId(), after.id());
		if (after.waits()) {
			this.journal.opened(connection, after, now);
		}
	}

	/**
	 * Removes a try from its follow-up.
	 * @return the follow-up if its tries must be checked; null if it is closed for good
	 */
	@Nullable FollowUp leave(Connection connection, FollowUp of, Instant now) {
		if (of.tries() <= 1 && !of.isSealed()) {
			emptied(connection, of, now);
			return null;
		}
		Draft draft = Draft.of(of);
		draft.tries = Math.max(0, of.tries() - 1);
		if (draft.tries > 0) {
			draft.tries(draft.tries, this.tries.span(connection, of.id()));
		}
		FollowUp after = this.table.write(connection, draft);
		return of.isSealed() ? null : after;
	}

	/** Updates the follow-ups whose tries may have other ends than before. */
	void place(Connection connection, Collection<FollowUp> changed, Instant now) {
		Set<Long> pending = new HashSet<>();
		changed.forEach((each) -> pending.add(each.id()));
		// first the open ones, so that there are never two
		List<Long> order = changed.stream()
			.sorted(Comparator.comparing((FollowUp each) -> !each.waits()).thenComparing(FollowUp::id))
			.map(FollowUp::id)
			.distinct()
			.toList();
		for (Long id : order) {
			FollowUp of = this.table.held(connection, id).orElse(null);
			if (of != null && of.tries() > 0 && !of.isSealed()) {
				place(connection, of, pending, now);
			}
			pending.remove(id);
		}
	}

	private void place(Connection connection, FollowUp of, Set<Long> pending, Instant now) {
		FollowUp rest = of;
		while (true) {
			Span span = this.tries.span(connection, rest.id());
			Optional<HeardCall> first = end(connection, rest, span.first());
			Optional<HeardCall> last = end(connection, rest, span.last());
			if (first.map(HeardCall::rootCallId).equals(last.map(HeardCall::rootCallId))) {
				settle(connection, rest, last, pending, now);
				return;
			}
			rest = split(connection, rest, first.orElseThrow(), pending, now);
		}
	}

	/** A call answered before the follow-up was opened again does not count. */
	private Optional<HeardCall> end(Connection connection, FollowUp of, HeardCall call) {
		Instant reopened = of.reopenedAt();
		boolean later = reopened != null && reopened.isAfter(call.at());
		return this.answers.ending(connection, of.number(), later ? reopened : call.at());
	}

	/** Splits it, because its first tries ended before the others. */
	private FollowUp split(Connection connection, FollowUp of, HeardCall end, Set<Long> pending, Instant now) {
		Optional<HeardCall> ended = Optional.of(end);
		FollowUp first = of(connection, of.number(), of.team(), ended, pending).orElseGet(() -> {
			Draft draft = new Draft(0, of.number(), of.team());
			draft.closeByCall(end);
			return this.table.write(connection, draft);
		});
		int moved = this.tries.move(connection, of.id(), first.id(), end.dueAt());
		Draft rest = Draft.of(of);
		rest.tries(of.tries() - moved, this.tries.span(connection, of.id()));
		FollowUp after = this.table.write(connection, rest);
		goOn(connection, reopened(first, of), first.tries() + moved, ended, now);
		return after;
	}

	/**
	 * All its tries have the same end, perhaps the same as those of another follow-up.
	 */
	private void settle(Connection connection, FollowUp of, Optional<HeardCall> end, Set<Long> pending, Instant now) {
		FollowUp other = of(connection, of.number(), of.team(), end, pending).orElse(null);
		if (other == null) {
			goOn(connection, of, of.tries(), end, now);
			return;
		}
		boolean stays = (of.waits() != other.waits()) ? of.waits() : of.id() > other.id();
		FollowUp kept = stays ? of : other;
		FollowUp left = stays ? other : of;
		int moved = this.tries.move(connection, left.id(), kept.id(), null);
		emptied(connection, left, now);
		goOn(connection, reopened(kept, left), kept.tries() + moved, end, now);
	}

	/** The follow-up whose tries had this end, if there is one and it is certain. */
	private Optional<FollowUp> of(Connection connection, String number, String team, Optional<HeardCall> end,
			Set<Long> pending) {
		List<FollowUp> known = end.map((answer) -> this.table.endedBy(connection, List.of(answer.rootCallId())))
			.orElseGet(() -> this.table.waiting(connection, number));
		return known.stream()
			.filter((each) -> each.number().equals(number) && each.team().equals(team) && !pending.contains(each.id()))
			.findFirst();
	}

	/** Takes the tries of another, and the time from which their answers count. */
	private static FollowUp reopened(FollowUp to, FollowUp from) {
		Instant reopened = from.reopenedAt();
		if (reopened == null || (to.reopenedAt() != null && to.reopenedAt().isAfter(reopened))) {
			return to;
		}
		Draft draft = Draft.of(to);
		draft.reopenedAt = reopened;
		return draft.done(to.id());
	}

	/** Closes it, because no try is left. */
	private void emptied(Connection connection, FollowUp before, Instant now) {
		if (before.waits() || before.tries() > 0) {
			Draft draft = Draft.of(before);
			draft.tries = 0;
			draft.close(now, FollowUp.BY_CORRECTION, CORRECTED);
			FollowUp after = this.table.write(connection, draft);
			this.journal.note(connection, after, now, null, "closed", CORRECTED);
			if (before.waits()) {
				this.journal.closed(connection, after, now);
			}
		}
	}

	private void goOn(Connection connection, FollowUp before, int tries, Optional<HeardCall> end, Instant now) {
		Span span = this.tries.span(connection, before.id());
		Draft draft = Draft.of(before);
		draft.tries(tries, span);
		if (end.isPresent()) {
			draft.closeByCall(end.get());
		}
		else if (!before.waits()) {
			draft.reopen(span.first().dueAt());
		}
		else if (before.state() == FollowUpState.SNOOZED && before.snoozedAt() != null
				&& draft.lastTryAt.isAfter(before.snoozedAt())) {
			draft.waits();
			draft.due(span.last().dueAt());
		}
		FollowUp after = this.table.write(connection, draft);
		if (before.waits() && !after.waits()) {
			this.journal.note(connection, after, draft.closedAt, null, "closed", after.reason());
			this.journal.closed(connection, after, now);
		}
		else if (!before.waits() && after.waits()) {
			this.journal.note(connection, after, now, null, "reopened", "A correction said that nobody was reached.");
			this.journal.opened(connection, after, now);
		}
		else if (before.state() == FollowUpState.SNOOZED && after.state() != FollowUpState.SNOOZED) {
			this.journal.note(connection, after, draft.lastTryAt, null, "woken", "They called again.");
		}
	}

}
