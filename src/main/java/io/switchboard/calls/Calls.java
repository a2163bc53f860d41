package io.switchboard.calls;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.switchboard.calls.CallQuery.Statement;
import io.switchboard.inbox.KnownNumbers;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lists, searches and counts calls, as they were a moment ago.
 */
@Component
public class Calls {

	/** How many calls one page searches for a name. The next page goes on. */
	static final int NAME_WINDOW = 10_000;

	private static final String LIVE = """
			select queue, count(*) as calls, count(case when state = 'waiting' then 1 end) as waiting,
			  min(case when state = 'waiting' then start_time end) as waiting_since
			from call where %s and last_seen_at >= ? group by queue order by queue""".formatted(CallTable.LIVE);

	private static final String DAY = """
			select queue, count(answered_at) as answered, count(outcome) as ended,
			  count(case when outcome = 'abandoned' then 1 end) as abandoned,
			  count(case when outcome = 'answered' and wait_seconds <= ? then 1 end) as in_time
			from call where context_kind = 'queue' and start_time >= ? and start_time < ?
			group by queue order by queue""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final CallTable table;

	private final KnownNumbers numbers;

	private final CallsSettings settings;

	private final ZoneId zone;

	private final Clock clock;

	@Autowired
	Calls(Store store, JdbcTemplate jdbc, CallTable table, KnownNumbers numbers, CallsSettings settings,
			@Value("${display.time-zone}") ZoneId zone) {
		this(store, jdbc, table, numbers, settings, zone, Clock.systemUTC());
	}

	Calls(Store store, JdbcTemplate jdbc, CallTable table, KnownNumbers numbers, CallsSettings settings, ZoneId zone,
			Clock clock) {
		this.store = store;
		this.jdbc = jdbc;
		this.table = table;
		this.numbers = numbers;
		this.settings = settings;
		this.zone = zone;
		this.clock = clock;
	}

	/**
	 * Calls, newest first, a page at a time.
	 * @param filter which calls
	 * @param cursor where the page before ended, or null for the first
	 * @param limit how many at most, from 1
	 * @return the page
	 */
	public CallPage find(CallFilter filter, @Nullable CallCursor cursor, int limit) {
		return find(filter, cursor, limit, NAME_WINDOW);
	}

	CallPage find(CallFilter filter, @Nullable CallCursor cursor, int limit, int window) {
		CallQuery query = new CallQuery(this.store, filter, this.numbers.like(filter.number()), cursor,
				this.clock.instant());
		List<Call> calls = read(query.rows(limit + 1, window));
		if (calls.size() > limit) {
			Call last = calls.get(limit - 1);
			return new CallPage(List.copyOf(calls.subList(0, limit)),
					new CallCursor(last.startTime(), last.rootCallId()));
		}
		return new CallPage(calls, (filter.name() != null) ? end(query.end(window)) : null);
	}

	private @Nullable CallCursor end(Statement end) {
		return this.jdbc
			.query(end.sql(), (row, number) -> new CallCursor(time(row, "start_time"), row.getLong("root_call_id")),
					end.arguments())
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * One call.
	 * @param rootCallId VoIPstudio's {@code root_call_id}
	 * @return the call; empty if it is not known, or not yet
	 */
	public Optional<Call> get(long rootCallId) {
		return read(new Statement("select * from call where root_call_id = ?", new Object[] { rootCallId })).stream()
			.findFirst();
	}

	private List<Call> read(Statement statement) {
		Instant now = this.clock.instant();
		return this.jdbc.query(statement.sql(), (row, number) -> this.table.read(row, now), statement.arguments());
	}

	/**
	 * The live calls.
	 * @return how many calls, and who waits
	 */
	public LiveCalls live() {
		Instant now = this.clock.instant();
		int[] calls = new int[2];
		List<LiveCalls.Queue> queues = new ArrayList<>();
		this.jdbc.query(LIVE, (row) -> {
			calls[0] += row.getInt("calls");
			calls[1] += row.getInt("waiting");
			if (row.getInt("waiting") > 0) {
				queues.add(new LiveCalls.Queue(row.getString("queue"), row.getInt("waiting"),
						Math.max(0, Duration.between(time(row, "waiting_since"), now).toSeconds())));
			}
		}, this.store.time(now.minus(CallTable.BELIEVED)));
		Long longest = queues.isEmpty() ? null
				: Long.valueOf(queues.stream().mapToLong(LiveCalls.Queue::longestWaitSeconds).max().orElse(0));
		return new LiveCalls(calls[0], calls[1], longest, List.copyOf(queues));
	}

	/**
	 * The current day, in the time zone that people see.
	 * @return today
	 */
	public LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), this.zone);
	}

	/**
	 * The figures of the queues on a day.
	 * @param date a day in the time zone that people see
	 * @return the counts of the calls that began on it
	 */
	public QueueDay day(LocalDate date) {
		List<QueueDay.Counts> queues = this.jdbc.query(DAY,
				(row, number) -> new QueueDay.Counts(row.getString("queue"), row.getLong("answered"),
						row.getLong("abandoned"), row.getLong("ended"), row.getLong("in_time")),
				this.settings.serviceLevelSeconds(), this.store.time(date.atStartOfDay(this.zone).toInstant()),
				this.store.time(date.plusDays(1).atStartOfDay(this.zone).toInstant()));
		return new QueueDay(date, queues.stream().reduce(new QueueDay.Counts(null, 0, 0, 0, 0), QueueDay.Counts::plus),
				List.copyOf(queues));
	}

	private Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(this.store.time(row, column));
	}

}
