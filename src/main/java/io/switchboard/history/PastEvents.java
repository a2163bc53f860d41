package io.switchboard.history;

import java.util.List;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventTable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Accepted events that a route has not had, oldest first, with their bodies. */
@Component
public class PastEvents {

	/** How many event numbers one step examines, whatever the filter finds. */
	private static final int STRETCH = 10_000;

	private final EventConditions conditions;

	private final EventTimes times;

	private final EventTable events;

	private final JdbcTemplate jdbc;

	PastEvents(EventConditions conditions, EventTimes times, EventTable events, JdbcTemplate jdbc) {
		this.conditions = conditions;
		this.times = times;
		this.events = events;
		this.jdbc = jdbc;
	}

	/**
	 * A part of all events, by their numbers.
	 *
	 * @param after the number before the first
	 * @param until the last number
	 */
	public record Stretch(long after, long until) {

		/** Whether nothing of this part is left. */
		public boolean isEmpty() {
			return this.after >= this.until;
		}

	}

	/**
	 * Some events, and the rest of the part.
	 *
	 * @param events in the order of their numbers
	 * @param rest where it goes on
	 */
	public record Part(List<Event> events, Stretch rest) {
	}

	/**
	 * The part of all events in which a filter may find some.
	 * @param wanted which events
	 * @return a stretch that ends with the newest event at the latest
	 */
	public Stretch stretch(EventFilter wanted) {
		Long first = this.times.below(wanted.from());
		Long above = this.times.above(wanted.to());
		Long newest = this.jdbc.queryForObject("select max(seq) from event", Long.class);
		long last = (newest != null) ? newest : 0;
		return new Stretch((first != null) ? first - 1 : 0, (above != null) ? Math.min(above - 1, last) : last);
	}

	/**
	 * Counts them.
	 * @param wanted the filter
	 * @param route the route that has not had them
	 * @param within where to look
	 * @return a number
	 */
	public long count(EventFilter wanted, String route, Stretch within) {
		RowFilter filter = filter(wanted, route, within);
		Long count = this.jdbc.queryForObject("select count(*) from event e" + filter.all(), Long.class,
				filter.arguments());
		return (count != null) ? count : 0;
	}

	/**
	 * The first of them.
	 * @param wanted the filter
	 * @param route the route that has not had them
	 * @param within where to look
	 * @param limit how many at most
	 * @return perhaps none, although the part has a rest
	 */
	public Part part(EventFilter wanted, String route, Stretch within, int limit) {
		Stretch near = new Stretch(within.after(), Math.min(within.until(), within.after() + STRETCH));
		RowFilter filter = filter(wanted, route, near);
		List<Event> found = this.jdbc.query("select e.* from event e" + filter.all() + " order by e.seq limit " + limit,
				(row, number) -> this.events.read(row), filter.arguments());
		long reached = (found.size() < limit) ? near.until() : found.get(found.size() - 1).seq();
		return new Part(found, new Stretch(reached, within.until()));
	}

	private RowFilter filter(EventFilter wanted, String route, Stretch within) {
		return this.conditions.of(wanted)
			.and("e.seq > ?", within.after())
			.and("e.seq <= ?", within.until())
			.andIf(true, "e.status = 'accepted'")
			.also("not exists (select 1 from delivery d where d.event_seq = e.seq and d.route = ?)", route);
	}

}
