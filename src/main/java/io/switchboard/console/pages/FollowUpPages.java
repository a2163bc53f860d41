package io.switchboard.console.pages;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.switchboard.calls.CallCursor;
import io.switchboard.console.query.ListPage;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.followup.FollowUp;
import io.switchboard.followup.FollowUpFilter;
import io.switchboard.followup.FollowUpPage;
import io.switchboard.followup.FollowUpQueries;
import io.switchboard.followup.FollowUps;
import io.switchboard.text.Readable;
import io.switchboard.voipstudio.PhoneNumbers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Callers to call back: the list, and one of them. */
@Controller
class FollowUpPages {

	/** The page's field and the cookie that remembers it. */
	private static final String PHONE = RingingPhone.COOKIE;

	private static final String[] FILTERS = { "state", "team", "owner", "number" };

	private static final String CURSOR = "cursor";

	/** The most frequent reasons to close one, with one click each. */
	private static final List<String> REASONS = List.of("Reached in another way", "Nobody needs to call",
			"Wrong number", "Unwanted call");

	private static final int PAGE = 50;

	private static final int LONGEST_NAME = 60;

	private final FollowUps followUps;

	private final FollowUpQueries queries;

	private final PhoneNumbers numbers;

	private final Times times;

	private final RingingPhone ringing;

	FollowUpPages(FollowUps followUps, FollowUpQueries queries, PhoneNumbers numbers, Times times,
			RingingPhone ringing) {
		this.followUps = followUps;
		this.queries = queries;
		this.numbers = numbers;
		this.times = times;
		this.ringing = ringing;
	}

	/**
	 * A row.
	 *
	 * @param followUp the follow-up
	 * @param number as people read it
	 * @param name the caller's name, or null if it only repeats the number
	 * @param overdue whether somebody should have called by now
	 */
	record Row(FollowUp followUp, String number, @Nullable String name, boolean overdue) {
	}

	private Row row(FollowUp of, Instant now) {
		String line = Readable.line(of.name());
		String digits = of.number().substring(1);
		boolean repeats = line.replace(digits, "").replaceAll("[\\s\"<>+]", "").isEmpty();
		return new Row(of, this.numbers.spaced(of.number()), repeats ? null : Readable.cut(line, LONGEST_NAME),
				of.isOverdue(now));
	}

	@GetMapping("/follow-ups")
	String followUps(@RequestParam Map<String, String> query,
			@CookieValue(name = PHONE, required = false) @Nullable String phone, HttpServletRequest request,
			Model model, HttpServletResponse response) {
		Address address = Address.of("/follow-ups", query, FILTERS);
		FollowUpPage page = new FollowUpPage(List.of(), null);
		try {
			Address wanted = address.get("state").isEmpty() ? address.with("state", "waiting") : address;
			FollowUpFilter filter = new ListRequest(wanted, query, this.times).filter(FollowUpFilter.class);
			CallCursor cursor = new ListPage(PAGE, query.get(CURSOR)).call();
			page = this.queries.find(filter, cursor, PAGE);
		}
		catch (WrongParameter ex) {
			model.addAttribute("problem", ex.sentence());
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
		}
		Instant now = Instant.now();
		model.addAttribute("on", this.followUps.isOn());
		model.addAttribute(PHONE, this.ringing.of(phone, request));
		model.addAttribute("reasons", REASONS);
		model.addAttribute("teams", this.queries.teams());
		model.addAttribute("address", address);
		model.addAttribute("first", !query.containsKey(CURSOR));
		model.addAttribute("next", (page.next() != null) ? address.with(CURSOR, page.next().toString()).link() : null);
		model.addAttribute("rows", page.followUps().stream().map((each) -> row(each, now)).toList());
		return "console/follow-ups";
	}

	/** Only the rows, for an open page. */
	@GetMapping(path = "/follow-ups", headers = "HX-Request")
	String rows(@RequestParam Map<String, String> query,
			@CookieValue(name = PHONE, required = false) @Nullable String phone, HttpServletRequest request,
			Model model, HttpServletResponse response) {
		followUps(query, phone, request, model, response);
		return "console/follow-ups :: rows";
	}

	@GetMapping("/follow-ups/{id:\\d+}")
	String followUp(@PathVariable long id, @CookieValue(name = PHONE, required = false) @Nullable String phone,
			HttpServletRequest request, Model model) {
		FollowUp found = this.queries.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no follow-up %d: it never existed, or is over for longer than is kept.".formatted(id)));
		model.addAttribute("row", row(found, Instant.now()));
		model.addAttribute(PHONE, this.ringing.of(phone, request));
		model.addAttribute("history", this.queries.history(id));
		return "console/follow-up";
	}

	/** The part that changes. */
	@GetMapping(path = "/follow-ups/{id:\\d+}", headers = "HX-Request")
	String facts(@PathVariable long id, @CookieValue(name = PHONE, required = false) @Nullable String phone,
			HttpServletRequest request, Model model) {
		followUp(id, phone, request, model);
		return "console/follow-up :: facts";
	}

}
