package io.switchboard.console.api;

import java.time.Duration;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.console.query.ListPage;
import io.switchboard.history.EventFilter;
import io.switchboard.history.EventQueries;
import io.switchboard.history.Events;
import io.switchboard.history.Page;
import io.switchboard.inbox.Event;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

/** Events, with their deliveries. */
@RestController
@RequestMapping("/api")
@Tag(name = "Events", description = "What came in")
class EventsController {

	private final Events events;

	private final EventQueries queries;

	private final Awaited awaited;

	/**
	 * How long the answer may take.
	 *
	 * @param seconds the most to wait
	 */
	record Patience(@Parameter(name = "wait",
			description = "How many seconds to wait for the deliveries. The answer comes once none of them is open, or when the time is over",
			schema = @Schema(type = "integer", format = "int32", minimum = "0", maximum = "60",
					defaultValue = "0")) int seconds) {
	}

	EventsController(Events events, EventQueries queries, Awaited awaited) {
		this.events = events;
		this.queries = queries;
		this.awaited = awaited;
	}

	/** Events, newest first, filtered and a page at a time. */
	@Operation(operationId = "listEvents", summary = "Events, newest first")
	@GetMapping("/events")
	Page<List<EventView.Listed>> events(@ParameterObject EventFilter filter, @ParameterObject ListPage asked) {
		Page<List<Event>> page = this.events.find(filter, asked.position(), asked.limit());
		return page.with(EventView.events(page.data(), this.queries.deliveriesOf(page.data())));
	}

	/** One event, with its body and its deliveries. */
	@Operation(operationId = "getEvent", summary = "One event, with its body and its deliveries")
	@GetMapping("/events/{id}")
	DeferredResult<Page<EventView.Alone>> event(@PathVariable String id, @ParameterObject Patience patience) {
		return this.awaited.until(Duration.ofSeconds(patience.seconds()), () -> Page.of(view(id)),
				(page) -> page.data().isDone());
	}

	private EventView.Alone view(String id) {
		Event event = this.queries.event(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no event " + id));
		return EventView.alone(event, this.queries.deliveriesOf(List.of(event)).getOrDefault(event.seq(), List.of()));
	}

}
