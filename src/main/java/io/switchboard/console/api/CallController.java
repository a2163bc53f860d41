package io.switchboard.console.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.calls.CallFilter;
import io.switchboard.calls.CallOutcome;
import io.switchboard.calls.CallPage;
import io.switchboard.calls.Calls;
import io.switchboard.history.Enrichment;
import io.switchboard.history.EventQueries;
import io.switchboard.history.ListPage;
import io.switchboard.history.Page;
import io.switchboard.history.Parameters;
import io.switchboard.history.RowFilter;
import io.switchboard.inbox.Event;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Calls, and one call: what came in of it, and what VoIPstudio says of it now.
 */
@RestController
@RequestMapping("/api/calls")
@Tag(name = "Calls", description = "The real calls, one for each across its legs")
class CallController {

	private static final int MAX_LADDER = 500;

	private static final Set<String> FILTERS = Set.of("number", "name", "call_id", "queue", "outcome", "direction",
			"from", "to", "live");

	private static final Set<String> OUTCOMES = Stream.of(CallOutcome.values())
		.map(CallOutcome::toString)
		.collect(Collectors.toSet());

	private final Calls calls;

	private final EventQueries queries;

	private final Enrichment enrichment;

	CallController(Calls calls, EventQueries queries, Enrichment enrichment) {
		this.calls = calls;
		this.queries = queries;
		this.enrichment = enrichment;
	}

	/** One row for each real call, filtered and a page at a time. */
	@Operation(operationId = "listCalls", summary = "Calls, newest first: one for each real call, across its legs")
	@Parameter(name = "number", in = ParameterIn.QUERY,
			description = "Either end of the call, in any spelling, such as +44 7700 900123 or 07700 900123 (of voipstudio.region), or its last digits, four at least",
			schema = @Schema(type = "string"))
	@Parameter(name = "name", in = ParameterIn.QUERY,
			description = "Part of a caller's, user's or queue's name; a page may hold fewer than limit while next is given",
			schema = @Schema(type = "string"))
	@Parameter(name = "call_id", in = ParameterIn.QUERY, description = "The call, or any of its legs",
			schema = @Schema(type = "integer", format = "int64"))
	@Parameter(name = "queue", in = ParameterIn.QUERY, description = "The queue's name",
			schema = @Schema(type = "string"))
	@Parameter(name = "outcome", in = ParameterIn.QUERY, description = "What became of it",
			schema = @Schema(type = "string",
					allowableValues = { "answered", "abandoned", "missed", "busy", "failed" }))
	@Parameter(name = "direction", in = ParameterIn.QUERY, description = "To us, or from us",
			schema = @Schema(type = "string", allowableValues = { "in", "out" }))
	@Parameter(name = "from", in = ParameterIn.QUERY, description = "Began at this time or later, ISO 8601",
			schema = @Schema(type = "string", format = "date-time"))
	@Parameter(name = "to", in = ParameterIn.QUERY, description = "Began before this time, ISO 8601",
			schema = @Schema(type = "string", format = "date-time"))
	@Parameter(name = "live", in = ParameterIn.QUERY, description = "true: only calls that go on",
			schema = @Schema(type = "boolean"))
	@Paging
	@GetMapping
	Page<List<CallView.Listed>> calls(@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Parameters parameters = new Parameters(query, FILTERS, ListPage.PARAMETERS);
		String outcome = parameters.oneOf("outcome", OUTCOMES);
		CallFilter filter = new CallFilter(parameters.phoneNumber("number"), parameters.text("name"),
				parameters.number("call_id"), parameters.text("queue"), parameters.time("from"), parameters.time("to"),
				(outcome != null) ? CallOutcome.of(outcome) : null, parameters.oneOf("direction", Set.of("in", "out")),
				parameters.isTrue("live"));
		CallPage page = this.calls.find(filter, ListPage.callCursor(parameters), ListPage.limit(parameters));
		return new Page<>(page.calls().stream().map(CallView.Listed::of).toList(), Objects.toString(page.next(), null));
	}

	/** Its events in the order in which they came, with their deliveries. */
	@Operation(operationId = "getCall",
			summary = "One call: its events in the order in which they came, and what VoIPstudio says of it now")
	@Parameter(name = "enrich", in = ParameterIn.QUERY,
			description = "true: ask VoIPstudio too, for the live call, else its records (CDRs) and recordings; "
					+ "what cannot be had is told in enrichment.unavailable",
			schema = @Schema(type = "boolean"))
	@GetMapping("/{rootCallId}")
	Page<CallView.Alone> call(@PathVariable long rootCallId,
			@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Parameters parameters = new Parameters(query, Set.of(), Set.of("enrich"));
		boolean enrich = parameters.isTrue("enrich");
		List<Event> events = new ArrayList<>(
				this.queries.events(new RowFilter().and("e.root_call_id = ?", rootCallId), MAX_LADDER));
		events.sort(Comparator.comparingLong(Event::seq));
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
