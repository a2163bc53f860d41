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
 * Copies of what attempts sent. A copy belongs to a delivery and the number of its
 * attempt, so that it needs no row of the attempt itself: one that succeeds at once has
 * none.
 */
public class SentTable {

	/** So many go at once. */
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

	/** Stores what was sent. Of an attempt that is to wait, questions are left out. */
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

	/** Deletes some that were sent before a time; how many it were. */
	int deleteOld(Connection connection, Instant before) {
		return Store.client(connection).sql(DELETE_OLD).param(this.store.time(before)).update();
	}

}
