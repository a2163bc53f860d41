package io.switchboard.console.pages.calls;

import java.sql.SQLException;
import java.util.List;

import io.swagger.v3.oas.annotations.Hidden;
import io.switchboard.audit.Audited;
import io.switchboard.console.pages.calls.CallSheet.Choice;
import io.switchboard.console.query.Result;
import io.switchboard.delivery.queue.Redelivery;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.api.VoipstudioApi;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The actions of operators on a call and its deliveries, with and without scripts. */
@Controller
@RequestMapping("/calls/{rootCallId}")
@Hidden
class CallActionsController {

	private static final Logger log = LoggerFactory.getLogger(CallActionsController.class);

	private static final String A_NUMBER = "\\+?[\\d\\s()./-]{1,30}";

	private final CallSheet sheet;

	private final Redelivery redelivery;

	private final VoipstudioApi api;

	CallActionsController(CallSheet sheet, Redelivery redelivery, VoipstudioApi api) {
		this.sheet = sheet;
		this.redelivery = redelivery;
		this.api = api;
	}

	/** The result, for people. */
	private record Outcome(boolean good, String sentence) {
	}

	/** A request to VoIPstudio. */
	@FunctionalInterface
	private interface Action {

		void doIt(long leg) throws Exception;

	}

	@Audited("delivery.redeliver")
	@PostMapping("/deliveries/{delivery}/redeliver")
	String redeliver(@PathVariable("rootCallId") long id, @PathVariable long delivery,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, HttpServletResponse response,
			Model model, RedirectAttributes after) throws SQLException {
		check(id, delivery);
		boolean done = this.redelivery.redeliver(List.of(delivery)) > 0;
		return delivered(id, delivery,
				done ? new Outcome(true, "Redelivered.")
						: new Outcome(false, "Nothing to do: the delivery is pending, and will run."),
				part, response, model, after);
	}

	@Audited("delivery.discard")
	@PostMapping("/deliveries/{delivery}/discard")
	String discard(@PathVariable("rootCallId") long id, @PathVariable long delivery,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, HttpServletResponse response,
			Model model, RedirectAttributes after) throws SQLException {
		check(id, delivery);
		boolean done = this.redelivery.discard(List.of(delivery)) > 0;
		return delivered(id, delivery,
				done ? new Outcome(true, "Discarded.")
						: new Outcome(false, "Nothing to discard: the delivery is neither dead nor retrying."),
				part, response, model, after);
	}

	private void check(long id, long delivery) {
		this.sheet.delivery(id, delivery)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"call %d has no delivery %d".formatted(id, delivery)));
	}

	private String delivered(long id, long delivery, Outcome outcome, @Nullable String part,
			HttpServletResponse response, Model model, RedirectAttributes after) {
		note(outcome);
		if (part == null) {
			after.addFlashAttribute("outcome", outcome.sentence());
			after.addFlashAttribute("outcomeGood", outcome.good());
			return "redirect:/calls/%d?delivery=%d".formatted(id, delivery);
		}
		model.addAttribute("outcome", outcome.sentence());
		model.addAttribute("outcomeGood", outcome.good());
		this.sheet.fill(id, new Choice(null, delivery, false), model);
		response.setHeader("HX-Trigger-After-Swap", "call-chosen");
		return "console/call :: panel";
	}

	@Audited("call.transfer")
	@PostMapping("/transfer")
	String transfer(@PathVariable("rootCallId") long id, @RequestParam String to,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, Model model,
			RedirectAttributes after) {
		String digits = to.strip().matches(A_NUMBER) ? PhoneNumber.digits(to) : null;
		Outcome outcome = (digits != null)
				? act(id, (leg) -> this.api.transfer(leg, digits), "VoIPstudio transfers the call.")
				: new Outcome(false, "This is not an extension or a number. Examples: 1002 or +44 7700 900123.");
		return acted(id, outcome, part, model, after);
	}

	@Audited("call.hang-up")
	@PostMapping("/hang-up")
	String hangUp(@PathVariable("rootCallId") long id,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, Model model,
			RedirectAttributes after) {
		return acted(id, act(id, this.api::hangUp, "VoIPstudio ends the call."), part, model, after);
	}

	private Outcome act(long id, Action action, String done) {
		Long leg = this.sheet.liveLeg(id).orElse(null);
		if (leg == null) {
			return new Outcome(false, "The call is over already.");
		}
		try {
			action.doIt(leg);
			return new Outcome(true, done);
		}
		catch (Exception ex) {
			log.debug("call {} stays as it is", id, ex);
			return new Outcome(false, VoipstudioApi.sentence(ex));
		}
	}

	private String acted(long id, Outcome outcome, @Nullable String part, Model model, RedirectAttributes after) {
		note(outcome);
		if (part == null) {
			after.addFlashAttribute("acted", outcome.sentence());
			after.addFlashAttribute("actedGood", outcome.good());
			return "redirect:/calls/" + id;
		}
		model.addAttribute("acted", outcome.sentence());
		model.addAttribute("actedGood", outcome.good());
		return "console/call :: acted";
	}

	private static void note(Outcome outcome) {
		if (!outcome.good()) {
			Result.isNothing();
		}
	}

}
