package io.switchboard.console.pages;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

import io.switchboard.audit.Audited;
import io.switchboard.console.pages.RouteSamples.Sample;
import io.switchboard.console.picture.RouteSources;
import io.switchboard.console.picture.SwitchboardPicture;
import io.switchboard.console.picture.Wiring;
import io.switchboard.console.picture.WiringReader;
import io.switchboard.delivery.decision.SwitchboardDecision;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.history.RouteHistory;
import io.switchboard.history.RouteTraffic;
import io.switchboard.routes.RunningRoutes;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The whole switchboard as one picture, and one route. */
@Controller
class RoutePages {

	private final Snapshots snapshots;

	private final RouteControl control;

	private final RouteHistory history;

	private final RouteTraffic traffic;

	private final WiringReader wiring;

	private final SwitchboardPicture picture;

	private final RouteSources sources;

	private final RouteSamples samples;

	private final SwitchboardDecision switchboard;

	private final RunningRoutes running;

	RoutePages(Snapshots snapshots, RouteControl control, RouteHistory history, RouteTraffic traffic,
			WiringReader wiring, SwitchboardPicture picture, RouteSources sources, RouteSamples samples,
			SwitchboardDecision switchboard, RunningRoutes running) {
		this.running = running;
		this.snapshots = snapshots;
		this.control = control;
		this.history = history;
		this.traffic = traffic;
		this.wiring = wiring;
		this.picture = picture;
		this.sources = sources;
		this.samples = samples;
		this.switchboard = switchboard;
	}

	@GetMapping("/routes")
	String routes(Model model) {
		List<RouteState> states = this.snapshots.current().routes();
		Wiring now = this.wiring.read();
		model.addAttribute("picture", this.picture.of(now));
		model.addAttribute("wiring", now);
		model.addAttribute("routes", states);
		model.addAttribute("state", PictureState.of(now, states, this.history.failures(), this.traffic.latest()));
		model.addAttribute("latest", RouteTraffic.DELIVERIES);
		return "console/routes";
	}

	/** What changes of it. */
	@GetMapping(path = "/routes", headers = "HX-Request")
	String routesNow(Model model) {
		routes(model);
		return "console/routes :: board";
	}

	@GetMapping("/routes/{id}")
	String route(@PathVariable String id, @RequestParam(defaultValue = "") String sample, Model model) {
		routeNow(id, model);
		List<Sample> all = this.samples.of(id);
		model.addAttribute("samples", all);
		Sample chosen = all.stream()
			.filter((each) -> each.name().equals(sample))
			.findFirst()
			.orElse(all.isEmpty() ? null : all.get(0));
		model.addAttribute("chosen", (chosen != null) ? chosen.name() : "");
		model.addAttribute("event", (chosen != null) ? chosen.text() : "{}");
		model.addAttribute("source", this.sources.of(id));
		model.addAttribute("revision", this.running.revision(id));
		model.addAttribute("steps",
				this.wiring.read()
					.routes()
					.stream()
					.filter((each) -> each.id().equals(id))
					.findFirst()
					.map(Wiring.Destination::steps)
					.orElse(List.of()));
		return "console/route";
	}

	/** What changes of it. */
	@GetMapping(path = "/routes/{id}", headers = "HX-Request")
	String routeNow(@PathVariable String id, Model model) {
		RouteState route = existing(id);
		model.addAttribute("route", route);
		model.addAttribute("mayTry", route.state().equals("waiting")
				|| (this.control.areSeveralNodes() && route.retrying() > 0 && !route.state().equals("paused")));
		model.addAttribute("attempts", this.history.attempts(id));
		model.addAttribute("most", RouteHistory.DELIVERIES);
		return "console/route :: doing";
	}

	/** Where would this event go? Nothing is stored or delivered. */
	@PostMapping("/routes/{id}/decide")
	String decide(@PathVariable String id, @RequestParam String event, Model model) {
		route(id, "", model);
		decideAlone(id, event, model);
		model.addAttribute("chosen", "");
		return "console/route";
	}

	/** The answer alone. */
	@PostMapping(path = "/routes/{id}/decide", headers = "HX-Request")
	String decideAlone(@PathVariable String id, @RequestParam String event, Model model) {
		model.addAttribute("route", existing(id));
		model.addAttribute("event", event);
		model.addAttribute("decision", this.switchboard.decide(event.getBytes(StandardCharsets.UTF_8)));
		return "console/route :: decision";
	}

	@Audited("route.pause")
	@PostMapping("/routes/{id}/pause")
	String pause(@PathVariable String id, RedirectAttributes then) throws SQLException {
		existing(id);
		this.control.pause(id);
		then.addFlashAttribute("done", "Paused. Deliveries wait until the route is resumed.");
		return back(id, then);
	}

	@Audited("route.resume")
	@PostMapping("/routes/{id}/resume")
	String resume(@PathVariable String id, RedirectAttributes then) throws SQLException {
		existing(id);
		this.control.resume(id);
		then.addFlashAttribute("done", "Resumed.");
		return back(id, then);
	}

	@Audited("route.try")
	@PostMapping("/routes/{id}/try")
	String tryNow(@PathVariable String id, RedirectAttributes then) throws SQLException {
		String other = existing(id).state().equals("paused") ? "The route is paused. Resume it first."
				: "The route does not wait for its destination any more.";
		then.addFlashAttribute("done", this.control.tryNow(id) ? "One delivery is tried now." : other);
		return back(id, then);
	}

	private static String back(String id, RedirectAttributes then) {
		then.addAttribute("id", id);
		return "redirect:/routes/{id}";
	}

	private RouteState existing(String id) {
		return this.control.route(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no route " + id));
	}

}
