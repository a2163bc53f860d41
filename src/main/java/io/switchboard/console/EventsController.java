package io.switchboard.console;

import java.util.List;
import java.util.Map;

import io.switchboard.inbox.Event;
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

/** What came in, and where it went. */
@RestController
@RequestMapping("/api")
class EventsController {

	private final Events events;

	private final EventQueries queries;

	EventsController(Events events, EventQueries queries) {
		this.events = events;
		this.queries = queries;
	}

	/** Events, newest first, filtered and a page at a time. */
	@Operation(summary = "Events, newest first")
	@Parameter(name = "id", in = ParameterIn.QUERY, description = "VoIPstudio's event id",
			schema = @Schema(type = "string"))
	@Parameter(name = "event_name", in = ParameterIn.QUERY, description = "For example call.missed",
			schema = @Schema(type = "string"))
	@Parameter(name = "context_kind", in = ParameterIn.QUERY, description = "queue, ring-group, user or unknown",
			schema = @Schema(type = "string"))
	@Parameter(name = "status", in = ParameterIn.QUERY, description = "accepted, duplicate or quarantined",
			schema = @Schema(type = "string"))
	@Parameter(name = "call_id", in = ParameterIn.QUERY, description = "The leg", schema = @Schema(type = "string"))
	@Parameter(name = "root_call_id", in = ParameterIn.QUERY, description = "The call",
			schema = @Schema(type = "string"))
	@Parameter(name = "number", in = ParameterIn.QUERY,
			description = "Either end of the call or text message, in any spelling with its country, such as +44 7700 900123",
			schema = @Schema(type = "string"))
	@Parameter(name = "reconciled", in = ParameterIn.QUERY,
			description = "true: what no webhook brought, but VoIPstudio's record of the call; false: all else",
			schema = @Schema(type = "string"))
	@Parameter(name = "received_after", in = ParameterIn.QUERY, description = "From this time on, ISO 8601",
			schema = @Schema(type = "string"))
	@Parameter(name = "received_before", in = ParameterIn.QUERY, description = "Before this time, ISO 8601",
			schema = @Schema(type = "string"))
	@Paging
	@GetMapping("/events")
	Page<List<Map<String, @Nullable Object>>> events(
			@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Page<List<Event>> page = this.events.find(query);
		return page.with(EventView.events(page.data(), this.queries.deliveriesOf(page.data())));
	}

	/** One event, with its body and its deliveries. */
	@GetMapping("/events/{id}")
	Page<Map<String, @Nullable Object>> event(@PathVariable String id) {
		Event event = this.queries.event(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no event " + id));
		Map<String, @Nullable Object> view = EventView.event(event,
				this.queries.deliveriesOf(List.of(event)).getOrDefault(event.seq(), List.of()));
		EventView.addBody(view, event);
		return Page.of(view);
	}

}
