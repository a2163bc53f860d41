package io.switchboard.console.pages;

import java.time.Instant;

import io.switchboard.console.login.Roles;
import io.switchboard.routes.dryrun.DryRuns;
import io.switchboard.routes.dryrun.Since;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A dry run of the folder on disk, for an operator. */
@Controller
class DryRunPages {

	private static final String PAGE = "redirect:/routes/dry-run";

	private static final int MOST = 100_000;

	private final DryRuns dryRuns;

	DryRunPages(DryRuns dryRuns) {
		this.dryRuns = dryRuns;
	}

	@GetMapping("/routes/dry-run")
	String page(HttpServletRequest request, Model model) {
		if (Roles.mayAct(request)) {
			model.addAttribute("run", this.dryRuns.state());
		}
		return "console/dry-run";
	}

	/** The part that changes. */
	@GetMapping(path = "/routes/dry-run", headers = "HX-Request")
	String now(HttpServletRequest request, Model model) {
		page(request, model);
		return "console/dry-run :: run";
	}

	@PostMapping("/routes/dry-run")
	String start(@RequestParam(defaultValue = Since.USUAL) String since,
			@RequestParam(defaultValue = "10000") int limit, RedirectAttributes then) {
		try {
			this.dryRuns.start(Since.of(since, Instant.now()), Math.max(1, Math.min(limit, MOST)));
		}
		catch (DryRuns.BusyException ex) {
			// the page shows it
		}
		catch (IllegalArgumentException ex) {
			then.addFlashAttribute("refused", ex.getMessage() + ".");
		}
		return PAGE;
	}

	@PostMapping("/routes/dry-run/forget")
	String forget() {
		this.dryRuns.forget();
		return PAGE;
	}

}
