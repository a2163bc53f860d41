package io.switchboard.console.pages;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.switchboard.audit.Audited;
import io.switchboard.console.counts.EventCounts;
import io.switchboard.console.counts.EventCounts.Range;
import io.switchboard.console.login.Roles;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.history.RoutesLately;
import io.switchboard.webhook.WebhookKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The overview. Until the first event has come in, it says what to do. */
@Controller
class OverviewController {

	private static final Set<String> RANGES = Set.of("hour", "day", "week");

	private static final String FIRST_CALL = "queue-abandoned";

	private static final double FIRST_CALL_SPEED = 60;

	private final Snapshots snapshots;

	private final EventCounts counts;

	private final WebhookKeys keys;

	private final ObjectProvider<DemoCalls> demoCalls;

	private final WebhookAddress address;

	private final CallFigures calls;

	private final RoutesLately lately;

	OverviewController(Snapshots snapshots, EventCounts counts, WebhookKeys keys, ObjectProvider<DemoCalls> demoCalls,
			WebhookAddress address, CallFigures calls, RoutesLately lately) {
		this.lately = lately;
		this.snapshots = snapshots;
		this.counts = counts;
		this.keys = keys;
		this.demoCalls = demoCalls;
		this.address = address;
		this.calls = calls;
	}

	@GetMapping("/")
	String overview(@RequestParam(defaultValue = "hour") String range, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		String known = range;
		if (!RANGES.contains(range)) {
			known = "hour";
			model.addAttribute("problem", noRange(range).sentence());
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
		}
		Snapshot snapshot = this.snapshots.current();
		model.addAttribute("snapshot", snapshot);
		if (snapshot.isFirstRun()) {
			firstRun(request, model);
			return "console/first-run";
		}
		figures(snapshot, model);
		model.addAttribute("range", known);
		return "console/overview";
	}

	private void firstRun(HttpServletRequest request, Model model) {
		model.addAttribute("webhook", this.address.of(request));
		boolean operator = request.isUserInRole(Roles.OPERATOR);
		model.addAttribute("key", operator ? this.keys.first() : null);
		model.addAttribute("demo", this.demoCalls.getIfAvailable() != null);
	}

	/** Only the figures. */
	@GetMapping("/overview/figures")
	String figures(Model model) {
		Snapshot snapshot = this.snapshots.current();
		model.addAttribute("snapshot", snapshot);
		figures(snapshot, model);
		return "console/overview :: figures";
	}

	private void figures(Snapshot snapshot, Model model) {
		model.addAttribute("calls", this.calls.current());
		try {
			model.addAttribute("lately", this.lately.of(snapshot.routes().stream().map(RouteState::id).toList()));
		}
		catch (DataAccessException | TransactionException ex) {
			model.addAttribute("lately", Map.of());
		}
	}

	/** The wallboard, for a screen on a wall, without clicks and scrolling. */
	@GetMapping("/wallboard")
	String wallboard(Model model) {
		figures(model);
		return "console/wallboard";
	}

	/** Its content, for an open wallboard. */
	@GetMapping("/wallboard/figures")
	String wallboardFigures(Model model) {
		figures(model);
		return "console/wallboard :: wall";
	}

	/** The plot's figures as a table, for those who cannot see it. */
	@GetMapping("/overview/table")
	String table(@RequestParam(defaultValue = "hour") String range, Model model) {
		model.addAttribute("points", this.counts.points(Range.valueOf(known(range).toUpperCase(Locale.ROOT))));
		return "console/overview :: plotTable";
	}

	/** Empty while no event has come in, so that the page stays as it is. */
	@GetMapping("/overview/arrived")
	@Nullable String arrived(HttpServletResponse response, Model model) {
		Snapshot snapshot = this.snapshots.current();
		if (snapshot.isFirstRun()) {
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
			return null;
		}
		model.addAttribute("snapshot", snapshot);
		return "console/first-run :: arrived";
	}

	/** The demo's first call. */
	@Audited("simulator.play")
	@PostMapping("/overview/play")
	String play() {
		DemoCalls calls = this.demoCalls.getIfAvailable();
		if (calls == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "calls are played in the demo alone");
		}
		calls.play(FIRST_CALL, FIRST_CALL_SPEED);
		return "console/first-run :: played";
	}

	private static String known(String range) {
		if (!RANGES.contains(range)) {
			throw noRange(range);
		}
		return range;
	}

	private static WrongParameter noRange(String range) {
		return new WrongParameter("range", "range=%s is not one of hour, day, week".formatted(range));
	}

}
