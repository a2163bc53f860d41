package io.switchboard.console;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.switchboard.console.EventQueries.DeliveryRow;
import io.switchboard.console.EventQueries.Filter;
import io.switchboard.delivery.Redelivery;
import io.switchboard.delivery.RouteControl;
import io.switchboard.delivery.RouteControl.RouteState;
import io.switchboard.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where each event stands on its way to each route, and what an operator does to it. */
@RestController
@RequestMapping("/api")
class DeliveriesController {

	private static final Set<String> FILTERS = Set.of("status", "route", "event_id", "event_name", "root_call_id",
			"number", "received_after", "received_before", "error");

	private static final Set<String> STATUSES = Set.of("pending", "delivered", "retrying", "dead", "discarded");

	private final EventQueries queries;

	private final Redelivery redelivery;

	private final RouteControl routes;

	private final Store store;

	DeliveriesController(EventQueries queries, Redelivery redelivery, RouteControl routes, Store store) {
		this.queries = queries;
		this.redelivery = redelivery;
		this.routes = routes;
		this.store = store;
	}

	/** Deliveries, newest first, filtered and a page at a time. */
	@Operation(summary = "Deliveries, newest first")
	@DeliveryFilters
	@Paging
	@GetMapping("/deliveries")
	Page<List<Map<String, @Nullable Object>>> deliveries(
			@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Parameters parameters = new Parameters(query, FILTERS, Parameters.PAGING);
		Page<List<DeliveryRow>> page = Page.of(
				this.queries.deliveries(filter(parameters).cursor(parameters.number("cursor")), parameters.limit() + 1),
				parameters.limit(), DeliveryRow::id);
		Map<String, RouteState> states = this.routes.routes()
			.stream()
			.collect(Collectors.toMap(RouteState::id, Function.identity()));
		return page.with(page.data()
			.stream()
			.map((row) -> EventView.deliveryAlone(row, waitingFor(row, states.get(row.route()))))
			.toList());
	}

	private Filter filter(Parameters parameters) {
		String error = parameters.text("error");
		return new Filter().and("d.status = ?", parameters.oneOf("status", STATUSES))
			.and("d.route = ?", parameters.text("route"))
			.and("e.id = ?", parameters.text("event_id"))
			.and("e.event_name = ?", parameters.text("event_name"))
			.and("e.root_call_id = ?", parameters.number("root_call_id"))
			.andEither(EventQueries.WITH_NUMBER, parameters.phoneNumber("number"))
			.and("e.received_at >= ?", this.store.time(parameters.time("received_after")))
			.and("e.received_at < ?", this.store.time(parameters.time("received_before")))
			.and("lower(d.last_error) like lower(?) escape '!'",
					(error != null) ? "%" + error.replaceAll("[!%_]", "!$0") + "%" : null);
	}

	private @Nullable String waitingFor(DeliveryRow row, @Nullable RouteState route) {
		if (!row.isOpen() || route == null) {
			return null;
		}
		Instant next = row.nextAttemptAt();
		String waitingFor = route.waitingFor();
		return (waitingFor == null && next != null && next.isAfter(Instant.now())) ? "its next attempt" : waitingFor;
	}

	/** One delivery, with the history of its attempts. */
	@GetMapping("/deliveries/{id}")
	Page<Map<String, @Nullable Object>> delivery(@PathVariable long id) {
		DeliveryRow row = this.queries.delivery(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no delivery " + id));
		Long other = row.isOpen() ? this.routes.heldBackBy(id) : null;
		String waitingFor = waitingFor(row, this.routes.route(row.route()).orElse(null));
		Map<String, @Nullable Object> view = EventView.deliveryAlone(row,
				(other != null) ? "delivery " + other + ", of an earlier event of its call" : waitingFor);
		view.put("history", this.queries.attempts(id).stream().map(EventView::attempt).toList());
		return Page.of(view);
	}

	/** Delivers it once more. */
	@Operation(summary = "Deliver once more, with all attempts anew; what waits for its next attempt waits no longer")
	@PostMapping("/deliveries/{id}/redeliver")
	Page<Map<String, @Nullable Object>> redeliver(@PathVariable long id) throws SQLException {
		return changed(id, this.redelivery::redeliver, "has not run yet, and will");
	}

	/** Sets it aside. */
	@Operation(summary = "Set a dead letter aside, or what waits for another attempt")
	@PostMapping("/deliveries/{id}/discard")
	Page<Map<String, @Nullable Object>> discard(@PathVariable long id) throws SQLException {
		return changed(id, this.redelivery::discard, "is neither dead nor waiting for another attempt");
	}

	private Page<Map<String, @Nullable Object>> changed(long id, Change change, String otherwise) throws SQLException {
		delivery(id);
		if (change.of(List.of(id)) == 0) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "delivery %d %s".formatted(id, otherwise));
		}
		return delivery(id);
	}

	/** Delivers many once more. */
	@Operation(summary = "Deliver many once more: those that the filters name, dead letters unless a status is given")
	@DeliveryFilters
	@Parameter(name = "dry_run", description = "true: only count them")
	@PostMapping("/redeliver")
	Page<Map<String, Object>> redeliver(@Parameter(hidden = true) @RequestParam Map<String, String> query,
			@RequestBody(required = false) @Nullable Map<String, Object> body) throws SQLException {
		return changeMany(query, body, this.redelivery::redeliver, "redelivered");
	}

	/** Sets many aside. */
	@Operation(summary = "Set many aside: those that the filters name, dead letters unless a status is given")
	@DeliveryFilters
	@Parameter(name = "dry_run", description = "true: only count them")
	@PostMapping("/discard")
	Page<Map<String, Object>> discard(@Parameter(hidden = true) @RequestParam Map<String, String> query,
			@RequestBody(required = false) @Nullable Map<String, Object> body) throws SQLException {
		return changeMany(query, body, this.redelivery::discard, "discarded");
	}

	private Page<Map<String, Object>> changeMany(Map<String, String> query, @Nullable Map<String, Object> body,
			Change change, String done) throws SQLException {
		Parameters parameters = Parameters.merged(query, body, FILTERS, Set.of("dry_run"));
		String status = parameters.oneOf("status", STATUSES);
		if (status != null && !status.equals("dead") && !parameters.isMoreThan("status")) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"status=%s alone means too many: name a route, a time or another filter too".formatted(status));
		}
		Filter filter = filter(parameters);
		if (status == null) {
			filter.and("d.status = ?", "dead");
		}
		long matched = this.queries.count(filter);
		if ("true".equals(parameters.oneOf("dry_run", Set.of("true", "false")))) {
			return Page.of(Map.of("matched", matched));
		}
		long changed = 0;
		for (List<Long> ids : this.queries.batches(filter)) {
			changed += change.of(ids);
		}
		return Page.of(Map.of("matched", matched, done, changed));
	}

	/** What is done to some deliveries. */
	@FunctionalInterface
	private interface Change {

		/** Returns to how many it was done. */
		int of(List<Long> ids) throws SQLException;

	}

}
