package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.switchboard.answers.Answer;
import io.switchboard.store.StorableText;
import io.switchboard.store.Store;

/**
 * The table {@code answer}: what the latest attempt of a delivery was answered. An
 * attempt that only asks to wait stores nothing.
 */
public class AnswerTable {

	private static final String INSERT = """
			insert into answer (delivery_id, number, request, status, answer) values (?, ?, ?, ?, ?)
			on conflict (delivery_id, number) do nothing""";

	private static final String OF_EVENTS = """
			select d.event_seq, d.route, a.request, a.status, a.answer
			from delivery d join answer a on a.delivery_id = d.id
			where d.event_seq between ? and ? order by a.delivery_id, a.number""";

	private static final String OF_EVENT = """
			select d.route, a.request, a.status, a.answer
			from delivery d left join answer a on a.delivery_id = d.id
			where d.event_seq = ? and d.route <> 'switchboard' order by d.route, a.number""";

	private final Store store;

	public AnswerTable(Store store) {
		this.store = store;
	}

	/** Stores the answers of attempts that ended, in place of those of earlier ones. */
	public void record(Connection connection, List<Attempt> attempts) throws SQLException {
		List<Delivery> answered = attempts.stream()
			.filter((attempt) -> !(attempt instanceof Attempt.Later))
			.map(Attempt::delivery)
			.filter((delivery) -> !delivery.answers().isEmpty())
			.toList();
		if (answered.isEmpty()) {
			return;
		}
		List<Long> again = answered.stream()
			.filter((each) -> each.attempts() > 0 || each.redeliveries() > 0)
			.map(Delivery::id)
			.toList();
		if (!again.isEmpty()) {
			delete(connection, again);
		}
		try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
			for (Delivery delivery : answered) {
				int number = 0;
				for (Answer answer : delivery.answers()) {
					insert.setLong(1, delivery.id());
					insert.setInt(2, ++number);
					insert.setString(3, StorableText.of(answer.request()));
					insert.setObject(4, answer.status());
					insert.setString(5, StorableText.of(answer.answer()));
					insert.addBatch();
				}
			}
			insert.executeBatch();
		}
	}

	/** Deletes the answers of deliveries. */
	void delete(Connection connection, Collection<Long> deliveries) throws SQLException {
		try (PreparedStatement delete = connection
			.prepareStatement("delete from answer where " + this.store.isIn("delivery_id"))) {
			delete.setObject(1, this.store.numbers(deliveries));
			delete.executeUpdate();
		}
	}

	/**
	 * Whether any answers are stored.
	 * @param connection to a store, which need not be writable, and may be of an older
	 * Switchboard
	 * @return false too where there is no such table
	 * @throws SQLException if the store cannot be read
	 */
	public static boolean isAnyKept(Connection connection) throws SQLException {
		try (ResultSet tables = connection.getMetaData()
			.getTables(null, connection.getSchema(), "answer", new String[] { "TABLE" })) {
			if (!tables.next()) {
				return false;
			}
		}
		try (PreparedStatement select = connection.prepareStatement("select 1 from answer limit 1");
				ResultSet row = select.executeQuery()) {
			return row.next();
		}
	}

	/**
	 * The answers that deliveries of some events got.
	 * @param connection to the store, which need not be writable
	 * @param first the number of the first event
	 * @param last the number of the last one, included
	 * @return by event and route, in the order of the requests
	 * @throws SQLException if the store cannot be read
	 */
	public static Map<Long, Map<String, List<Answer>>> ofEvents(Connection connection, long first, long last)
			throws SQLException {
		Map<Long, Map<String, List<Answer>>> answers = new HashMap<>();
		try (PreparedStatement select = connection.prepareStatement(OF_EVENTS)) {
			select.setLong(1, first);
			select.setLong(2, last);
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					answers.computeIfAbsent(rows.getLong("event_seq"), (event) -> new HashMap<>())
						.computeIfAbsent(rows.getString("route"), (route) -> new ArrayList<>())
						.add(read(rows));
				}
			}
		}
		return answers;
	}

	/**
	 * The routes to which an event went, and what each was answered.
	 * @param connection to the store, which need not be writable
	 * @param event the event's number
	 * @return by route, in the order of the requests; an empty list where there was no
	 * answer
	 * @throws SQLException if the store cannot be read
	 */
	public static SortedMap<String, List<Answer>> ofEvent(Connection connection, long event) throws SQLException {
		SortedMap<String, List<Answer>> answers = new TreeMap<>();
		try (PreparedStatement select = connection.prepareStatement(OF_EVENT)) {
			select.setLong(1, event);
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					List<Answer> given = answers.computeIfAbsent(rows.getString("route"), (route) -> new ArrayList<>());
					if (rows.getString("answer") != null) {
						given.add(read(rows));
					}
				}
			}
		}
		return answers;
	}

	private static Answer read(ResultSet row) throws SQLException {
		int status = row.getInt("status");
		return new Answer(row.getString("request"), (status != 0) ? status : null, row.getString("answer"));
	}

}
