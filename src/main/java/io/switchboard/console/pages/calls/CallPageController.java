package io.switchboard.console.pages.calls;

import io.swagger.v3.oas.annotations.Hidden;
import io.switchboard.console.login.Roles;
import io.switchboard.console.pages.calls.CallSheet.Choice;
import io.switchboard.history.Enrichment;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page of a call, to which the list and the links in mails lead. */
@Controller
@RequestMapping("/calls/{rootCallId}")
@Hidden
class CallPageController {

	private final CallSheet sheet;

	private final Enrichment enrichment;

	CallPageController(CallSheet sheet, Enrichment enrichment) {
		this.sheet = sheet;
		this.enrichment = enrichment;
	}

	/**
	 * The id of a leg redirects to its call. A request with the API's token gets the
	 * API's answer.
	 */
	@GetMapping
	String call(@PathVariable("rootCallId") long id, @RequestParam(required = false) @Nullable String event,
			@RequestParam(required = false) @Nullable Long delivery, @RequestParam(defaultValue = "false") boolean all,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		if (request.isUserInRole(Roles.API)) {
			return "redirect:/api/calls/" + id;
		}
		Long root = this.sheet.ofLeg(id).orElse(id);
		if (root != id) {
			return "redirect:/calls/" + root;
		}
		if (!this.sheet.fill(id, new Choice(event, delivery, all), model)) {
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
			model.addAttribute("id", id);
			return "console/call-unknown";
		}
		return "console/call";
	}

	/** The facts of the call, and whether it has begun or ended meanwhile. */
	@GetMapping("/facts")
	String facts(@PathVariable("rootCallId") long id, @RequestParam(defaultValue = "over") String was,
			HttpServletResponse response, Model model) {
		String view = part("facts", id, new Choice(null, null, false), model);
		boolean live = Boolean.TRUE.equals(model.getAttribute("live"));
		if (live != was.equals("live")) {
			response.setHeader("HX-Trigger-After-Swap", live ? "call-live" : "call-over");
		}
		return view;
	}

	/** The actions on a live call. */
	@GetMapping("/actions")
	String actions(@PathVariable("rootCallId") long id, Model model) {
		return part("actions", id, new Choice(null, null, false), model);
	}

	/** The events. */
	@GetMapping("/ladder")
	String ladder(@PathVariable("rootCallId") long id, @RequestParam(required = false) @Nullable String event,
			@RequestParam(required = false) @Nullable Long delivery, @RequestParam(defaultValue = "false") boolean all,
			Model model) {
		return part("ladder", id, new Choice(event, delivery, all), model);
	}

	/** One event or delivery. */
	@GetMapping("/panel")
	String panel(@PathVariable("rootCallId") long id, @RequestParam(required = false) @Nullable String event,
			@RequestParam(required = false) @Nullable Long delivery, HttpServletResponse response, Model model) {
		response.setHeader("HX-Trigger-After-Swap", "call-chosen");
		return part("panel", id, new Choice(event, delivery, false), model);
	}

	/** VoIPstudio's data on the call. */
	@GetMapping("/enrichment")
	String enrichment(@PathVariable("rootCallId") long id, Model model) {
		model.addAttribute("id", id);
		model.addAttribute("found", this.enrichment.of(id));
		return "console/call :: enrichment";
	}

	private String part(String name, long id, Choice choice, Model model) {
		if (!this.sheet.fill(id, choice, model)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no event of call " + id + " has come in");
		}
		return "console/call :: " + name;
	}

}
