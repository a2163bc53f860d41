package io.switchboard.delivery.table;

import java.util.Map;
import java.util.TreeMap;

import io.switchboard.text.EnumWord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts the deliveries of a backfill or a bulk operation. */
@Component
public class PastDeliveries {

	private final JdbcTemplate jdbc;

	PastDeliveries(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Counts those of a backfill that the store still has.
	 * @param backfill its number
	 * @return how many, by status; a status that none has is missing
	 */
	public Map<DeliveryStatus, Long> counts(long backfill) {
		return read("select status, count(*) as number from delivery where backfill = ? group by status", backfill);
	}

	/**
	 * Counts the open ones of a route.
	 * @param route the route's id
	 * @param backfill its number
	 * @return how many, by status; a status that none has is missing
	 */
	public Map<DeliveryStatus, Long> open(String route, long backfill) {
		// in the words of the index on open deliveries
		return read("""
				select status, count(*) as number from delivery
				where route = ? and status in ('pending', 'retrying') and backfill = ? group by status""", route,
				backfill);
	}

	/**
	 * Counts those that a bulk operation redelivered and nobody has redelivered since.
	 * @param bulk its number
	 * @return how many, by status; a status that none has is missing
	 */
	public Map<DeliveryStatus, Long> countsOfBulk(long bulk) {
		return read("select status, count(*) as number from delivery where bulk = ? group by status", bulk);
	}

	/**
	 * Counts the open ones of a bulk operation.
	 * @param bulk its number
	 * @return how many, by status; a status that none has is missing
	 */
	public Map<DeliveryStatus, Long> openOfBulk(long bulk) {
		return read("""
				select status, count(*) as number from delivery
				where bulk = ? and status in ('pending', 'retrying') group by status""", bulk);
	}

	private Map<DeliveryStatus, Long> read(String query, Object... arguments) {
		Map<DeliveryStatus, Long> counts = new TreeMap<>();
		this.jdbc.query(query, (row) -> {
			counts.put(EnumWord.constant(DeliveryStatus.class, row.getString("status")), row.getLong("number"));
		}, arguments);
		return counts;
	}

}
