package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.answers.SentCopy;
import io.switchboard.store.StorableText;
import io.switchboard.store.Store;

/**
 * The table {@code sent}: copies of the requests that attempts sent. A copy names its
 * delivery and the number of the attempt. It needs no row in {@code attempt}, because an
 * attempt that succeeds at once has none.
 */
public class SentTable {

	/** How many rows one step deletes. */
	static final int STEP = 1000;

	private static final String INSERT = """
			insert into sent (delivery_id, attempt, number, at, kind, copy) values (?, ?, ?, ?, ?, ?)
			on conflict do nothing""";

	private static final String DELETE_OLD = """
			delete from sent where (delivery_id, attempt, number) in
			  (select delivery_id, attempt, number from sent where at < ? order by at limit %d)""".formatted(STEP);

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Store store;

	public SentTable(Store store) {
		this.store = store;
	}

	/**
	 * Stores what was sent. For an attempt that asks to wait, requests that only read are
	 * left out.
	 */
	public void record(Connection connection, List<Attempt> attempts) throws SQLException {
		if (attempts.stream().allMatch((attempt) -> attempt.delivery().sent().isEmpty())) {
			return;
		}
		try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
			for (Attempt attempt : attempts) {
				int number = 0;
				for (SentCopy copy : attempt.delivery().sent()) {
					if (!(attempt instanceof Attempt.Later && copy.isQuestion())) {
						insert.setLong(1, attempt.delivery().id());
						insert.setInt(2, attempt.delivery().attempts() + 1);
						insert.setInt(3, ++number);
						insert.setObject(4, this.store.time(copy.at()));
						insert.setString(5, copy.kind());
						insert.setString(6, StorableText.of(json(copy)));
						insert.addBatch();
					}
				}
			}
			insert.executeBatch();
		}
	}

	private static String json(SentCopy copy) {
		try {
			return JSON.writeValueAsString(copy.facts());
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("texts, numbers and maps are JSON", ex);
		}
	}

	/** Deletes the copies of deliveries. */
	void delete(Connection connection, Collection<Long> deliveries) {
		Store.client(connection)
			.sql("delete from sent where " + this.store.isIn("delivery_id"))
			.param(this.store.numbers(deliveries))
			.update();
	}

	/** Deletes some copies that were sent before a time, and returns their number. */
	int deleteOld(Connection connection, Instant before) {
		return Store.client(connection).sql(DELETE_OLD).param(this.store.time(before)).update();
	}

}
