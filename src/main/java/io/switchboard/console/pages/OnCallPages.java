package io.switchboard.console.pages;

import java.security.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

import io.switchboard.audit.Audited;
import io.switchboard.console.query.Result;
import io.switchboard.routes.oncall.OnCallChanges;
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

/** Who is on call, and who takes over. */
@Controller
class OnCallPages {

	private final OnCallChanges onCall;

	private final Times times;

	OnCallPages(OnCallChanges onCall, Times times) {
		this.onCall = onCall;
		this.times = times;
	}

	@GetMapping("/on-call")
	String onCall(Model model) {
		model.addAttribute("rotas", this.onCall.all());
		return "console/on-call";
	}

	@Audited("on-call.take-over")
	@PostMapping("/on-call/{rota}/take-over")
	String takeOver(@PathVariable String rota, @RequestParam(required = false) @Nullable String who,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			Principal user, RedirectAttributes then) throws SQLException {
		existing(rota);
		try {
			this.onCall.takeOver(rota, who, time("from", from), time("to", to), user.getName());
			then.addFlashAttribute("done", "Taken over.");
		}
		catch (IllegalArgumentException ex) {
			Result.isNothing();
			then.addFlashAttribute("problem",
					String.valueOf(ex.getMessage()).replaceFirst("^to:", "Until:").replaceFirst("^from:", "From:"));
		}
		return "redirect:/on-call";
	}

	@Audited("on-call.end")
	@PostMapping("/on-call/{rota}/take-overs/{id}/end")
	String end(@PathVariable String rota, @PathVariable long id, RedirectAttributes then) throws SQLException {
		existing(rota);
		boolean ended = this.onCall.end(rota, id);
		if (!ended) {
			Result.isNothing();
		}
		then.addFlashAttribute("done", ended ? "The take-over has ended." : "The take-over was over already.");
		return "redirect:/on-call";
	}

	private @Nullable Instant time(String name, @Nullable String text) {
		try {
			return (text == null || text.isBlank()) ? null : this.times.spelling(Map.of()).times().apply(text);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(name + " is not a time", ex);
		}
	}

	private void existing(String rota) {
		if (this.onCall.of(rota).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no rota %s.".formatted(rota));
		}
	}

}
