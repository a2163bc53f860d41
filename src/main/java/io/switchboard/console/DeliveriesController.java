package io.switchboard.console;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.console.EventQueries.DeliveryRow;
import io.switchboard.console.EventQueries.Filter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
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

	/** Deliveries, newest first, filtered and a page at a time. */
	@Operation(summary = "Deliveries, newest first")
	@Parameter(name = "status", in = ParameterIn.QUERY, description = "pending, delivered, retrying, dead or discarded",
			schema = @Schema(type = "string"))
	@Parameter(name = "route", in = ParameterIn.QUERY, description = "The route's id",
			schema = @Schema(type = "string"))
	@Parameter(name = "event_id", in = ParameterIn.QUERY, description = "VoIPstudio's event id",
			schema = @Schema(type = "string"))
	@Parameter(name = "event_name", in = ParameterIn.QUERY, description = "For example call.missed",
			schema = @Schema(type = "string"))
	@Parameter(name = "root_call_id", in = ParameterIn.QUERY, description = "The call",
			schema = @Schema(type = "string"))
	@Parameter(name = "limit", in = ParameterIn.QUERY, description = "How many, from 1 to 500; 50 if not said",
			schema = @Schema(type = "string"))
	@Parameter(name = "cursor", in = ParameterIn.QUERY, description = "The value of next in the page before",
			schema = @Schema(type = "string"))
	@GetMapping
	Page<List<Map<String, @Nullable Object>>> deliveries(
			@Parameter(hidden = true) @RequestParam Map<String, String> query) {
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
