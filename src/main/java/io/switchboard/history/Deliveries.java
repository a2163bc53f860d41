package io.switchboard.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.switchboard.delivery.queue.Redelivery;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.history.EventQueries.DeliveryRow;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reads, redelivers and discards deliveries by a filter, for the API and the pages. */
@Component
public class Deliveries {

	private static final String ITS_TIME = "its next attempt";

	private final EventQueries queries;

	private final DeliveryConditions conditions;

	private final Redelivery redelivery;

	private final RouteControl routes;

	Deliveries(EventQueries queries, DeliveryConditions conditions, Redelivery redelivery, RouteControl routes) {
		this.queries = queries;
		this.conditions = conditions;
		this.redelivery = redelivery;
		this.routes = routes;
	}

	/**
	 * Deliveries, newest first. A page may hold fewer than its limit although more
	 * follow.
	 * @param wanted which deliveries
	 * @param before the last delivery of the page before, or null for the first page
	 * @param limit how many at most
	 * @return a page of them
	 */
	public Page<List<DeliveryRow>> find(DeliveryFilter wanted, @Nullable Long before, int limit) {
		return this.queries.deliveryPage(this.conditions.of(wanted).cursor(before), limit);
	}

	/**
	 * The reason why a delivery waits.
	 *
	 * @param reason a few words
	 * @param until when it goes on by itself, or null if that is not known
	 */
	public record Waiting(String reason, @Nullable Instant until) {

		/** Whether it waits only for the time of its next attempt. */
		public boolean isForItself() {
			return this.reason.equals(ITS_TIME);
		}

	}

	/**
	 * Says for what each of some deliveries waits.
	 * @param rows some deliveries
	 * @return by the delivery's id
	 */
	public Map<Long, Waiting> waiting(List<DeliveryRow> rows) {
		Map<Long, Waiting> waiting = new HashMap<>();
		if (rows.stream().anyMatch(DeliveryRow::isOpen)) {
			Map<String, RouteState> states = this.routes.routes()
				.stream()
				.collect(Collectors.toMap(RouteState::id, Function.identity()));
			for (DeliveryRow row : rows) {
				Waiting waitingFor = waitingFor(row, states.get(row.route()));
				if (waitingFor != null) {
					waiting.put(row.id(), waitingFor);
				}
			}
		}
		return waiting;
	}

	/**
	 * Says for what one delivery waits, perhaps for another of its call.
	 * @param row a delivery
	 * @return null if it does not wait
	 */
	public @Nullable Waiting waitingFor(DeliveryRow row) {
		if (!row.isOpen()) {
			return null;
		}
		Long other = this.routes.heldBackBy(row.id());
		return (other != null) ? new Waiting("delivery " + other + ", of an earlier event of its call", null)
				: waitingFor(row, this.routes.route(row.route()).orElse(null));
	}

	private static @Nullable Waiting waitingFor(DeliveryRow row, @Nullable RouteState route) {
		if (!row.isOpen() || route == null) {
			return null;
		}
		Instant next = row.nextAttemptAt();
		boolean ahead = next != null && next.isAfter(Instant.now());
		String reason = route.waitingFor();
		if (reason == null) {
			return ahead ? new Waiting(ITS_TIME, next) : null;
		}
		Instant until = route.waitsUntil();
		return new Waiting(reason, (until != null && ahead && next.isAfter(until)) ? next : until);
	}

	/** Redelivers; see {@link Redelivery#redeliver}. */
	public int redeliver(List<Long> ids) throws SQLException {
		return this.redelivery.redeliver(ids);
	}

	/** Discards; see {@link Redelivery#discard}. */
	public int discard(List<Long> ids) throws SQLException {
		return this.redelivery.discard(ids);
	}

	/**
	 * Redelivers several, behind live deliveries. A single one goes at once.
	 * @param ids the deliveries' own numbers, a few hundred at most
	 * @return how many were changed
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public int redeliverTicked(List<Long> ids) throws SQLException {
		return (ids.size() > 1) ? this.redelivery.redeliverBehind(ids, 0, Redelivery.Also.NOTHING) : redeliver(ids);
	}

	/**
	 * Checks a filter for a bulk operation: it must name something, so that nobody
	 * changes all deliveries by mistake.
	 * @param wanted which deliveries; dead letters unless it names a status
	 * @param all whether all of them are meant, without a filter
	 * @param onlyCounted whether they are only counted
	 * @return the filter, with a status
	 * @throws UnnamedException if there is neither a filter nor {@code all}, unless they
	 * are only counted
	 */
	public DeliveryFilter many(DeliveryFilter wanted, boolean all, boolean onlyCounted) {
		if (!all && !onlyCounted && wanted.equals(DeliveryFilter.ALL)) {
			throw new UnnamedException("all",
					"without a filter it means all dead letters: name a route, a time or another filter, or say all=true");
		}
		String status = wanted.status();
		if (status != null && !all && !status.equals("dead") && wanted.isStatusAlone()) {
			throw new UnnamedException("status",
					"status=%s alone means too many: name a route, a time or another filter too, or say all=true"
						.formatted(status));
		}
		return (status != null) ? wanted : wanted.ofDeadLetters();
	}

	/**
	 * Counts deliveries.
	 * @param many the filter
	 * @return 0 or more
	 */
	public long count(DeliveryFilter many) {
		return this.queries.count(this.conditions.of(many));
	}

	/** A change of some deliveries. */
	@FunctionalInterface
	public interface Change {

		/** Changes them, and returns how many were changed. */
		int of(List<Long> ids) throws SQLException;

	}

}
