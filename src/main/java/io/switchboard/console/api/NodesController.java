package io.switchboard.console.api;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.audit.Audited;
import io.switchboard.console.query.Filters;
import io.switchboard.console.query.Result;
import io.switchboard.console.query.Sweep;
import io.switchboard.delivery.cluster.Nodes;
import io.switchboard.delivery.cluster.Nodes.Node;
import io.switchboard.delivery.decision.DecideAnew.OlderSwitchboardException;
import io.switchboard.history.Page;
import io.switchboard.history.Unrouted;
import io.switchboard.history.UnroutedFilter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The nodes with their switchboards, and deciding events anew. */
@RestController
@RequestMapping("/api")
@Tag(name = "Nodes", description = "The Switchboards that share the store, and deciding again")
class NodesController {

	private final Nodes nodes;

	private final Unrouted unrouted;

	NodesController(Nodes nodes, Unrouted unrouted) {
		this.nodes = nodes;
		this.unrouted = unrouted;
	}

	/** A node. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Node")
	record NodeView(String name, @Nullable Instant seenAt, int shards, @Nullable String switchboard, boolean older,
			List<String> routes) {

		static NodeView of(Node node) {
			return new NodeView(node.name(), node.seenAt(), node.shards(), node.switchboard(), node.outdated(),
					node.routes());
		}

	}

	/** How many were decided anew. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "DecidedAnew")
	record DecidedAnew(long matched, long decided) {
	}

	/** All nodes. */
	@Operation(operationId = "listNodes", summary = "The Switchboards that share the store, with their routes")
	@GetMapping("/nodes")
	Page<List<NodeView>> nodes() {
		return Page.of(this.nodes.all().stream().map(NodeView::of).toList());
	}

	/** Decides events anew that went to unrouted. */
	@Operation(operationId = "decideAnew", summary = "Decide again about events that went to unrouted",
			description = "Use it when a rule was added, or when a node with an older switchboard decided. An event that a rule now wants gets its deliveries, and its delivery to unrouted is discarded. A route that has had the event does not get it again.")
	@Audited("event.decide-anew")
	@PostMapping("/decide-anew")
	Page<DecidedAnew> decideAnew(@ParameterObject UnroutedFilter inQuery, @ParameterObject Sweep sweepInQuery,
			@RequestBody(required = false) @Nullable Map<String, Object> body) throws SQLException {
		try {
			UnroutedFilter filter = Filters.with(inQuery, body, UnroutedFilter.class, Sweep.class);
			Sweep sweep = Filters.with(sweepInQuery, body, UnroutedFilter.class, Sweep.class);
			Unrouted.Result result = this.unrouted.decideAnew(filter, sweep.isAll(), sweep.isDryRun());
			if (sweep.isDryRun()) {
				Result.isNothing();
			}
			else {
				Result.is("%d of %d".formatted(result.decided(), result.matched()));
			}
			return Page.of(new DecidedAnew(result.matched(), result.decided()));
		}
		catch (OlderSwitchboardException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, ex.getMessage(), ex);
		}
	}

}
