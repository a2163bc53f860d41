package io.switchboard.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.calls.CallCursor;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lists, searches and counts follow-ups. */
@Component
public class FollowUpQueries {

	/** With fewer digits, too many numbers would match. */
	private static final int SHORTEST_END = 4;

	private static final String HISTORY = """
			select at, what, who, text, null as call_id, id as place from follow_up_note where follow_up_id = ?
			union all
			select at, 'tried', null, null, root_call_id, 0 from follow_up_call where follow_up_id = ? and kind = 'missed'
			order by at, place limit 200""";

	private static final String COUNTS = """
			select coalesce((select max(id) from follow_up_note), 0) as version, count(*) as waiting,
			  count(case when state in ('open', 'taken') and due_at <= ? then 1 end) as overdue,
			  min(waiting_since) as longest
			from follow_up where state <> 'closed'""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final FollowUpTable table;

	private final PhoneNumbers numbers;

	private final Clock clock = Clock.systemUTC();

	FollowUpQueries(Store store, JdbcTemplate jdbc, FollowUpTable table, PhoneNumbers numbers) {
		this.store = store;
		this.jdbc = jdbc;
		this.table = table;
		this.numbers = numbers;
	}

	/**
	 * How many wait.
	 *
	 * @param version changes with each change of a follow-up
	 * @param waiting all that are not closed
	 * @param overdue those that somebody should have called by now
	 * @param longest since when the first of them waits, or null
	 */
	public record Counts(long version, long waiting, long overdue, @Nullable Instant longest) {

		/** None at all. */
		public static final Counts NONE = new Counts(0, 0, 0, null);

	}

	/**
	 * Follow-ups, a page at a time.
	 * @param filter which ones
	 * @param cursor where the page before ended, or null for the first
	 * @param limit how many at most, from 1
	 * @return the page
	 */
	public FollowUpPage find(FollowUpFilter filter, @Nullable CallCursor cursor, int limit) {
		boolean closed = "closed".equals(filter.state());
		String order = closed ? "closed_at" : "waiting_since";
		List<String> conditions = new ArrayList<>();
		List<Object> arguments = new ArrayList<>();
		state(filter.state(), conditions);
		and(conditions, arguments, "team = ?", filter.team());
		and(conditions, arguments, "owner = ?", filter.owner());
		number(filter.number(), conditions, arguments);
		if (cursor != null) {
			conditions.add("(%s, id) %s (?, ?)".formatted(order, closed ? "<" : ">"));
			arguments.add(Objects.requireNonNull(this.store.time(cursor.startTime())));
			arguments.add(cursor.rootCallId());
		}
		String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
		List<FollowUp> found = this.jdbc.query("select * from follow_up%s order by %s %3$s, id %3$s limit %4$d"
			.formatted(where, order, closed ? "desc" : "asc", limit + 1), (row, index) -> this.table.read(row),
				arguments.toArray());
		if (found.size() <= limit) {
			return new FollowUpPage(List.copyOf(found), null);
		}
		FollowUp last = found.get(limit - 1);
		Instant at = closed ? Objects.requireNonNull(last.closedAt()) : last.waitingSince();
		return new FollowUpPage(List.copyOf(found.subList(0, limit)), new CallCursor(at, last.id()));
	}

	private static void state(@Nullable String state, List<String> conditions) {
		if ("waiting".equals(state)) {
			conditions.add("state <> 'closed'");
		}
		else if (state != null) {
			conditions.add("state = '%s'".formatted(FollowUpState.of(state)));
		}
	}

	private static void and(List<String> conditions, List<Object> arguments, String condition, @Nullable Object value) {
		if (value != null) {
			conditions.add(condition);
			arguments.add(value);
		}
	}

	private void number(@Nullable String text, List<String> conditions, List<Object> arguments) {
		if (text == null) {
			return;
		}
		Set<String> spellings = new LinkedHashSet<>();
		this.numbers.typed(text).ifPresent(spellings::add);
		this.numbers.sent(text).ifPresent(spellings::add);
		List<String> any = new ArrayList<>();
		spellings.forEach((each) -> and(any, arguments, "number = ?", each));
		String digits = PhoneNumber.digits(text);
		if (any.isEmpty() && digits != null) {
			Stream.of(digits, digits.replaceFirst("^0+", ""))
				.distinct()
				.filter((end) -> end.length() >= SHORTEST_END)
				.forEach((end) -> and(any, arguments, "number like ?", "%" + end));
		}
		conditions.add(any.isEmpty() ? "1 = 0" : "(" + String.join(" or ", any) + ")");
	}

	/**
	 * One follow-up.
	 * @param id its id
	 * @return empty if there is none
	 */
	public Optional<FollowUp> find(long id) {
		return this.jdbc.query("select * from follow_up where id = ?", (row, index) -> this.table.read(row), id)
			.stream()
			.findFirst();
	}

	/**
	 * The history of a follow-up.
	 * @param id its id
	 * @return in order, 200 entries at most
	 */
	public List<HistoryEntry> history(long id) {
		return this.jdbc.query(HISTORY, (row, index) -> entry(row), id, id);
	}

	private HistoryEntry entry(ResultSet row) throws SQLException {
		long call = row.getLong("call_id");
		Long callId = row.wasNull() ? null : call;
		return new HistoryEntry(Objects.requireNonNull(this.store.time(row, "at")), row.getString("what"),
				row.getString("who"), row.getString("text"), callId);
	}

	/**
	 * The teams for which somebody waits.
	 * @return in order
	 */
	public List<String> teams() {
		return this.jdbc.queryForList(
				"select distinct team from follow_up where state <> 'closed' and team <> '' order by team limit 100",
				String.class);
	}

	/**
	 * How many wait now.
	 * @return the counts
	 */
	public Counts counts() {
		return Objects.requireNonNull(this.jdbc.queryForObject(
				COUNTS, (row, index) -> new Counts(row.getLong("version"), row.getLong("waiting"),
						row.getLong("overdue"), this.store.time(row, "longest")),
				this.store.time(this.clock.instant())));
	}

}
