package io.switchboard.followup;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import io.switchboard.followup.Episodes.Episode;
import io.switchboard.followup.Episodes.Known;
import io.switchboard.followup.HeardCall.Kind;
import io.switchboard.inbox.Event;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Keeps what a settled call says, and brings the follow-ups of its number up to date. An
 * event that is known changes nothing.
 */
@Component
class Projection {

	private static final String CORRECTED = "A correction said that the call was no missed one.";

	private final CallReading reading;

	private final CallKeeping calls;

	private final FollowUpTable table;

	private final Journal journal;

	Projection(CallReading reading, CallKeeping calls, FollowUpTable table, Journal journal) {
		this.reading = reading;
		this.calls = calls;
		this.table = table;
		this.journal = journal;
	}

	/**
	 * Takes in an event, in a transaction that also says that it was.
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
		this.calls.put(connection, keeping(heard, before));
		TreeSet<String> numbers = new TreeSet<>();
		for (HeardCall each : (before != null) ? List.of(before, heard) : List.of(heard)) {
			if (each.number() != null && (each.kind() == Kind.MISSED || each.kind() == Kind.ANSWERED)) {
				numbers.add(each.number());
			}
		}
		numbers.forEach((number) -> bringUpToDate(connection, number, now));
		return heard.kind() == Kind.WITHHELD;
	}

	/** The same with the follow-up that it is a try of, where it still may be one. */
	private static HeardCall keeping(HeardCall heard, @Nullable HeardCall before) {
		boolean same = before != null && heard.kind() == Kind.MISSED && before.kind() == Kind.MISSED
				&& Objects.equals(heard.number(), before.number()) && heard.team().equals(before.team());
		return new HeardCall(heard.rootCallId(), heard.settledNumber(), heard.kind(), heard.number(), heard.team(),
				heard.at(), heard.dueAt(), same ? before.followUpId() : null, heard.direction(), heard.name(),
				heard.answeredBy(), heard.dst(), heard.dstName(), heard.context(), heard.queue());
	}

	private void text(Connection connection, String sender, Event event) {
		for (FollowUp each : this.table.ofNumber(connection, sender)) {
			String text = this.reading.message(event);
			if (each.waits() && !text.isEmpty() && !text.equals(each.lastText())) {
				Draft draft = Draft.of(each);
				draft.lastText = text;
				this.journal.note(connection, this.table.write(connection, draft), event.receivedAt(), null, "text",
						text);
			}
		}
	}

	/** Of one number; each team by itself. */
	private void bringUpToDate(Connection connection, String number, Instant now) {
		List<FollowUp> known = this.table.ofNumber(connection, number);
		List<HeardCall> calls = this.calls.ofNumber(connection, number);
		List<HeardCall> answers = calls.stream().filter((call) -> call.kind() == Kind.ANSWERED).toList();
		Map<Long, FollowUp> sealed = new LinkedHashMap<>();
		known.stream().filter(FollowUp::isSealed).forEach((each) -> sealed.put(each.id(), each));
		Map<String, List<HeardCall>> tries = new LinkedHashMap<>();
		Map<Long, List<HeardCall>> ofSealed = new LinkedHashMap<>();
		known.forEach((each) -> tries.put(each.team(), new ArrayList<>()));
		for (HeardCall call : calls) {
			if (call.kind() == Kind.MISSED) {
				boolean over = sealed.containsKey(call.followUpId());
				(over ? ofSealed.computeIfAbsent(Objects.requireNonNull(call.followUpId()), (id) -> new ArrayList<>())
						: tries.computeIfAbsent(call.team(), (team) -> new ArrayList<>()))
					.add(call);
			}
		}
		sealed.values().forEach((each) -> retried(connection, each, ofSealed.getOrDefault(each.id(), List.of())));
		tries.forEach((team, ofTeam) -> team(connection,
				new Group(number, team,
						known.stream().filter((each) -> each.team().equals(team) && !each.isSealed()).toList()),
				ofTeam, answers, now));
	}

	/** The follow-ups of a number and team that calls may change. */
	private record Group(String number, String team, List<FollowUp> known) {

		private List<Known> asKnown() {
			return this.known.stream().map((each) -> new Known(each.id(), each.waits(), each.reopenedAt())).toList();
		}

	}

	private void retried(Connection connection, FollowUp sealed, List<HeardCall> tries) {
		if (sealed.tries() != tries.size()) {
			Draft draft = Draft.of(sealed);
			draft.tries(tries);
			this.table.write(connection, draft);
		}
	}

	private void team(Connection connection, Group group, List<HeardCall> tries, List<HeardCall> answers, Instant now) {
		List<Episode> episodes = Episodes.of(tries, answers, group.asKnown());
		Map<Long, FollowUp> left = new LinkedHashMap<>();
		group.known().forEach((each) -> left.put(each.id(), each));
		episodes.forEach((each) -> left.remove(each.followUpId()));
		// first those that end, so that never two wait
		left.values().forEach((each) -> emptied(connection, each, now));
		for (Episode each : episodes) {
			FollowUp before = group.known()
				.stream()
				.filter((known) -> Objects.equals(known.id(), each.followUpId()))
				.findFirst()
				.orElse(null);
			FollowUp after = (before != null) ? goOn(connection, before, each, now)
					: begin(connection, group, each, now);
			each.tries()
				.stream()
				.filter((one) -> !Objects.equals(one.followUpId(), after.id()))
				.forEach((one) -> this.calls.belongs(connection, one.rootCallId(), after.id()));
		}
	}

	/** No try of it is left. */
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

	private FollowUp begin(Connection connection, Group group, Episode episode, Instant now) {
		Draft draft = new Draft(0, group.number(), group.team());
		draft.tries(episode.tries());
		if (episode.answer() != null) {
			draft.closeByCall(episode.answer());
		}
		FollowUp after = this.table.write(connection, draft);
		if (after.waits()) {
			this.journal.opened(connection, after, now);
		}
		return after;
	}

	private FollowUp goOn(Connection connection, FollowUp before, Episode episode, Instant now) {
		Draft draft = Draft.of(before);
		draft.tries(episode.tries());
		HeardCall answer = episode.answer();
		if (answer != null) {
			draft.closeByCall(answer);
		}
		else if (!before.waits()) {
			draft.reopen(episode.tries().get(0).dueAt());
		}
		else if (before.state() == FollowUpState.SNOOZED && before.snoozedAt() != null
				&& draft.lastTryAt.isAfter(before.snoozedAt())) {
			draft.waits();
			draft.due(episode.tries().get(episode.tries().size() - 1).dueAt());
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
		return after;
	}

}
