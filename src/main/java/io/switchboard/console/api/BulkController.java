package io.switchboard.console.api;

import java.security.Principal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.audit.Audited;
import io.switchboard.bulk.Bulk;
import io.switchboard.bulk.Bulk.Action;
import io.switchboard.bulk.Bulks;
import io.switchboard.console.query.Filters;
import io.switchboard.console.query.Result;
import io.switchboard.console.query.Sweep;
import io.switchboard.history.Deliveries;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.history.Page;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Bulk operations on deliveries, and their progress. */
@RestController
@RequestMapping("/api")
@Tag(name = "Deliveries", description = "Where each event stands on its way to each route")
class BulkController {

	private static final String HOW = "There is one bulk operation for each route. The first 400 or 500 deliveries of each are done when the answer comes. The rest goes on by itself, across restarts, and can be stopped: `bulk` says how far each is.";

	private final Bulks bulks;

	private final Deliveries deliveries;

	private final ObjectMapper json;

	BulkController(Bulks bulks, Deliveries deliveries, ObjectMapper json) {
		this.bulks = bulks;
		this.deliveries = deliveries;
		this.json = json;
	}

	/** Redelivers many. */
	@Operation(operationId = "redeliverMany",
			summary = "Redeliver all deliveries that match the filters. Without a status: dead letters",
			description = HOW + " Live deliveries go first: 400 of an operation are open at most.")
	@Audited("delivery.redeliver")
	@PostMapping("/redeliver")
	Page<BulkView.Many> redeliver(@ParameterObject DeliveryFilter filter, @ParameterObject Sweep sweep,
			@RequestBody(required = false) @Nullable Map<String, Object> body,
			@Parameter(hidden = true) @Nullable Principal who) throws SQLException {
		return many(Action.REDELIVER, filter, sweep, body, who);
	}

	/** Discards many. */
	@Operation(operationId = "discardMany",
			summary = "Discard all deliveries that match the filters. Without a status: dead letters",
			description = HOW)
	@Audited("delivery.discard")
	@PostMapping("/discard")
	Page<BulkView.Many> discard(@ParameterObject DeliveryFilter filter, @ParameterObject Sweep sweep,
			@RequestBody(required = false) @Nullable Map<String, Object> body,
			@Parameter(hidden = true) @Nullable Principal who) throws SQLException {
		return many(Action.DISCARD, filter, sweep, body, who);
	}

	private Page<BulkView.Many> many(Action action, DeliveryFilter inQuery, Sweep sweepInQuery,
			@Nullable Map<String, Object> body, @Nullable Principal who) throws SQLException {
		DeliveryFilter filter = Filters.with(inQuery, body, DeliveryFilter.class, Sweep.class);
		Sweep sweep = Filters.with(sweepInQuery, body, DeliveryFilter.class, Sweep.class);
		DeliveryFilter many = this.deliveries.many(filter, sweep.isAll(), sweep.isDryRun());
		if (sweep.isDryRun()) {
			Result.isNothing();
			return Page.of(new BulkView.Many(this.deliveries.count(many), null, null, null));
		}
		List<Bulk> started = this.bulks.start(action, many, (who != null) ? who.getName() : null);
		long matched = started.stream().mapToLong(Bulk::matched).sum();
		long changed = started.stream().mapToLong(Bulk::changed).sum();
		Result.is("%d of %d".formatted(changed, matched));
		List<BulkView.Started> views = started.stream().map(this::view).toList();
		return Page.of((action == Action.REDELIVER) ? new BulkView.Many(matched, changed, null, views)
				: new BulkView.Many(matched, null, changed, views));
	}

	/** The latest. */
	@Operation(operationId = "listBulkOperations", summary = "The latest 50 bulk operations, newest first")
	@GetMapping("/bulk-operations")
	Page<List<BulkView.Started>> latest() {
		return Page.of(this.bulks.latest().stream().map(this::view).toList());
	}

	/** One of them. */
	@Operation(operationId = "getBulkOperation",
			summary = "One bulk operation, and what became of the deliveries that it redelivered")
	@GetMapping("/bulk-operations/{id}")
	Page<BulkView.Started> bulk(@PathVariable long id) {
		return Page.of(view(this.bulks.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no bulk operation " + id))));
	}

	/** Stops it. */
	@Operation(operationId = "stopBulkOperation", summary = "End a bulk operation; what it has done stays done")
	@Audited("bulk.stop")
	@PostMapping("/bulk-operations/{id}/stop")
	Page<BulkView.Started> stop(@PathVariable long id) throws SQLException {
		bulk(id);
		if (!this.bulks.stop(id)) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "bulk operation %d has ended already".formatted(id));
		}
		return bulk(id);
	}

	private BulkView.Started view(Bulk bulk) {
		Map<String, Object> filter = this.json.convertValue(bulk.wanted().filter(), new TypeReference<>() {
		});
		filter.values().removeIf(Objects::isNull);
		return BulkView.Started.of(bulk, filter, this.bulks.deliveries(bulk));
	}

}
