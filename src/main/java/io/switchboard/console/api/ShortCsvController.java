package io.switchboard.console.api;

import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.console.query.ListPage;
import io.switchboard.console.query.StopFilter;
import io.switchboard.console.views.SavedView;
import io.switchboard.console.views.SavedViews;
import io.switchboard.history.Page;
import io.switchboard.routes.oncall.OnCallChanges;
import io.switchboard.routes.oncall.OnCallState;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lists that the console shows on one page, for a spreadsheet. */
@RestController
@RequestMapping(path = "/api", produces = CsvWriter.TYPE)
@Tag(name = "CSV", description = "Whole lists, for a spreadsheet")
@ApiResponse(responseCode = "200", description = "The list",
		content = @Content(mediaType = CsvWriter.TYPE, schema = @Schema(type = "string", format = "binary")))
class ShortCsvController {

	private static final int PAGE = 500;

	private final RoutesController routes;

	private final NodesController nodes;

	private final BackfillsController backfills;

	private final BulkController bulk;

	private final TextStopsController stops;

	private final OnCallChanges onCall;

	private final SavedViews views;

	ShortCsvController(RoutesController routes, NodesController nodes, BackfillsController backfills,
			BulkController bulk, TextStopsController stops, OnCallChanges onCall, SavedViews views) {
		this.routes = routes;
		this.nodes = nodes;
		this.backfills = backfills;
		this.bulk = bulk;
		this.stops = stops;
		this.onCall = onCall;
		this.views = views;
	}

	/**
	 * Who has a rota, and when.
	 */
	record Turn(String rota, Instant from, Instant to, @Nullable String who, @Nullable String name, boolean byHand) {

		static List<Turn> of(OnCallState state) {
			return state.turns()
				.stream()
				.map((turn) -> new Turn(state.rota(), turn.from(), turn.to(),
						(turn.person() != null) ? turn.person().key() : null,
						(turn.person() != null) ? turn.person().name() : null, turn.byHand()))
				.toList();
		}

	}

	/**
	 * A saved view.
	 */
	record View(String name, String list, String filters, @Nullable String timeRange, boolean shared) {

		static View of(SavedView view) {
			return new View(view.name(), view.list(), view.query(), view.span(), view.isShared());
		}

	}

	/** All routes. */
	@Operation(operationId = "exportRoutes", summary = "Routes with their state and counts, as CSV")
	@GetMapping("/routes.csv")
	void routes(HttpServletResponse response) throws IOException {
		CsvWriter.whole(response, "routes", RoutesController.RouteView.class, this.routes.routes().data());
	}

	/** All nodes. */
	@Operation(operationId = "exportNodes", summary = "Nodes as CSV")
	@GetMapping("/nodes.csv")
	void nodes(HttpServletResponse response) throws IOException {
		CsvWriter.whole(response, "nodes", NodesController.NodeView.class, this.nodes.nodes().data());
	}

	/** The latest backfills. */
	@Operation(operationId = "exportBackfills", summary = "The latest 50 backfills as CSV")
	@GetMapping("/backfills.csv")
	void backfills(HttpServletResponse response) throws IOException {
		CsvWriter.whole(response, "backfills", BackfillView.Started.class, this.backfills.latest().data());
	}

	/** The latest bulk operations. */
	@Operation(operationId = "exportBulkOperations", summary = "The latest 50 bulk operations as CSV")
	@GetMapping("/bulk-operations.csv")
	void bulk(HttpServletResponse response) throws IOException {
		CsvWriter.whole(response, "bulk-operations", BulkView.Started.class, this.bulk.latest().data());
	}

	/** All numbers that get no texts. */
	@Operation(operationId = "exportTextStops", summary = "Numbers that get no text messages, as CSV")
	@GetMapping("/text-stops.csv")
	void stops(@ParameterObject StopFilter filter, HttpServletResponse response) throws IOException {
		CsvWriter.write(response, "text-stops", TextStopsController.View.class, (cursor) -> {
			Page<List<TextStopsController.View>> page = this.stops.list(filter, new ListPage(PAGE, cursor));
			return new CsvWriter.Rows<>(page.data(), page.next());
		});
	}

	/** Who is on call in the next two weeks. */
	@Operation(operationId = "exportOnCall", summary = "Who is on call in the next two weeks, as CSV")
	@GetMapping("/on-call.csv")
	void onCall(HttpServletResponse response) throws IOException {
		CsvWriter.whole(response, "on-call", Turn.class,
				this.onCall.all().stream().flatMap((state) -> Turn.of(state).stream()).toList());
	}

	/** The views that the user sees. */
	@Operation(operationId = "exportViews", summary = "Saved views as CSV: your own, and the shared ones")
	@GetMapping("/views.csv")
	void views(@Parameter(hidden = true) @Nullable Principal who, HttpServletResponse response) throws IOException {
		CsvWriter.whole(response, "views", View.class,
				this.views.all((who != null) ? who.getName() : null).stream().map(View::of).toList());
	}

}
