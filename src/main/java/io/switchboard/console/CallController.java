package io.switchboard.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.console.EventQueries.Filter;
import io.switchboard.inbox.Event;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** One call: what came in of it, and what VoIPstudio says of it now. */
@RestController
@RequestMapping("/api/calls")
class CallController {

	private static final int MAX_LADDER = 500;

	private final EventQueries queries;

	private final Enrichment enrichment;

	CallController(EventQueries queries, Enrichment enrichment) {
		this.queries = queries;
		this.enrichment = enrichment;
	}

	/** Its events in the order in which they came, with their deliveries. */
	@Operation(summary = "One call: its events in the order in which they came, and what VoIPstudio says of it now")
	@Parameter(name = "enrich", in = ParameterIn.QUERY,
			description = "true: ask VoIPstudio too, for the live call, else its records (CDRs) and recordings; "
					+ "what cannot be had is told in enrichment.unavailable",
			schema = @Schema(type = "string"))
	@GetMapping("/{rootCallId}")
	Page<Map<String, Object>> call(@PathVariable long rootCallId,
			@Parameter(hidden = true) @RequestParam Map<String, String> query) {
		Parameters parameters = new Parameters(query, Set.of(), Set.of("enrich"));
		boolean enrich = "true".equals(parameters.oneOf("enrich", Set.of("true", "false")));
		List<Event> events = new ArrayList<>(
				this.queries.events(new Filter().and("e.root_call_id = ?", rootCallId), MAX_LADDER));
		events.sort(Comparator.comparingLong(Event::seq));
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("root_call_id", rootCallId);
		view.put("events", EventView.events(events, this.queries.deliveriesOf(events)));
		boolean known = !events.isEmpty();
		if (enrich) {
			Enrichment.Found found = this.enrichment.of(rootCallId);
			view.put("enrichment", found.view());
			known |= found.isAnything();
		}
		if (!known) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no event of call " + rootCallId + " has come in"
					+ (enrich ? ", and VoIPstudio does not know it either" : ""));
		}
		return Page.of(view);
	}

}
