package io.switchboard.console.pages;

import java.io.IOException;
import java.security.Principal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.audit.Audited;
import io.switchboard.backfill.Backfill;
import io.switchboard.backfill.Backfill.Wanted;
import io.switchboard.backfill.Backfills;
import io.switchboard.console.login.Roles;
import io.switchboard.console.query.BackfillRequest;
import io.switchboard.console.query.Result;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.history.EventFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Runs a route over past events: asks for the events, counts them, asks for confirmation,
 * and shows the progress.
 */
@Controller
class BackfillPages {

	private static final String PAGE = "redirect:/backfills";

	private static final String[] FIELDS = { "route", "from", "to", "event_name", "context_kind", "number", "call",
			"all", "per_second" };

	private final Backfills backfills;

	private final RouteControl routes;

	private final Times times;

	BackfillPages(Backfills backfills, RouteControl routes, Times times) {
		this.backfills = backfills;
		this.routes = routes;
		this.times = times;
	}

	/**
	 * One of them as the page has it.
	 *
	 * @param deliveries how many, by status
	 */
	record Row(Backfill backfill, Map<DeliveryStatus, Long> deliveries) {
	}

	@GetMapping("/backfills")
	String page(@RequestParam Map<String, String> query, Model model) {
		model.addAttribute("address", Address.of("/backfills", query, FIELDS));
		model.addAttribute("routes",
				this.routes.routes()
					.stream()
					.map(RouteState::id)
					.filter((id) -> !id.equals(RouteNames.SWITCHBOARD) && !id.equals(RouteNames.UNROUTED))
					.toList());
		model.addAttribute("usual", this.backfills.usualPace());
		rows(model);
		return "console/backfills";
	}

	/** The part that changes. */
	@GetMapping(path = "/backfills", headers = "HX-Request")
	String now(Model model) {
		rows(model);
		return "console/backfills :: rows";
	}

	private void rows(Model model) {
		List<Row> rows = this.backfills.latest()
			.stream()
			.map((each) -> new Row(each, this.backfills.deliveries(each)))
			.toList();
		model.addAttribute("rows", rows);
		model.addAttribute("underWay",
				rows.stream()
					.anyMatch((row) -> row.backfill().isUnderWay()
							|| row.deliveries().keySet().stream().anyMatch((status) -> status.ordinal() < 1)));
	}

	/** A preview. It shows the content of events, so it is only for operators. */
	@GetMapping("/backfills/preview")
	String preview(@RequestParam Map<String, String> query, HttpServletRequest request, Model model,
			RedirectAttributes then) throws IOException {
		if (!request.isUserInRole(Roles.OPERATOR)) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN, "an operator may do that");
		}
		Address address = Address.of("/backfills", query, FIELDS);
		try {
			Wanted wanted = wanted(address);
			model.addAttribute("address", address);
			model.addAttribute("wanted", wanted);
			model.addAttribute("preview", this.backfills.preview(wanted));
			return "console/backfill-preview";
		}
		catch (WrongParameter ex) {
			return back(address, ex.sentence(), then);
		}
		catch (Backfills.RefusedException ex) {
			return back(address, ex.getMessage(), then);
		}
	}

	@Audited("backfill.start")
	@PostMapping("/backfills")
	String start(@RequestParam Map<String, String> query, @Nullable Principal who, RedirectAttributes then)
			throws SQLException {
		Address address = Address.of("/backfills", query, FIELDS);
		try {
			Backfill started = this.backfills.start(wanted(address), (who != null) ? who.getName() : null);
			then.addFlashAttribute("done", "Backfill %d has started.".formatted(started.id()));
			return PAGE;
		}
		catch (WrongParameter ex) {
			Result.isNothing();
			return back(address, ex.sentence(), then);
		}
		catch (Backfills.RefusedException ex) {
			Result.isNothing();
			return back(address, ex.getMessage(), then);
		}
	}

	private static String back(Address address, @Nullable String problem, RedirectAttributes then) {
		then.addFlashAttribute("refused", problem + ".");
		return "redirect:" + address.link();
	}

	private Wanted wanted(Address address) {
		ListRequest asked = new ListRequest(address, new HashMap<>(), this.times);
		return asked.filter(BackfillRequest.class).wanted(asked.filter(EventFilter.class), this.backfills.usualPace());
	}

	@Audited("backfill.{action}")
	@PostMapping("/backfills/{id}/{action:pause|resume|stop}")
	String act(@PathVariable long id, @PathVariable String action, RedirectAttributes then) throws SQLException {
		boolean changed = switch (action) {
			case "pause" -> this.backfills.pause(id);
			case "resume" -> this.backfills.resume(id);
			default -> this.backfills.stop(id);
		};
		if (!changed) {
			Result.isNothing();
			then.addFlashAttribute("refused", "Backfill %d changed meanwhile. Look at its status.".formatted(id));
		}
		return PAGE;
	}

}
