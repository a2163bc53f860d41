package io.switchboard.console.pages;

import java.security.Principal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.switchboard.audit.Audited;
import io.switchboard.console.query.Result;
import io.switchboard.console.query.StopFilter;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.texts.TextReplies;
import io.switchboard.texts.TextStop;
import io.switchboard.texts.TextStops;
import io.switchboard.voipstudio.PhoneNumbers;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Text messages: the numbers that get none, and the answers to keywords. */
@Controller
class TextPages {

	private static final String CURSOR = "cursor";

	private static final int PAGE = 50;

	private static final int REPLIES = 20;

	private final TextStops stops;

	private final TextReplies replies;

	private final PhoneNumbers numbers;

	TextPages(TextStops stops, TextReplies replies, PhoneNumbers numbers) {
		this.stops = stops;
		this.replies = replies;
		this.numbers = numbers;
	}

	@GetMapping("/texts")
	String texts(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		Address address = Address.of("/texts", query, "number");
		List<TextStop> found = List.of();
		String number = null;
		try {
			number = new StopFilter(address.get("number")).key(this.stops);
			found = this.stops.find(number, query.get(CURSOR), PAGE + 1);
		}
		catch (WrongParameter ex) {
			wrong(ex.sentence(), model, response);
		}
		catch (IllegalArgumentException ex) {
			wrong("cursor: " + ex.getMessage(), model, response);
		}
		List<TextStop> shown = found.subList(0, Math.min(PAGE, found.size()));
		model.addAttribute("address", address);
		model.addAttribute("numbers", this.numbers);
		model.addAttribute("live", query.get(CURSOR) == null && !model.containsAttribute("problem"));
		model.addAttribute("stops", shown);
		model.addAttribute("replies", this.replies.latest(number, REPLIES));
		model.addAttribute("next",
				(found.size() > PAGE) ? address.with(CURSOR, shown.get(PAGE - 1).cursor()).link() : null);
		return "console/texts";
	}

	private static void wrong(String sentence, Model model, HttpServletResponse response) {
		model.addAttribute("problem", sentence);
		response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
	}

	@Audited("text-stop.stop")
	@PostMapping("/texts/stop")
	String stop(@RequestParam(required = false) @Nullable String number, @RequestParam(defaultValue = "") String reason,
			Principal user, RedirectAttributes then) throws SQLException {
		return change(number, true, reason, user, then);
	}

	@Audited("text-stop.lift")
	@PostMapping("/texts/lift")
	String lift(@RequestParam(required = false) @Nullable String number, @RequestParam(defaultValue = "") String reason,
			Principal user, RedirectAttributes then) throws SQLException {
		return change(number, false, reason, user, then);
	}

	private String change(@Nullable String number, boolean stop, String reason, Principal user, RedirectAttributes then)
			throws SQLException {
		String key = this.stops.key(number).orElse(null);
		String problem = (key == null) ? "This is not a telephone number." : reason.isBlank() ? "Give a reason." : null;
		if (problem == null && !this.stops.byHand(String.valueOf(key), stop, user.getName(), reason)) {
			problem = stop ? "The number gets no texts already." : "The number gets texts already.";
		}
		if (problem != null) {
			Result.isNothing();
		}
		then.addFlashAttribute((problem != null) ? "problem" : "done", (problem != null) ? problem
				: stop ? "The number gets no texts from now on." : "The number gets texts again.");
		return "redirect:/texts";
	}

}
