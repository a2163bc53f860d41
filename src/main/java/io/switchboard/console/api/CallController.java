package io.switchboard.console.api;

import java.util.List;
import java.util.Objects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.calls.CallFilter;
import io.switchboard.calls.CallPage;
import io.switchboard.calls.Calls;
import io.switchboard.console.query.ListPage;
import io.switchboard.history.Enrichment;
import io.switchboard.history.EventQueries;
import io.switchboard.history.Events;
import io.switchboard.history.Page;
import io.switchboard.inbox.Event;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Calls, and one call with its events and VoIPstudio's present data.
 */
@RestController
@RequestMapping("/api/calls")
@Tag(name = "Calls", description = "Calls, one for each real call, across its legs")
class CallController {

	private static final int MAX_LADDER = 500;

	private final Calls calls;

	private final Events events;

	private final EventQueries queries;

	private final Enrichment enrichment;

	/**
	 * What is wanted beside the call.
	 *
	 * @param enrich true: VoIPstudio's present data
	 */
	record Enriching(@Parameter(name = "enrich",
			description = "true: ask VoIPstudio too: for the live call, or else for its records (CDRs) and recordings. "
					+ "enrichment.unavailable says what is missing",
			schema = @Schema(type = "boolean")) @Nullable Boolean enrich) {
	}

	CallController(Calls calls, Events events, EventQueries queries, Enrichment enrichment) {
		this.calls = calls;
		this.events = events;
		this.queries = queries;
		this.enrichment = enrichment;
	}

	/** One row for each real call, filtered and a page at a time. */
	@Operation(operationId = "listCalls", summary = "Calls, newest first: one for each real call, across its legs")
	@GetMapping
	Page<List<CallView.Listed>> calls(@ParameterObject CallFilter filter, @ParameterObject ListPage asked) {
		CallPage page = this.calls.find(filter, asked.call(), asked.limit());
		return new Page<>(page.calls().stream().map(CallView.Listed::of).toList(), Objects.toString(page.next(), null));
	}

	/** Its events in the order in which they came, with their deliveries. */
	@Operation(operationId = "getCall",
			summary = "One call with its events and, if asked for, what VoIPstudio says of it")
	@GetMapping("/{rootCallId}")
	Page<CallView.Alone> call(@PathVariable long rootCallId, @ParameterObject Enriching enriching) {
		boolean enrich = Boolean.TRUE.equals(enriching.enrich());
		List<Event> events = this.events.ofCall(rootCallId, MAX_LADDER);
		CallView.Listed call = this.calls.get(rootCallId).map(CallView.Listed::of).orElse(null);
		boolean known = !events.isEmpty();
		CallView.Enriched enriched = null;
		if (enrich) {
			Enrichment.Found found = this.enrichment.of(rootCallId);
			enriched = CallView.Enriched.of(found);
			known |= found.isAnything();
		}
		if (!known) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no event of call " + rootCallId + " has come in"
					+ (enrich ? ", and VoIPstudio does not know it either" : ""));
		}
		return Page.of(new CallView.Alone(rootCallId, call, EventView.events(events, this.queries.deliveriesOf(events)),
				enriched));
	}

}
