package io.switchboard.history;

import java.time.Instant;
import java.util.List;

import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads details of one delivery. */
@Component
public class DeliveryDetails {

	/** The status of a delivery whose route sent nothing, for a reason. */
	public static final String SKIPPED = "skipped";

	private final EventQueries queries;

	private final Store store;

	private final JdbcTemplate jdbc;

	DeliveryDetails(EventQueries queries, Store store, JdbcTemplate jdbc) {
		this.queries = queries;
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * One row of the view {@code every_attempt}.
	 *
	 * @param number from 1, within a redelivery
	 * @param redelivery 0, or the number of the redelivery
	 * @param startedAt when it began, or null
	 * @param durationMs how long it took, in milliseconds
	 * @param outcome such as {@code delivered}
	 * @param error why it failed or was skipped, or null
	 */
	public record AttemptRow(int number, int redelivery, @Nullable Instant startedAt, long durationMs, String outcome,
			@Nullable String error) {
	}

	/** The word for how a delivery or an attempt ended. */
	static String word(String stored, @Nullable String error) {
		return (stored.equals("delivered") && error != null) ? SKIPPED : stored;
	}

	/**
	 * Its attempts.
	 * @param id its number
	 * @return in order
	 */
	public List<AttemptRow> attempts(long id) {
		return this.jdbc.query("select * from every_attempt where delivery_id = ? order by number",
				(row, number) -> new AttemptRow(row.getInt("number"), row.getInt("redelivery"),
						this.store.time(row, "started_at"), row.getLong("duration_ms"),
						word(row.getString("outcome"), row.getString("error")), row.getString("error")),
				id);
	}

	/**
	 * The deliveries that it takes along.
	 * @param first the number of the first of a window
	 * @return in the order in which the events came; empty for any other delivery
	 */
	public List<DeliveryRow> gathered(long first) {
		return this.queries.deliveries("g.gathering = ?", first);
	}

}
