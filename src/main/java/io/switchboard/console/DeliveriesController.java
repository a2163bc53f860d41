package io.switchboard.console;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.console.Deliveries.Change;
import io.switchboard.console.Deliveries.Many;
import io.switchboard.console.EventQueries.DeliveryRow;
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

	private final Deliveries deliveries;

	private final EventQueries queries;

	DeliveriesController(Deliveries deliveries, EventQueries queries) {
		this.deliveries = deliveries;
		this.queries = queries;
	}

	/** Deliveries, newest first, filtered and a page at a time. */
	@Operation(summary = "Deliveries, newest first")
	@DeliveryFilters
	@Paging
	@GetMapping("/deliveries")
	Page<List<Map<String, @Nullable Object>>> deliveries(
			@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Page<List<DeliveryRow>> page = this.deliveries.find(query);
		Map<Long, String> waiting = this.deliveries.waiting(page.data());
		return page
			.with(page.data().stream().map((row) -> EventView.deliveryAlone(row, waiting.get(row.id()))).toList());
	}

	/** One delivery, with the history of its attempts. */
	@GetMapping("/deliveries/{id}")
	Page<Map<String, @Nullable Object>> delivery(@PathVariable long id) {
		DeliveryRow row = this.queries.delivery(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no delivery " + id));
		Map<String, @Nullable Object> view = EventView.deliveryAlone(row, this.deliveries.waitingFor(row));
		view.put("history", this.queries.attempts(id).stream().map(EventView::attempt).toList());
		return Page.of(view);
	}

	/** Delivers it once more. */
	@Operation(summary = "Deliver once more, with all attempts anew; what waits for its next attempt waits no longer")
	@PostMapping("/deliveries/{id}/redeliver")
	Page<Map<String, @Nullable Object>> redeliver(@PathVariable long id) throws SQLException {
		return changed(id, this.deliveries::redeliver, "has not run yet, and will");
	}

	/** Sets it aside. */
	@Operation(summary = "Set a dead letter aside, or what waits for another attempt")
	@PostMapping("/deliveries/{id}/discard")
	Page<Map<String, @Nullable Object>> discard(@PathVariable long id) throws SQLException {
		return changed(id, this.deliveries::discard, "is neither dead nor waiting for another attempt");
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
		return changeMany(query, body, this.deliveries::redeliver, "redelivered");
	}

	/** Sets many aside. */
	@Operation(summary = "Set many aside: those that the filters name, dead letters unless a status is given")
	@DeliveryFilters
	@Parameter(name = "dry_run", description = "true: only count them")
	@PostMapping("/discard")
	Page<Map<String, Object>> discard(@Parameter(hidden = true) @RequestParam Map<String, String> query,
			@RequestBody(required = false) @Nullable Map<String, Object> body) throws SQLException {
		return changeMany(query, body, this.deliveries::discard, "discarded");
	}

	private Page<Map<String, Object>> changeMany(Map<String, String> query, @Nullable Map<String, Object> body,
			Change change, String done) throws SQLException {
		Many many = this.deliveries.many(Parameters.merged(query, body, Deliveries.FILTERS, Set.of("dry_run")));
		long matched = many.matched();
		if (many.isDryRun()) {
			return Page.of(Map.of("matched", matched));
		}
		return Page.of(Map.of("matched", matched, done, many.each(change)));
	}

}
