package io.switchboard.console.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.audit.Audited;
import io.switchboard.history.Page;
import io.switchboard.routes.reload.Reload;
import io.switchboard.routes.reload.ReloadState;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which revision of the folder {@code routes} runs. */
@RestController
@RequestMapping("/api/routes/reload")
@Tag(name = "Routes", description = "The routes, and how to pause them")
class ReloadController {

	private final Reload reload;

	ReloadController(Reload reload) {
		this.reload = reload;
	}

	/** The revision that runs. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Reload")
	record ReloadView(String mode, String revision, Instant loadedAt, @Nullable String waiting, List<String> problems) {

		static ReloadView of(ReloadState state) {
			return new ReloadView(state.mode(), state.revision(), state.loadedAt(), state.waiting(), state.problems());
		}

	}

	/** The revision that runs, and why a later change of the folder does not. */
	@Operation(operationId = "getReload",
			summary = "Which revision of the routes runs, and why the latest one does not")
	@GetMapping
	Page<ReloadView> state() {
		return Page.of(ReloadView.of(this.reload.state()));
	}

	/** Reads the folder, and loads its changes if it is in order. */
	@Operation(operationId = "reload", summary = "Load the routes as they are now in the folder",
			description = "If the change cannot work, everything stays as it is, and problems says why. With routes.reload: check-only nothing is loaded.")
	@Audited("route.reload")
	@PostMapping
	Page<ReloadView> reload() {
		return Page.of(ReloadView.of(this.reload.now()));
	}

}
