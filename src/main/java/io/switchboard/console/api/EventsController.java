package io.switchboard.console.api;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.history.EventQueries;
import io.switchboard.history.Events;
import io.switchboard.history.Page;
import io.switchboard.history.Parameters;
import io.switchboard.inbox.Event;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

/** What came in, and where it went. */
@RestController
@RequestMapping("/api")
@Tag(name = "Events", description = "What came in")
class EventsController {

	private static final int LONGEST_WAIT = 60;

	private final Events events;

	private final EventQueries queries;

	private final Awaited awaited;

	EventsController(Events events, EventQueries queries, Awaited awaited) {
		this.events = events;
		this.queries = queries;
		this.awaited = awaited;
	}

	/** Events, newest first, filtered and a page at a time. */
	@Operation(operationId = "listEvents", summary = "Events, newest first")
	@Parameter(name = "id", in = ParameterIn.QUERY, description = "VoIPstudio's event id",
			schema = @Schema(type = "string"))
	@Parameter(name = "event_name", in = ParameterIn.QUERY, description = "For example call.missed",
			schema = @Schema(type = "string"))
	@Parameter(name = "context_kind", in = ParameterIn.QUERY, description = "Where it happened",
			schema = @Schema(type = "string", allowableValues = { "queue", "ring-group", "user", "unknown" }))
	@Parameter(name = "status", in = ParameterIn.QUERY, description = "What the webhook answered",
			schema = @Schema(type = "string", allowableValues = { "accepted", "duplicate", "quarantined" }))
	@Parameter(name = "call_id", in = ParameterIn.QUERY, description = "The leg",
			schema = @Schema(type = "integer", format = "int64"))
	@Parameter(name = "root_call_id", in = ParameterIn.QUERY, description = "The call",
			schema = @Schema(type = "integer", format = "int64"))
	@Parameter(name = "number", in = ParameterIn.QUERY,
			description = "Either end of the call or text message, in any spelling, such as +44 7700 900123 or 07700 900123 (of voipstudio.region), or its last digits, four at least",
			schema = @Schema(type = "string"))
	@Parameter(name = "reconciled", in = ParameterIn.QUERY,
			description = "true: what no webhook brought, but VoIPstudio's record of the call; false: all else",
			schema = @Schema(type = "boolean"))
	@Parameter(name = "from", in = ParameterIn.QUERY, description = "From this time on, ISO 8601",
			schema = @Schema(type = "string", format = "date-time"))
	@Parameter(name = "to", in = ParameterIn.QUERY, description = "Before this time, ISO 8601",
			schema = @Schema(type = "string", format = "date-time"))
	@Paging
	@GetMapping("/events")
	Page<List<EventView.Listed>> events(@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Page<List<Event>> page = this.events.find(query);
		return page.with(EventView.events(page.data(), this.queries.deliveriesOf(page.data())));
	}

	/** One event, with its body and its deliveries. */
	@Operation(operationId = "getEvent", summary = "One event, with its body and its deliveries")
	@Parameter(name = "wait", in = ParameterIn.QUERY,
			description = "Seconds: the answer comes once each of its deliveries is delivered, dead or discarded, or when they are over",
			schema = @Schema(type = "integer", format = "int32", minimum = "0", maximum = "60", defaultValue = "0"))
	@GetMapping("/events/{id}")
	DeferredResult<Page<EventView.Alone>> event(@PathVariable String id,
			@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Parameters parameters = new Parameters(query, Set.of(), Set.of("wait"));
		return this.awaited.until(parameters.seconds("wait", LONGEST_WAIT), () -> Page.of(view(id)),
				(page) -> page.data().isDone());
	}

	private EventView.Alone view(String id) {
		Event event = this.queries.event(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no event " + id));
		return EventView.alone(event, this.queries.deliveriesOf(List.of(event)).getOrDefault(event.seq(), List.of()));
	}

}
