package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/** Stores events as the inbox's transaction does, for tests of its listeners. */
public final class StoredEvents {

	private StoredEvents() {
	}

	public static EventTable table(Store store) {
		return new EventTable(store);
	}

	/** As the inbox reads it. */
	public static Event parse(byte[] body, Instant receivedAt) {
		return new EventParser().parse(body, receivedAt).event();
	}

	/** Stores what is new, and returns that. */
	public static List<Event> insert(EventTable table, Connection connection, List<Event> events) throws SQLException {
		return insert(table, connection, events, new NothingFiled());
	}

	/** Stores what is new with what is filed for it, and returns what is new. */
	public static List<Event> insert(EventTable table, Connection connection, List<Event> events,
			EventListener.Filing filing) throws SQLException {
		@Nullable Long[] seqs = table.insert(connection,
				events.stream().map((event) -> new NewEvent(event, null, null, null)).toList(), filing);
		List<Event> stored = new ArrayList<>();
		for (int i = 0; i < seqs.length; i++) {
			Long seq = seqs[i];
			if (seq != null) {
				stored.add(events.get(i).stored(seq));
			}
		}
		return stored;
	}

}
