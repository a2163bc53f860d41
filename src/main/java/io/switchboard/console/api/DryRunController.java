package io.switchboard.console.api;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.history.Page;
import io.switchboard.routes.dryrun.DryRuns;
import io.switchboard.routes.dryrun.Report;
import io.switchboard.routes.dryrun.Since;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Dry runs of the folder on disk. */
@RestController
@Tag(name = "Routes", description = "The routes, and how to pause them")
class DryRunController {

	static final int USUAL = 10_000;

	static final int MOST = 100_000;

	private final DryRuns dryRuns;

	DryRunController(DryRuns dryRuns) {
		this.dryRuns = dryRuns;
	}

	/** Which events are tried. */
	@Schema(name = "DryRunRequest")
	record Wanted(@Schema(
			description = "Events that came in since then: 30m, 12h, 7d, or a time. Default: 7d") @Nullable String since,
			@Schema(description = "At most this many events, the newest ones, up to 100000. Default: 10000") @Nullable Integer limit) {
	}

	/** Compares the running routes with the folder on disk, with stored events. */
	@Operation(operationId = "dryRun",
			summary = "Compare the routes in the folder with those that run. Nothing is sent or written",
			description = "Stored events run through both. The answer says how mails, rows, requests, calls to VoIPstudio and deliveries differ. It holds personal data.")
	@PostMapping("/api/dry-run")
	Page<Report> dryRun(@RequestBody(required = false) @Nullable Wanted wanted) throws Exception {
		try {
			int limit = (wanted != null && wanted.limit() != null) ? wanted.limit() : USUAL;
			if (limit < 1 || limit > MOST) {
				throw new IllegalArgumentException("limit: %d must be a number from 1 to %d".formatted(limit, MOST));
			}
			return Page.of(this.dryRuns.run(Since.of((wanted != null) ? wanted.since() : null, Instant.now()), limit));
		}
		catch (DryRuns.BusyException | DryRuns.UnusableException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, ex.getMessage(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, ex.getMessage(), ex);
		}
	}

}
