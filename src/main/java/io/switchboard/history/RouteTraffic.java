package io.switchboard.history;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Says which events the latest deliveries had. */
@Component
public class RouteTraffic {

	/** How many deliveries of all routes together are read, the latest first. */
	public static final int DELIVERIES = 5000;

	private static final String LATEST = """
			select e.event_name, e.context_kind, latest.route, count(*) as number, min(e.received_at) as since from
			  (select event_seq, route from delivery order by id desc limit %d) latest
			join event e on e.seq = latest.event_seq group by e.event_name, e.context_kind, latest.route"""
		.formatted(DELIVERIES);

	private final JdbcTemplate jdbc;

	private final Store store;

	RouteTraffic(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	/**
	 * Deliveries to one route, of events of one kind.
	 *
	 * @param eventName the events' name, or null where they have none
	 * @param contextKind the events' context, such as {@code queue}
	 * @param route the route's id
	 * @param number how many deliveries
	 */
	public record Flow(@Nullable String eventName, String contextKind, String route, long number) {
	}

	/**
	 * The traffic of the latest deliveries.
	 *
	 * @param flows in no order
	 * @param since when the first of these events came in, or null if there is none
	 */
	public record Traffic(List<Flow> flows, @Nullable Instant since) {
	}

	private record Row(Flow flow, @Nullable Instant since) {
	}

	/**
	 * The latest deliveries, summed up.
	 * @return never null
	 */
	public Traffic latest() {
		List<Row> rows = this.jdbc.query(LATEST,
				(row, number) -> new Row(new Flow(row.getString("event_name"), row.getString("context_kind"),
						row.getString("route"), row.getLong("number")), this.store.time(row, "since")));
		return new Traffic(rows.stream().map(Row::flow).toList(),
				rows.stream().map(Row::since).filter(Objects::nonNull).min(Instant::compareTo).orElse(null));
	}

}
