package io.switchboard.delivery.table;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.switchboard.inbox.EventTable;
import io.switchboard.store.StorableText;
import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code gathering}, a row for each window, with its first delivery as its
 * number, and {@code gathered}, the other deliveries of each.
 */
public class GatherTable {

	private static final String CLOSE = """
			update gathering set closed_at = coalesce(closed_at, ?)
			where delivery_id = ? and (closed_at is not null or until_at <= ?) returning delivery_id""";

	/** Filed before the end of the window, and never tried. */
	private static final String STRAGGLER = """
			select 1 from delivery d join gathering g on g.delivery_id = ? and g.closed_at is null and g.until_at <= ?
			where d.route = g.route and d.id <> g.delivery_id and d.status in ('pending', 'retrying') and d.attempts = 0
			and d.updated_at <= g.until_at limit 1""";

	private static final String JOINED = """
			select g.gathering from gathered g join delivery first on first.id = g.gathering where g.delivery_id = ?""";

	/** Takes the lock of the window, which its closing takes too. */
	private static final String JOIN = """
			update gathering set number = number + 1
			where route = ? and gather_key = ? and closed_at is null and delivery_id <> ?
			and exists (select 1 from delivery first where first.id = gathering.delivery_id
			            and first.status in ('pending', 'retrying'))
			returning delivery_id, number""";

	private static final String CLOSE_ABANDONED = """
			update gathering set closed_at = ? where route = ? and gather_key = ? and closed_at is null
			and not exists (select 1 from delivery first where first.id = gathering.delivery_id
			                and first.status in ('pending', 'retrying'))""";

	private static final String OPEN = """
			insert into gathering (delivery_id, route, gather_key, number, until_at) values (?, ?, ?, 1, ?)
			on conflict do nothing""";

	private static final String MEMBERS = """
			select d.id as delivery_id, d.shard, d.event_order, e.* from delivery d %s
			where d.id in (select delivery_id from gathered where gathering = ?) order by d.event_seq"""
		.formatted(EventTable.OF_ROW);

	private final Store store;

	private final EventTable events;

	private final JdbcTemplate jdbc;

	private final GatherChanges changes;

	GatherTable(Store store, EventTable events, JdbcTemplate jdbc) {
		this.store = store;
		this.changes = new GatherChanges(store);
		this.events = events;
		this.jdbc = jdbc;
	}

	/**
	 * Changes windows for operators and retention.
	 * @return never null
	 */
	public GatherChanges changes() {
		return this.changes;
	}

	/** The state of a delivery in a channel that gathers. */
	public sealed interface Place {

		/** It is the first of a window that is open until the given time. */
		record Waits(Instant until) implements Place {
		}

		/**
		 * It is the first of a window that is over, and another delivery has still to
		 * join.
		 */
		record Straggling() implements Place {
		}

		/** It is the first of a window that is closed now, and may be handed over. */
		record HandedOver() implements Place {
		}

		/** It belongs to the window of another delivery, which has this many now. */
		record Joined(long first, int number) implements Place {
		}

	}

	/**
	 * The window that is opened if there is none.
	 *
	 * @param now when it begins
	 * @param until when it ends
	 * @param most how many it takes before it ends
	 */
	public record Window(Instant now, Instant until, int most) {
	}

	/**
	 * Puts a delivery into the window of its key, once. Closes the window if it is over
	 * and the delivery is its first.
	 * @param connection the transaction
	 * @param delivery the delivery
	 * @param key within its route
	 * @param window the window that it opens if there is none
	 * @param patient whether it waits for others that have still to join
	 * @return its state
	 */
	public Place place(Connection connection, Delivery delivery, String key, Window window, boolean patient) {
		JdbcClient client = Store.client(connection);
		String known = StorableText.of(key);
		for (;;) {
			Optional<Place> place = first(client, delivery.id(), window.now(), patient)
				.or(() -> client.sql(JOINED)
					.param(delivery.id())
					.query((row, number) -> (Place) new Place.Joined(row.getLong("gathering"), 0))
					.optional())
				.or(() -> join(client, delivery, known, window));
			if (place.isPresent()) {
				return place.get();
			}
			client.sql(CLOSE_ABANDONED).param(time(window.now())).param(delivery.route()).param(known).update();
			// another node may be faster
			open(client, delivery, known, window.until());
		}
	}

	private Optional<Place> first(JdbcClient client, long id, Instant now, boolean patient) {
		if (patient && client.sql(STRAGGLER).param(id).param(time(now)).query(Integer.class).optional().isPresent()) {
			return Optional.of(new Place.Straggling());
		}
		if (client.sql(CLOSE).param(time(now)).param(id).param(time(now)).query(Long.class).optional().isPresent()) {
			return Optional.of(new Place.HandedOver());
		}
		return client.sql("select until_at from gathering where delivery_id = ?")
			.param(id)
			.query((row, number) -> (Place) new Place.Waits(this.store.time(row, "until_at")))
			.optional();
	}

	private Optional<Place> join(JdbcClient client, Delivery delivery, String key, Window window) {
		Optional<Place.Joined> joined = client.sql(JOIN)
			.param(delivery.route())
			.param(key)
			.param(delivery.id())
			.query((row, number) -> new Place.Joined(row.getLong("delivery_id"), row.getInt("number")))
			.optional();
		joined.ifPresent((place) -> {
			client.sql("insert into gathered (delivery_id, gathering) values (?, ?) on conflict do nothing")
				.param(delivery.id())
				.param(place.first())
				.update();
			if (place.number() >= window.most()) {
				GatherChanges.end(this.store, client, List.of(place.first()), window.now());
				client.sql("update gathering set closed_at = ? where delivery_id = ?")
					.param(time(window.now()))
					.param(place.first())
					.update();
			}
		});
		return joined.map((place) -> place);
	}

	private void open(JdbcClient client, Delivery delivery, String key, Instant until) {
		client.sql(OPEN).param(delivery.id()).param(delivery.route()).param(key).param(time(until)).update();
	}

	/**
	 * All that are handed over together.
	 * @param first the first of the window
	 * @return it, and the others in the order in which their events came
	 */
	public List<Delivery> members(Delivery first) {
		List<Delivery> members = new ArrayList<>(List.of(first));
		members.addAll(this.jdbc.query(MEMBERS,
				(row, number) -> new Delivery(row.getLong("delivery_id"), this.events.read(row), first.route(),
						row.getInt("shard"), row.getString("event_order"), first.attempts(), first.uncounted(),
						first.waits(), first.redeliveries(), first.term()),
				first.id()));
		return members;
	}

	private Object time(Instant time) {
		return Objects.requireNonNull(this.store.time(time));
	}

}
