package io.switchboard.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.sql.SQLException;
import java.util.Optional;

import io.switchboard.history.EventQueries;
import io.switchboard.history.Page;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.routes.dryrun.DryRuns;
import io.switchboard.routes.dryrun.Preview;
import io.switchboard.routes.dryrun.Previews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Previews of a route on disk with one event. */
@RestController
@Tag(name = "Routes", description = "The routes, and how to pause them")
class PreviewController {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Previews previews;

	private final EventQueries events;

	PreviewController(Previews previews, EventQueries events) {
		this.previews = previews;
		this.events = events;
	}

	/** Which event is tried: one of the three. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "PreviewRequest")
	record Wanted(@Schema(description = "The id of an event that was kept") @Nullable String eventId,
			@Schema(description = "One of the route's samples, by its name") @Nullable String sample,
			@Schema(description = "An event as VoIPstudio sends it", type = "object") @Nullable JsonNode event) {
	}

	/** Runs an event through the route as it is now on disk. */
	@Operation(operationId = "preview", summary = "What would this route do with an event? Nothing is sent or written",
			description = "The event runs through the route as it is now on disk. The answer has the mails as they would look, rows, requests, the variables, and which steps ran. If the route fails, problem has a file and a line. For a stored event, requests get the answers that its delivery got; any other answer is unknown. The answer holds personal data.")
	@PostMapping("/api/routes/{id}/preview")
	Page<Preview> preview(@PathVariable String id, @RequestBody Wanted wanted) throws SQLException {
		try {
			return Page.of(of(id, wanted)
				.orElseThrow(() -> missing("the folder has no route %s, or no such sample of it".formatted(id))));
		}
		catch (DryRuns.UnusableException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, ex.getMessage(), ex);
		}
	}

	private Optional<Preview> of(String route, Wanted wanted) throws SQLException {
		if (wanted.eventId() != null) {
			Event event = this.events.event(wanted.eventId())
				.orElseThrow(() -> missing("there is no event " + wanted.eventId()));
			return this.previews.of(route, event);
		}
		if (wanted.sample() != null) {
			return this.previews.ofSample(route, wanted.sample());
		}
		if (wanted.event() == null) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"say which event: event_id, sample, or the event itself as event");
		}
		try {
			return this.previews.of(route, EventReader.read(JSON.writeValueAsBytes(wanted.event())));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ResponseStatusException missing(String what) {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, what);
	}

}
