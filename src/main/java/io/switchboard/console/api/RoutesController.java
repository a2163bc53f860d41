package io.switchboard.console.api;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.audit.Audited;
import io.switchboard.delivery.decision.RuleAnswer;
import io.switchboard.delivery.decision.SwitchboardDecision;
import io.switchboard.delivery.decision.SwitchboardDecision.Decision;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.history.Page;
import io.switchboard.routes.RunningRoutes;
import io.switchboard.routes.values.Values;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The routes, and how to pause them. */
@RestController
@RequestMapping("/api/routes")
@Tag(name = "Routes", description = "The routes, and how to pause them")
class RoutesController {

	private final RouteControl routes;

	private final SwitchboardDecision switchboard;

	private final RunningRoutes running;

	RoutesController(RouteControl routes, SwitchboardDecision switchboard, RunningRoutes running) {
		this.running = running;
		this.routes = routes;
		this.switchboard = switchboard;
	}

	/** A route. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Route")
	record RouteView(String id, @Nullable String description, String state, String breaker,
			@Nullable Instant failingSince, @Nullable Instant waitsUntil, long pending, long retrying, long dead,
			@Nullable String problem, @Nullable String revision) {

		static RouteView of(RouteState route, RunningRoutes running) {
			return new RouteView(route.id(), route.description(), route.state(), route.breaker(), route.failingSince(),
					route.waitsUntil(), route.pending(), route.retrying(), route.dead(), route.problem(),
					running.revision(route.id()));
		}

	}

	/** Where an event would go. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Decision")
	record Decided(String status, @Nullable String reason, @Nullable String eventName, String contextKind,
			List<String> routes, List<RuleView> rules, @Nullable String problem) {
	}

	/** The answer of a rule about an event. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "RuleAnswer")
	record RuleView(String id, String condition, @Nullable Boolean applies, Map<String, @Nullable Object> values,
			@Nullable String problem) {

		static RuleView of(RuleAnswer rule) {
			return new RuleView(rule.id(), Values.shown(rule.condition()), rule.applies(), rule.values(),
					rule.problem());
		}

	}

	/** All routes, and removed ones that have deliveries left. */
	@Operation(operationId = "listRoutes", summary = "All routes, with their state and counts")
	@GetMapping
	Page<List<RouteView>> routes() {
		return Page.of(this.routes.routes().stream().map((route) -> RouteView.of(route, this.running)).toList());
	}

	/** One route. */
	@Operation(operationId = "getRoute", summary = "One route, with its state and counts")
	@GetMapping("/{id}")
	Page<RouteView> route(@PathVariable String id) {
		return Page.of(RouteView.of(existing(id), this.running));
	}

	/** Pauses it until it is resumed. */
	@Operation(operationId = "pauseRoute", summary = "Pause a route on every node. A restart does not end the pause")
	@Audited("route.pause")
	@PostMapping("/{id}/pause")
	Page<RouteView> pause(@PathVariable String id) throws SQLException {
		existing(id);
		this.routes.pause(id);
		return route(id);
	}

	/** Resumes it. */
	@Operation(operationId = "resumeRoute", summary = "Resume a paused route")
	@Audited("route.resume")
	@PostMapping("/{id}/resume")
	Page<RouteView> resume(@PathVariable String id) throws SQLException {
		existing(id);
		this.routes.resume(id);
		return route(id);
	}

	/** Tries one delivery now. */
	@Operation(operationId = "tryRoute",
			summary = "Try one delivery now, although the route waits for its destination. Every node does so")
	@Audited("route.try")
	@PostMapping("/{id}/try")
	Page<RouteView> tryNow(@PathVariable String id) throws SQLException {
		boolean paused = existing(id).state().equals("paused");
		if (!this.routes.tryNow(id)) {
			throw new ResponseStatusException(HttpStatus.CONFLICT,
					(paused ? "route %s is paused: resume it" : "route %s does not wait for its destination")
						.formatted(id));
		}
		return route(id);
	}

	/** Where an event would go, if it came in now. */
	@Operation(operationId = "decide", summary = "Where would this event go? Nothing is stored or delivered",
			description = "The body is an event as VoIPstudio sends it. For an event that would be quarantined, the answer says why.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
			content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
	@PostMapping(path = "/decide", consumes = MediaType.ALL_VALUE)
	Page<Decided> decide(@RequestBody byte[] event) {
		Decision decision = this.switchboard.decide(event);
		return Page.of(new Decided(decision.event().status().toString(), decision.event().reason(),
				decision.event().eventName(), decision.event().contextKind().toString(), List.copyOf(decision.routes()),
				decision.rules().stream().map(RuleView::of).toList(), decision.problem()));
	}

	private RouteState existing(String id) {
		return this.routes.route(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no route " + id));
	}

}
