package io.switchboard.console.pages;

import java.security.Principal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.switchboard.alerts.AlertFilter;
import io.switchboard.alerts.Alerts;
import io.switchboard.alerts.ChannelState;
import io.switchboard.alerts.TroubleKind;
import io.switchboard.audit.Audited;
import io.switchboard.console.query.Result;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The open alerts, who has taken them on, and the channels of alerts. */
@Controller
class AlertPages {

	private static final String[] FILTERS = { "state", "kind", "subject", "from", "to" };

	private final Alerts alerts;

	private final Times times;

	AlertPages(Alerts alerts, Times times) {
		this.alerts = alerts;
		this.times = times;
	}

	@GetMapping("/alerts")
	String alerts(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		list(query, model, response);
		model.addAttribute("channels", this.alerts.channels());
		model.addAttribute("kinds", Arrays.stream(TroubleKind.values()).map(TroubleKind::word).toList());
		return "console/alerts";
	}

	/** Only the rows, for an open page. */
	@GetMapping(path = "/alerts", headers = "HX-Request")
	String rows(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		list(query, model, response);
		return "console/alerts :: rows";
	}

	/** What the channels did, for an open page. */
	@GetMapping("/alerts/channels")
	String channels(Model model) {
		model.addAttribute("channels", this.alerts.channels());
		return "console/alerts :: channels";
	}

	private void list(Map<String, String> query, Model model, HttpServletResponse response) {
		model.addAttribute("alerts", new ListRequest(Address.of("/alerts", query, FILTERS), query, this.times)
			.find(AlertFilter.class, this.alerts::find, model, response));
		model.addAttribute("on", this.alerts.isOn());
	}

	@Audited("alert.acknowledge")
	@PostMapping("/alerts/{id}/acknowledge")
	String acknowledge(@PathVariable long id, Principal user, RedirectAttributes then) throws SQLException {
		if (this.alerts.get(id).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no alert %d.".formatted(id));
		}
		boolean done = this.alerts.acknowledge(id, user.getName());
		if (!done) {
			Result.isNothing();
		}
		then.addFlashAttribute("done",
				done ? "Acknowledged." : "Nothing changed: the alert is over, or somebody else has acknowledged it.");
		return "redirect:/alerts";
	}

	@Audited("alert.test")
	@PostMapping("/alerts/test")
	String test(Principal user, RedirectAttributes then) {
		List<ChannelState> states = this.alerts.test(user.getName());
		List<String> failed = states.stream()
			.filter((state) -> state.error() != null)
			.map((state) -> "%s: %s".formatted(state.name(), state.error()))
			.toList();
		if (failed.isEmpty()) {
			then.addFlashAttribute("done", "A test was sent to each channel.");
		}
		else {
			then.addFlashAttribute("failed", String.join("; ", failed));
		}
		return "redirect:/alerts";
	}

}
