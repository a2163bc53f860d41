package io.switchboard.console;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.delivery.RouteControl;
import io.switchboard.delivery.RouteControl.RouteState;
import io.switchboard.delivery.SwitchboardDecision;
import io.switchboard.delivery.SwitchboardDecision.Decision;
import io.swagger.v3.oas.annotations.Operation;
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

/** How each route does, and its brake. */
@RestController
@RequestMapping("/api/routes")
class RoutesController {

	private final RouteControl routes;

	private final SwitchboardDecision switchboard;

	RoutesController(RouteControl routes, SwitchboardDecision switchboard) {
		this.routes = routes;
		this.switchboard = switchboard;
	}

	/** All routes, and those that are gone but have deliveries left. */
	@Operation(summary = "How each route does")
	@GetMapping
	Page<List<Map<String, @Nullable Object>>> routes() {
		return Page.of(this.routes.routes().stream().map(RoutesController::view).toList());
	}

	/** One route. */
	@GetMapping("/{id}")
	Page<Map<String, @Nullable Object>> route(@PathVariable String id) {
		return Page.of(view(existing(id)));
	}

	/** Holds its deliveries back until it is resumed. */
	@Operation(summary = "Hold a route's deliveries back, on every node and over restarts")
	@PostMapping("/{id}/pause")
	Page<Map<String, @Nullable Object>> pause(@PathVariable String id) throws SQLException {
		existing(id);
		this.routes.pause(id);
		return route(id);
	}

	/** Lets it go on. */
	@Operation(summary = "Let a paused route go on")
	@PostMapping("/{id}/resume")
	Page<Map<String, @Nullable Object>> resume(@PathVariable String id) throws SQLException {
		existing(id);
		this.routes.resume(id);
		return route(id);
	}

	/** Where an event would go, if it came in now. */
	@Operation(summary = "Where would this event go? Nothing is kept, and nothing delivered",
			description = "The body is an event as VoIPstudio sends it. One that would be quarantined says why, and goes nowhere.")
	@PostMapping(path = "/decide", consumes = MediaType.ALL_VALUE)
	Page<Map<String, @Nullable Object>> decide(@RequestBody byte[] event) {
		Decision decision = this.switchboard.decide(event);
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("status", decision.event().status().toString());
		view.put("reason", decision.event().reason());
		view.put("event_name", decision.event().eventName());
		view.put("context_kind", decision.event().contextKind().toString());
		view.put("routes", decision.routes());
		view.put("problem", decision.problem());
		return Page.of(view);
	}

	private RouteState existing(String id) {
		return this.routes.route(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no route " + id));
	}

	private static Map<String, @Nullable Object> view(RouteState route) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", route.id());
		view.put("description", route.description());
		view.put("state", route.state());
		view.put("breaker", route.breaker());
		view.put("waits_until", route.waitsUntil());
		view.put("pending", route.pending());
		view.put("retrying", route.retrying());
		view.put("dead", route.dead());
		return view;
	}

}
