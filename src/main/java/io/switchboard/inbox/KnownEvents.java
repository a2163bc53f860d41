package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.store.Columns;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds out why events were not new, for a whole batch at once where that is quicker.
 */
@Component
class KnownEvents {

	private static final String SQLITE = """
			select (select e.body = ? from event e where e.id = ?) as same_body,
			       (select e.id from event e where e.content_key = ?) as says_the_same""";

	private static final String POSTGRESQL = """
			select i.body = arrived.body as same_body, c.id as says_the_same
			from unnest(?, ?, ?) with ordinality as arrived(id, body, content_key, position)
			left join event i on i.id = arrived.id
			left join event c on c.content_key = arrived.content_key and c.content_key is not null
			order by arrived.position""";

	private final Search search;

	KnownEvents(Store store) {
		this.search = store.dialect().<Search>choose(KnownEvents::findEach, KnownEvents::findAll);
	}

	/**
	 * What is stored already.
	 *
	 * @param sameBody whether the event of the same id has the same body; null where the
	 * id is not there
	 * @param saysTheSame the id of the event with the same content key, or null
	 */
	record Known(@Nullable Boolean sameBody, @Nullable String saysTheSame) {

		boolean isNothing() {
			return this.sameBody == null && this.saysTheSame == null;
		}

	}

	/** For each event, in the same order. */
	List<Known> find(Connection connection, List<NewEvent> events) throws SQLException {
		return this.search.find(connection, events);
	}

	/** For each event, in the same order. */
	@FunctionalInterface
	private interface Search {

		List<Known> find(Connection connection, List<NewEvent> events) throws SQLException;

	}

	private static List<Known> findEach(Connection connection, List<NewEvent> events) throws SQLException {
		List<Known> known = new ArrayList<>(events.size());
		try (PreparedStatement select = connection.prepareStatement(SQLITE)) {
			for (NewEvent arrived : events) {
				select.setBytes(1, arrived.event().body());
				select.setString(2, arrived.event().id());
				select.setString(3, arrived.contentKey());
				addRows(select, known);
			}
		}
		return known;
	}

	private static List<Known> findAll(Connection connection, List<NewEvent> events) throws SQLException {
		List<Known> known = new ArrayList<>(events.size());
		try (PreparedStatement select = connection.prepareStatement(POSTGRESQL)) {
			new Columns<>(select, 1, events).texts((each) -> each.event().id())
				.bytes((each) -> each.event().body())
				.texts(NewEvent::contentKey);
			addRows(select, known);
		}
		return known;
	}

	private static void addRows(PreparedStatement select, List<Known> known) throws SQLException {
		try (ResultSet row = select.executeQuery()) {
			while (row.next()) {
				boolean same = row.getBoolean("same_body");
				known.add(new Known(row.wasNull() ? null : same, row.getString("says_the_same")));
			}
		}
	}

}
