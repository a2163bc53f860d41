package io.switchboard.console.api;

import java.io.IOException;
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
import io.switchboard.backfill.Backfill;
import io.switchboard.backfill.Backfill.Wanted;
import io.switchboard.backfill.Backfills;
import io.switchboard.console.query.BackfillRequest;
import io.switchboard.console.query.Filters;
import io.switchboard.console.query.Result;
import io.switchboard.history.EventFilter;
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

/** Routes that are run over past events. */
@RestController
@RequestMapping("/api/backfills")
@Tag(name = "Backfills", description = "Routes that are run over past events")
class BackfillsController {

	private final Backfills backfills;

	private final ObjectMapper json;

	BackfillsController(Backfills backfills, ObjectMapper json) {
		this.backfills = backfills;
		this.json = json;
	}

	/** The latest. */
	@Operation(operationId = "listBackfills", summary = "The latest 50 backfills, newest first")
	@GetMapping
	Page<List<BackfillView.Started>> latest() {
		return Page.of(this.backfills.latest().stream().map(this::view).toList());
	}

	/** One of them. */
	@Operation(operationId = "getBackfill", summary = "One backfill, and the state of its deliveries")
	@GetMapping("/{id}")
	Page<BackfillView.Started> backfill(@PathVariable long id) {
		return Page.of(view(this.backfills.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no backfill " + id))));
	}

	/** Starts one, or gives a preview. */
	@Operation(operationId = "startBackfill", summary = "Run a route over past events",
			description = "The events are those that match the filters, that the route has not had, and that the switchboard sends there now. Switchboard files a delivery for each, oldest first, at a limited pace; live deliveries go first. route and from must be given. With dry_run=true nothing is filed, sent or written: the answer says how many deliveries there would be, and what the route would do with three of them. The answer holds personal data.")
	@Audited("backfill.start")
	@PostMapping
	Page<BackfillView.Answer> start(@ParameterObject EventFilter inQuery,
			@ParameterObject BackfillRequest requestInQuery,
			@RequestBody(required = false) @Nullable Map<String, Object> body,
			@Parameter(hidden = true) @Nullable Principal who) throws SQLException, IOException {
		EventFilter filter = Filters.with(inQuery, body, EventFilter.class, BackfillRequest.class);
		BackfillRequest request = Filters.with(requestInQuery, body, EventFilter.class, BackfillRequest.class);
		Wanted wanted = request.wanted(filter, this.backfills.usualPace());
		if (request.isDryRun()) {
			Result.isNothing();
		}
		try {
			return Page.of(request.isDryRun()
					? new BackfillView.Answer(null, BackfillView.Looked.of(this.backfills.preview(wanted)))
					: new BackfillView.Answer(view(this.backfills.start(wanted, (who != null) ? who.getName() : null)),
							null));
		}
		catch (Backfills.RefusedException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, ex.getMessage(), ex);
		}
	}

	/** Pauses it. */
	@Operation(operationId = "pauseBackfill", summary = "Pause a backfill. Deliveries that are filed go out")
	@Audited("backfill.pause")
	@PostMapping("/{id}/pause")
	Page<BackfillView.Started> pause(@PathVariable long id) throws SQLException {
		return changed(id, this.backfills::pause, "does not run");
	}

	/** Resumes it. */
	@Operation(operationId = "resumeBackfill", summary = "Resume a backfill")
	@Audited("backfill.resume")
	@PostMapping("/{id}/resume")
	Page<BackfillView.Started> resume(@PathVariable long id) throws SQLException {
		return changed(id, this.backfills::resume, "is not paused");
	}

	/** Stops it. */
	@Operation(operationId = "stopBackfill", summary = "Stop a backfill for good. Deliveries that are filed go out")
	@Audited("backfill.stop")
	@PostMapping("/{id}/stop")
	Page<BackfillView.Started> stop(@PathVariable long id) throws SQLException {
		return changed(id, this.backfills::stop, "has ended already");
	}

	@FunctionalInterface
	private interface Change {

		boolean of(long id) throws SQLException;

	}

	private Page<BackfillView.Started> changed(long id, Change change, String otherwise) throws SQLException {
		backfill(id);
		if (!change.of(id)) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "backfill %d %s".formatted(id, otherwise));
		}
		return backfill(id);
	}

	private BackfillView.Started view(Backfill backfill) {
		Map<String, Object> filter = this.json.convertValue(backfill.wanted().filter(), new TypeReference<>() {
		});
		filter.values().removeIf(Objects::isNull);
		return BackfillView.Started.of(backfill, filter, this.backfills.deliveries(backfill));
	}

}
