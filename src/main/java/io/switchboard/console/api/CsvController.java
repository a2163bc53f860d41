package io.switchboard.console.api;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.alerts.Alert;
import io.switchboard.alerts.AlertFilter;
import io.switchboard.alerts.Alerts;
import io.switchboard.audit.AuditEntry;
import io.switchboard.calls.CallFilter;
import io.switchboard.calls.CallPage;
import io.switchboard.calls.Calls;
import io.switchboard.console.query.ListPage;
import io.switchboard.followup.FollowUpFigures;
import io.switchboard.followup.FollowUpFilter;
import io.switchboard.followup.FollowUpPage;
import io.switchboard.followup.FollowUpQueries;
import io.switchboard.history.AuditFilter;
import io.switchboard.history.AuditTrail;
import io.switchboard.history.Deliveries;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.history.EventFilter;
import io.switchboard.history.EventQueries;
import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.history.Events;
import io.switchboard.history.Page;
import io.switchboard.inbox.Event;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whole lists, for a spreadsheet. */
@RestController
@RequestMapping(path = "/api", produces = CsvWriter.TYPE)
@Tag(name = "CSV", description = "Whole lists, for a spreadsheet")
@ApiResponse(responseCode = "200", description = "The list",
		content = @Content(mediaType = CsvWriter.TYPE, schema = @Schema(type = "string", format = "binary")))
class CsvController {

	private static final int PAGE = 500;

	private static final String DESCRIPTION = "All rows, newest first. If an error occurs on the way, the connection is closed before the answer is complete. A value that a spreadsheet would read as a formula has an apostrophe in front.";

	private final Events events;

	private final EventQueries queries;

	private final Deliveries deliveries;

	private final Calls calls;

	private final AuditTrail audit;

	private final Alerts alerts;

	private final FollowUpQueries followUps;

	private final FollowUpFigures figures;

	CsvController(Events events, EventQueries queries, Deliveries deliveries, Calls calls, AuditTrail audit,
			FollowUpQueries followUps, FollowUpFigures figures, Alerts alerts) {
		this.alerts = alerts;
		this.figures = figures;
		this.followUps = followUps;
		this.events = events;
		this.queries = queries;
		this.deliveries = deliveries;
		this.calls = calls;
		this.audit = audit;
	}

	/** All events of a filter. */
	@Operation(operationId = "exportEvents", summary = "Events as CSV", description = DESCRIPTION)
	@GetMapping("/events.csv")
	void events(@ParameterObject EventFilter filter, HttpServletResponse response) throws IOException {
		CsvWriter.write(response, "events", EventView.Listed.class, (cursor) -> {
			Page<List<Event>> page = this.events.find(filter, position(cursor), PAGE);
			return new CsvWriter.Rows<>(EventView.events(page.data(), this.queries.deliveriesOf(page.data())),
					page.next());
		});
	}

	/** All deliveries of a filter. */
	@Operation(operationId = "exportDeliveries", summary = "Deliveries as CSV", description = DESCRIPTION)
	@GetMapping("/deliveries.csv")
	void deliveries(@ParameterObject DeliveryFilter filter, HttpServletResponse response) throws IOException {
		CsvWriter.write(response, "deliveries", DeliveryView.Listed.class, (cursor) -> {
			Page<List<DeliveryRow>> page = this.deliveries.find(filter, position(cursor), PAGE);
			Map<Long, Deliveries.Waiting> waiting = this.deliveries.waiting(page.data());
			return new CsvWriter.Rows<>(
					page.data().stream().map((row) -> DeliveryView.Listed.of(row, waiting.get(row.id()))).toList(),
					page.next());
		});
	}

	/** All calls of a filter. */
	@Operation(operationId = "exportCalls", summary = "Calls as CSV", description = DESCRIPTION)
	@GetMapping("/calls.csv")
	void calls(@ParameterObject CallFilter filter, HttpServletResponse response) throws IOException {
		CsvWriter.write(response, "calls", CallView.Listed.class, (cursor) -> {
			CallPage page = this.calls.find(filter, new ListPage(PAGE, cursor).call(), PAGE);
			return new CsvWriter.Rows<>(page.calls().stream().map(CallView.Listed::of).toList(),
					Objects.toString(page.next(), null));
		});
	}

	/** All follow-ups of a filter. */
	@Operation(operationId = "exportFollowUps", summary = "Follow-ups as CSV",
			description = "At most 100,000 rows. The longest wait comes first. A value that a spreadsheet would read as a formula has an apostrophe in front.")
	@ApiResponse(responseCode = "200", description = "The list",
			content = @Content(mediaType = CsvWriter.TYPE, schema = @Schema(type = "string", format = "binary")))
	@GetMapping("/follow-ups.csv")
	void followUps(@ParameterObject FollowUpFilter filter, HttpServletResponse response) throws IOException {
		Instant now = Instant.now();
		CsvWriter.write(response, "follow-ups", FollowUpView.Listed.class, (cursor) -> {
			FollowUpPage page = this.followUps.find(filter, new ListPage(PAGE, cursor).call(), PAGE);
			return new CsvWriter.Rows<>(
					page.followUps().stream().map((each) -> FollowUpView.Listed.of(each, now)).toList(),
					Objects.toString(page.next(), null));
		});
	}

	/** How many were called back. */
	@Operation(operationId = "exportFollowUpFigures", summary = "How many callers were called back, as CSV",
			description = "A row for each day and team. Shares are in percent.")
	@ApiResponse(responseCode = "200", description = "The list",
			content = @Content(mediaType = CsvWriter.TYPE, schema = @Schema(type = "string", format = "binary")))
	@GetMapping("/follow-ups/figures.csv")
	void followUpFigures(@ParameterObject FollowUpRequests.Days asked, HttpServletResponse response)
			throws IOException {
		CsvWriter.write(response, "follow-up-figures", FollowUpView.Figures.class, (cursor) -> new CsvWriter.Rows<>(
				this.figures.last(asked.days()).stream().map(FollowUpView.Figures::of).toList(), null));
	}

	/** All rows of the audit of a filter. */
	@Operation(operationId = "exportAudit", summary = "The audit as CSV", description = DESCRIPTION)
	@GetMapping("/audit.csv")
	void audit(@ParameterObject AuditFilter filter, HttpServletResponse response) throws IOException {
		CsvWriter.write(response, "audit", AuditController.AuditEntryView.class, (cursor) -> {
			Page<List<AuditEntry>> page = this.audit.find(filter, position(cursor), PAGE);
			return new CsvWriter.Rows<>(page.data().stream().map(AuditController.AuditEntryView::of).toList(),
					page.next());
		});
	}

	/** All alerts of a filter. */
	@Operation(operationId = "exportAlerts", summary = "Alerts as CSV", description = DESCRIPTION)
	@GetMapping("/alerts.csv")
	void alerts(@ParameterObject AlertFilter filter, HttpServletResponse response) throws IOException {
		CsvWriter.write(response, "alerts", AlertsController.AlertView.class, (cursor) -> {
			Page<List<Alert>> page = this.alerts.find(filter, position(cursor), PAGE);
			return new CsvWriter.Rows<>(page.data().stream().map(AlertsController.AlertView::of).toList(), page.next());
		});
	}

	private static @Nullable Long position(@Nullable String cursor) {
		return new ListPage(PAGE, cursor).position();
	}

}
