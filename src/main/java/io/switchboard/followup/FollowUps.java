package io.switchboard.followup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Objects;

import io.switchboard.store.Store;
import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The actions of people on follow-ups. Each action locks the row and checks its state. Of
 * two at once, the second fails with a sentence that says so.
 */
@Component
public class FollowUps {

	/** The longest note, in characters. */
	public static final int LONGEST_NOTE = 500;

	private final Store store;

	private final FollowUpTable table;

	private final Journal journal;

	private final Desk desk;

	private final FollowUpSettings settings;

	private final Clock clock;

	@Autowired
	FollowUps(Store store, FollowUpTable table, Journal journal, Desk desk, FollowUpSettings settings) {
		this(store, table, journal, desk, settings, store.clock());
	}

	FollowUps(Store store, FollowUpTable table, Journal journal, Desk desk, FollowUpSettings settings, Clock clock) {
		this.store = store;
		this.table = table;
		this.journal = journal;
		this.desk = desk;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Whether missed callers are remembered at all.
	 * @return {@code follow-up.enabled}
	 */
	public boolean isOn() {
		return this.settings.enabled();
	}

	/** Changes a locked row. */
	@FunctionalInterface
	private interface Action {

		FollowUp on(Connection connection, FollowUp held, Instant now) throws SQLException;

	}

	/**
	 * Takes a follow-up for a user.
	 * @param id its id
	 * @param who a user's name
	 * @param from the present owner, if it is taken over from somebody; else null
	 * @return as it is now
	 * @throws LostRace if somebody else has it, or it is closed
	 * @throws SQLException if the store cannot be reached
	 */
	public FollowUp take(long id, String who, @Nullable String from) throws SQLException {
		return change(id, (connection, held, now) -> {
			waits(held);
			String owner = held.owner();
			if (who.equals(owner) && held.state() == FollowUpState.TAKEN) {
				return held;
			}
			if (owner != null && !owner.equals(who) && !owner.equals(from)) {
				throw new LostRace("%s has taken it.".formatted(owner));
			}
			if (from != null && !from.equals(owner)) {
				throw new LostRace((owner == null) ? "Nobody has taken it." : "%s has taken it.".formatted(owner));
			}
			Draft draft = Draft.of(held);
			draft.owner = who;
			draft.waits();
			FollowUp after = this.table.write(connection, draft);
			this.journal.note(connection, after, now, who, "taken", (from != null) ? "from " + from : null);
			return after;
		});
	}

	/**
	 * Notes that VoIPstudio calls for a user. The events of the call will show whether
	 * they talked.
	 * @param id its id
	 * @param who a user's name
	 * @return as it is now
	 * @throws SQLException if the store cannot be reached
	 */
	public FollowUp called(long id, String who) throws SQLException {
		return change(id, (connection, held, now) -> {
			this.journal.note(connection, held, now, who, "called", null);
			return held;
		});
	}

	/**
	 * Snoozes a follow-up.
	 * @param id its id
	 * @param who a user's name
	 * @param until when it is due; in the future, within a year
	 * @param note why, or null
	 * @return as it is now
	 * @throws LostRace if it is closed
	 * @throws IllegalArgumentException if the time is not in the future, or too far off
	 * @throws SQLException if the store cannot be reached
	 */
	public FollowUp snooze(long id, String who, Instant until, @Nullable String note) throws SQLException {
		return change(id, (connection, held, now) -> {
			if (!until.isAfter(now) || until.isAfter(now.plus(Duration.ofDays(366)))) {
				throw new IllegalArgumentException("until must be in the future, and within a year");
			}
			waits(held);
			Draft draft = Draft.of(held);
			draft.state = FollowUpState.SNOOZED;
			draft.snoozedAt = now;
			draft.overdue = 0;
			draft.due(until);
			return noted(connection, draft, now, who, "snoozed", note);
		});
	}

	/**
	 * When somebody of the team is there again.
	 * @param followUp the follow-up
	 * @param from the time from which to look
	 * @return when its hours open, or the time itself
	 */
	public Instant opens(FollowUp followUp, Instant from) {
		return this.desk.of(new LinkedHashMap<>(Journal.fields(followUp))).hours().after(from, Duration.ZERO);
	}

	/**
	 * Closes a follow-up.
	 * @param id its id
	 * @param who a user's name
	 * @param reason why, not blank
	 * @return as it is now
	 * @throws LostRace if it is closed
	 * @throws SQLException if the store cannot be reached
	 */
	public FollowUp close(long id, String who, String reason) throws SQLException {
		return change(id, (connection, held, now) -> {
			waits(held);
			Draft draft = Draft.of(held);
			draft.close(now, FollowUp.BY_PERSON, Objects.requireNonNull(cut(reason)));
			FollowUp after = noted(connection, draft, now, who, "closed", reason);
			this.journal.closed(connection, after, now);
			return after;
		});
	}

	/**
	 * Opens a follow-up again. Calls that were answered before no longer count.
	 * @param id its id
	 * @param who a user's name
	 * @param note why, or null
	 * @return as it is now
	 * @throws LostRace if it is not closed, or another of that number and team waits
	 * @throws SQLException if the store cannot be reached
	 */
	public FollowUp reopen(long id, String who, @Nullable String note) throws SQLException {
		try {
			return change(id, (connection, held, now) -> {
				if (held.waits()) {
					throw new LostRace("It is open already.");
				}
				if (this.table.waiting(connection, held.number())
					.stream()
					.anyMatch((other) -> other.team().equals(held.team()))) {
					throw another();
				}
				Draft draft = Draft.of(held);
				draft.reopenedAt = now;
				draft
					.reopen(this.desk.of(new LinkedHashMap<>(Journal.fields(held))).dueAfter(now, this.settings.due()));
				FollowUp after = noted(connection, draft, now, who, "reopened", note);
				this.journal.opened(connection, after, now);
				return after;
			});
		}
		catch (DuplicateKeyException ex) {
			throw another();
		}
		catch (SQLException ex) {
			// the unique index on open ones
			if (this.store.refusesRow(ex)) {
				throw another();
			}
			throw ex;
		}
	}

	private static LostRace another() {
		return new LostRace("They called again meanwhile: another one of this number and team is open.");
	}

	private FollowUp noted(Connection connection, Draft draft, Instant now, String who, String what,
			@Nullable String text) {
		String note = cut(text);
		if (note != null) {
			draft.lastNote = note;
		}
		FollowUp after = this.table.write(connection, draft);
		this.journal.note(connection, after, now, who, what, note);
		return after;
	}

	private static @Nullable String cut(@Nullable String text) {
		String line = Readable.line((text != null) ? text.replace("\0", "") : null);
		return line.isEmpty() ? null : Readable.cut(line, LONGEST_NOTE);
	}

	private static void waits(FollowUp held) {
		if (!held.waits()) {
			throw new LostRace("It is closed already: " + held.reason());
		}
	}

	private FollowUp change(long id, Action action) throws SQLException {
		Instant now = this.clock.instant();
		return this.store.write((connection) -> action.on(connection,
				this.table.held(connection, id).orElseThrow(() -> new NoSuchFollowUp(id)), now));
	}

}
