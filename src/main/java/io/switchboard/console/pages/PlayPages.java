package io.switchboard.console.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.switchboard.audit.Audited;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The demo's simulator: plays scenarios by a click, and shows the results. */
@Controller
@Profile("demo")
class PlayPages {

	private static final int SHOWN = 30;

	private static final Map<String, String> SPEEDS = inOrder("1", "as it happens", "10", "ten times as fast", "60",
			"a minute in a second", "0", "without pauses");

	private static final Map<String, String> FLAVOURS = inOrder("observed", "as observed", "documented",
			"as documented");

	private static final Map<String, String> FAULTS = inOrder("duplicate", "sent twice", "reorder", "out of order",
			"delay", "late", "drop", "lost", "resend", "sent again later", "truncate", "cut short");

	private static final Map<String, String> RATES = inOrder("0.05", "one in twenty", "0.2", "one in five", "0.5",
			"every second one", "1", "every one");

	private final DemoCalls calls;

	PlayPages(DemoCalls calls) {
		this.calls = calls;
	}

	@GetMapping("/play")
	String page(@RequestParam(defaultValue = "60") String speed,
			@RequestParam(defaultValue = "observed") String flavour,
			@RequestParam(defaultValue = "") List<String> fault, @RequestParam(defaultValue = "0.2") String rate,
			Model model) {
		model.addAttribute("scenarios", this.calls.scenarios());
		model.addAttribute("speeds", SPEEDS);
		model.addAttribute("speed", speed);
		model.addAttribute("flavours", FLAVOURS);
		model.addAttribute("flavour", flavour);
		model.addAttribute("faults", FAULTS);
		model.addAttribute("fault", fault);
		model.addAttribute("rates", RATES);
		model.addAttribute("rate", rate);
		return plays(model, "console/play");
	}

	/** Only the rows, for an open page. */
	@GetMapping("/play/rows")
	String rows(Model model) {
		return plays(model, "console/play :: rows");
	}

	private String plays(Model model, String view) {
		model.addAttribute("plays", this.calls.plays(SHOWN));
		return view;
	}

	/** Redirects to the page with the same form. */
	@Audited("simulator.play")
	@PostMapping("/play")
	String play(@RequestParam String scenario, @RequestParam(defaultValue = "60") String speed,
			@RequestParam(defaultValue = "observed") String flavour,
			@RequestParam(defaultValue = "") List<String> fault, @RequestParam(defaultValue = "0.2") String rate,
			RedirectAttributes then) {
		String faults = fault.stream().map((each) -> each + "=" + rate).collect(Collectors.joining(","));
		try {
			this.calls.play(scenario, Map.of("speed", speed, "flavour", flavour, "faults", faults));
			then.addFlashAttribute("done", "The scenario plays. Its events arrive now.");
		}
		catch (IllegalArgumentException ex) {
			then.addFlashAttribute("problem", ex.getMessage());
		}
		then.addAttribute("speed", speed);
		then.addAttribute("flavour", flavour);
		then.addAttribute("fault", String.join(",", fault));
		then.addAttribute("rate", rate);
		return "redirect:/play#plays";
	}

	@Audited("simulator.stop")
	@PostMapping("/play/{id}/stop")
	String stop(@PathVariable String id, RedirectAttributes then) {
		if (!this.calls.stop(id)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such play");
		}
		then.addFlashAttribute("done", "The scenario was stopped, and its calls were hung up.");
		return "redirect:/play#plays";
	}

	private static Map<String, String> inOrder(String... namesAndLabels) {
		Map<String, String> map = new LinkedHashMap<>();
		for (int i = 0; i < namesAndLabels.length; i += 2) {
			map.put(namesAndLabels[i], namesAndLabels[i + 1]);
		}
		return map;
	}

}
