package io.switchboard.console;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.console.EventQueries.DeliveryRow;
import io.switchboard.console.EventQueries.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where each event stands on its way to each route. */
@RestController
@RequestMapping("/api/deliveries")
class DeliveriesController {

	private static final Set<String> FILTERS = Set.of("status", "route", "event_id", "event_name", "root_call_id");

	private final EventQueries queries;

	DeliveriesController(EventQueries queries) {
		this.queries = queries;
	}

	/**
	 * Deliveries, newest first. Filters: {@code status}, {@code route}, {@code event_id},
	 * {@code event_name}, {@code root_call_id}; {@code limit} (50, at most 500) and
	 * {@code cursor}.
	 */
	@GetMapping
	Page<List<Map<String, @Nullable Object>>> deliveries(@RequestParam Map<String, String> query) {
		Parameters parameters = new Parameters(query, FILTERS);
		Filter filter = new Filter()
			.and("d.status = ?",
					parameters.oneOf("status", Set.of("pending", "delivered", "retrying", "dead", "discarded")))
			.and("d.route = ?", parameters.text("route"))
			.and("e.id = ?", parameters.text("event_id"))
			.and("e.event_name = ?", parameters.text("event_name"))
			.and("e.root_call_id = ?", parameters.number("root_call_id"))
			.cursor(parameters.number("cursor"));
		Page<List<DeliveryRow>> page = Page.of(this.queries.deliveries(filter, parameters.limit() + 1),
				parameters.limit(), DeliveryRow::id);
		return page.with(page.data().stream().map(EventView::deliveryAlone).toList());
	}

	/** One delivery, with the history of its attempts. */
	@GetMapping("/{id}")
	Page<Map<String, @Nullable Object>> delivery(@PathVariable long id) {
		Map<String, @Nullable Object> view = this.queries.delivery(id)
			.map(EventView::deliveryAlone)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no delivery " + id));
		view.put("history", this.queries.attempts(id).stream().map(EventView::attempt).toList());
		return Page.of(view);
	}

}
