package io.switchboard.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.store.Store;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads new events for the rooms that follow them. */
@Component
public class EventFeed {

	/** A text message belongs to no call. */
	private static final String ARRIVALS = """
			select seq, received_at, case when status = 'accepted' and event_name is distinct from '%s'
			  then root_call_id end as root_call_id
			from event where %%s order by seq limit %%d""".formatted(EventNames.SMS);

	private static final String OF_CALLS = """
			select * from event where %%s and status = 'accepted' and event_name is distinct from '%s'
			order by seq desc limit %%d""".formatted(EventNames.SMS);

	/** The events of a person's or a queue's leg. They say what a telephone does. */
	private static final String LEG = """
			status = 'accepted' and context_kind in ('user', 'queue') and event_name in (%s)"""
		.formatted(names(EventNames.OF_LEG));

	/** The number is enough for all other events. */
	private static final String LEGS = """
			select seq, id, event_name, context, call_id, root_call_id, event_time, received_at, status, reason, trace,
			  case when %s then body end as body
			from event where %%s order by seq limit %%d""".formatted(LEG);

	/** A number may have thousands of events. */
	private static final String LAST_TEXT = """
			select * from (select * from event where src_number in (%%s) order by seq desc limit 200) of_number
			where event_name = '%s' and status = 'accepted' order by seq desc limit 1""".formatted(EventNames.SMS);

	/** Each half has its own index. */
	private static final String ENDINGS = """
			select * from event where event_name in (%1$s) and status = 'accepted' and %%s
			union all
			select * from event where event_name in (%1$s) and status = 'accepted'
			and call_id <> root_call_id and %%s""".formatted(names(EventNames.ENDS));

	private static final String LAST_RECEIVED = """
			select received_at from event
			where substr(id, 1, 11) <> '%s' and (event_name is null
				or event_name not in (%s) and substr(event_name, 1, 5) <> '%s')
			order by seq desc limit 1""".formatted(Event.RECONCILED, names(EventNames.OURS), EventNames.HOOK);

	private final Store store;

	private final JdbcTemplate jdbc;

	private final EventTable events;

	EventFeed(Store store, JdbcTemplate jdbc, EventTable events) {
		this.store = store;
		this.jdbc = jdbc;
		this.events = events;
	}

	private static String names(List<String> names) {
		return names.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
	}

	/**
	 * An event that came in.
	 *
	 * @param seq its number
	 * @param receivedAt when it came in
	 * @param rootCallId the call, or null for an event that tells of no call
	 */
	public record Arrival(long seq, Instant receivedAt, @Nullable Long rootCallId) {
	}

	/**
	 * The next events after a number, of every status.
	 * @param seq that number
	 * @param limit how many at most
	 * @return in ascending order of number
	 */
	public List<Arrival> after(long seq, int limit) {
		return arrivals(ARRIVALS.formatted("seq > ?", limit), seq);
	}

	/**
	 * The events with these numbers that are stored by now.
	 * @param seqs the numbers
	 * @return in ascending order of number
	 */
	public List<Arrival> of(Collection<Long> seqs) {
		return seqs.isEmpty() ? List.of()
				: arrivals(ARRIVALS.formatted(this.store.isIn("seq"), seqs.size()), this.store.numbers(seqs));
	}

	private List<Arrival> arrivals(String sql, Object argument) {
		return this.jdbc.query(sql, (row, number) -> {
			long root = row.getLong("root_call_id");
			Long call = row.wasNull() ? null : root;
			return new Arrival(row.getLong("seq"), Objects.requireNonNull(this.store.time(row, "received_at")), call);
		}, argument);
	}

	/**
	 * An event that came in, with its body if it tells of the leg of a person or a queue.
	 *
	 * @param arrival its number
	 * @param event the event with its body, or null if it tells of no such leg
	 */
	public record LegArrival(Arrival arrival, @Nullable Event event) {
	}

	/**
	 * The next events after a number, with the bodies of those that tell of a person's or
	 * a queue's leg.
	 * @param seq that number
	 * @param limit how many at most
	 * @return in ascending order of number
	 */
	public List<LegArrival> legsAfter(long seq, int limit) {
		return legs(LEGS.formatted("seq > ?", limit), seq);
	}

	/**
	 * The same for the events with these numbers that are stored by now.
	 * @param seqs the numbers
	 * @return in ascending order of number
	 */
	public List<LegArrival> legsOf(Collection<Long> seqs) {
		return seqs.isEmpty() ? List.of()
				: legs(LEGS.formatted(this.store.isIn("seq"), seqs.size()), this.store.numbers(seqs));
	}

	private List<LegArrival> legs(String sql, Object argument) {
		return this.jdbc.query(sql, (row, number) -> {
			Event event = this.events.read(row);
			return new LegArrival(new Arrival(event.seq(), event.receivedAt(), event.rootCallId()),
					(row.getBytes("body") != null) ? event : null);
		}, argument);
	}

	/**
	 * The latest text message from a number.
	 * @param spellings the number's digits in all spellings
	 * @return empty if there is none among the number's latest events
	 */
	public Optional<Event> lastText(Collection<String> spellings) {
		if (spellings.isEmpty()) {
			return Optional.empty();
		}
		String places = String.join(", ", Collections.nCopies(spellings.size(), "?"));
		return this.jdbc.query(LAST_TEXT.formatted(places), (row, number) -> this.events.read(row), spellings.toArray())
			.stream()
			.findFirst();
	}

	/**
	 * The accepted events of some calls.
	 * @param roots the calls, by {@code root_call_id}
	 * @param limit how many at most
	 * @return the newest first
	 */
	public List<Event> ofCalls(Collection<Long> roots, int limit) {
		return this.jdbc.query(OF_CALLS.formatted(this.store.isIn("root_call_id"), limit),
				(row, number) -> this.events.read(row), this.store.numbers(roots));
	}

	/**
	 * The events that may end some calls. A call may be named by itself or by one of its
	 * legs.
	 * @param calls the calls, by {@code root_call_id} or {@code call_id}
	 * @return hang-ups and missed calls, in no order; some of them twice
	 */
	public List<Event> endings(Collection<Long> calls) {
		Object numbers = this.store.numbers(calls);
		return this.jdbc.query(ENDINGS.formatted(this.store.isIn("root_call_id"), this.store.isIn("call_id")),
				(row, number) -> this.events.read(row), numbers, numbers);
	}

	/**
	 * The numbers of the next accepted events with some names. Each name is read by an
	 * index.
	 * @param names the names
	 * @param seq after which number
	 * @param limit how many at most
	 * @return in ascending order
	 */
	public List<Long> named(List<String> names, long seq, int limit) {
		String one = "select seq from (select seq from event where event_name = ? and seq > ? and status = 'accepted' order by seq limit %d) as next"
			.formatted(limit);
		Object[] arguments = names.stream().flatMap((name) -> Stream.of(name, (Object) seq)).toArray();
		String each = String.join(" union all ", Collections.nCopies(names.size(), one));
		return this.jdbc.queryForList(each + " order by seq limit " + limit, Long.class, arguments);
	}

	/**
	 * Events by their numbers.
	 * @param seqs the numbers
	 * @return the events that exist, in ascending order of number
	 */
	public List<Event> events(Collection<Long> seqs) {
		return this.jdbc.query("select * from event where " + this.store.isIn("seq") + " order by seq",
				(row, number) -> this.events.read(row), this.store.numbers(seqs));
	}

	/**
	 * The highest number of an event.
	 * @return 0 if there is none
	 */
	public long newest() {
		Long newest = this.jdbc.queryForObject("select max(seq) from event", Long.class);
		return (newest != null) ? newest : 0;
	}

	/**
	 * When the last webhook came in. Events that Switchboard filed itself do not count.
	 * @return null if none has
	 */
	public @Nullable Instant lastReceived() {
		List<Instant> times = this.jdbc.query(LAST_RECEIVED, (row, number) -> this.store.time(row, "received_at"));
		return times.isEmpty() ? null : times.get(0);
	}

}
