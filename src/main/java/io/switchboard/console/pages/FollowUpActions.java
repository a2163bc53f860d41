package io.switchboard.console.pages;

import java.security.Principal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.switchboard.audit.Audited;
import io.switchboard.console.query.Result;
import io.switchboard.followup.CallBack;
import io.switchboard.followup.FollowUpQueries;
import io.switchboard.followup.FollowUps;
import io.switchboard.followup.LostRace;
import io.switchboard.followup.NoSuchFollowUp;
import io.switchboard.followup.NotCalled;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The actions on follow-ups on the pages, with and without scripts. */
@Controller
class FollowUpActions {

	/** For how long one can be snoozed. */
	private static final Map<String, Duration> SPANS = Map.of("15m", Duration.ofMinutes(15), "1h", Duration.ofHours(1),
			"3h", Duration.ofHours(3), "1d", Duration.ofDays(1));

	private final FollowUps followUps;

	private final FollowUpQueries queries;

	private final CallBack callBack;

	private final RingingPhone ringing;

	FollowUpActions(FollowUps followUps, FollowUpQueries queries, CallBack callBack, RingingPhone ringing) {
		this.followUps = followUps;
		this.queries = queries;
		this.callBack = callBack;
		this.ringing = ringing;
	}

	/**
	 * The request of a page.
	 *
	 * @param part the header of htmx, or null without scripts
	 */
	private record Asking(@Nullable String part, HttpServletResponse response, Model model, RedirectAttributes after,
			String back) {
	}

	/** Runs an action, and shows its result. */
	@FunctionalInterface
	private interface Action {

		String done() throws SQLException, NotCalled;

	}

	@Audited("follow-up.take")
	@PostMapping("/follow-ups/{id}/take")
	String take(@PathVariable long id, @RequestParam(required = false) @Nullable String from, Principal who,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, HttpServletResponse response,
			Model model, RedirectAttributes after) throws SQLException {
		return answer(new Asking(part, response, model, after, "/follow-ups"), () -> {
			this.followUps.take(id, who.getName(), from);
			return "Taken: it is yours now.";
		});
	}

	@Audited("follow-up.call")
	@PostMapping("/follow-ups/{id}/call")
	String call(@PathVariable long id,
			@CookieValue(name = RingingPhone.COOKIE, required = false) @Nullable String phone,
			HttpServletRequest request, Principal who,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, HttpServletResponse response,
			Model model, RedirectAttributes after) throws SQLException {
		return answer(new Asking(part, response, model, after, "/follow-ups"), () -> {
			this.callBack.call(id, who.getName(), this.ringing.of(phone, request));
			return "VoIPstudio rings your phone, then theirs.";
		});
	}

	@Audited("follow-up.snooze")
	@PostMapping("/follow-ups/{id}/snooze")
	String snooze(@PathVariable long id, @RequestParam(name = "for") String span,
			@RequestParam(required = false) @Nullable String reason, Principal who,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, HttpServletResponse response,
			Model model, RedirectAttributes after) throws SQLException {
		return answer(new Asking(part, response, model, after, "/follow-ups/" + id), () -> {
			Instant now = Instant.now();
			Duration length = SPANS.get(span);
			Instant until = (length != null) ? now.plus(length) : this.followUps
				.opens(this.queries.find(id).orElseThrow(() -> missing(id)), now.plus(Duration.ofHours(1)));
			this.followUps.snooze(id, who.getName(), until, reason);
			return "Snoozed.";
		});
	}

	@Audited("follow-up.close")
	@PostMapping("/follow-ups/{id}/close")
	String close(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Principal who,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, HttpServletResponse response,
			Model model, RedirectAttributes after) throws SQLException {
		return answer(new Asking(part, response, model, after, "/follow-ups/" + id), () -> {
			if (reason.isBlank()) {
				throw new IllegalArgumentException("Give a reason.");
			}
			this.followUps.close(id, who.getName(), reason);
			return "Closed.";
		});
	}

	@Audited("follow-up.reopen")
	@PostMapping("/follow-ups/{id}/reopen")
	String reopen(@PathVariable long id, @RequestParam(required = false) @Nullable String reason, Principal who,
			@RequestHeader(name = "HX-Request", required = false) @Nullable String part, HttpServletResponse response,
			Model model, RedirectAttributes after) throws SQLException {
		return answer(new Asking(part, response, model, after, "/follow-ups/" + id), () -> {
			this.followUps.reopen(id, who.getName(), reason);
			return "Open again.";
		});
	}

	/** Remembers in a cookie which phone rings. That is not a secret. */
	@PostMapping("/follow-ups/phone")
	String phone(@RequestParam(defaultValue = "") String phone, HttpServletResponse response,
			RedirectAttributes after) {
		boolean good = RingingPhone.isPhone(phone.strip());
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(RingingPhone.COOKIE, good ? phone.strip() : "")
					.maxAge(good ? Duration.ofDays(365) : Duration.ZERO)
					.httpOnly(true)
					.sameSite("Lax")
					.path("/")
					.build()
					.toString());
		after.addFlashAttribute("said", good ? "Your phone is remembered in this browser." : "No phone is remembered.");
		after.addFlashAttribute("saidGood", good || phone.isBlank());
		return "redirect:/follow-ups";
	}

	private static ResponseStatusException missing(long id) {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no follow-up %d.".formatted(id));
	}

	private static String answer(Asking asking, Action action) throws SQLException {
		String sentence;
		boolean good = false;
		try {
			sentence = action.done();
			good = true;
		}
		catch (NoSuchFollowUp ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, ex.getMessage(), ex);
		}
		catch (LostRace | NotCalled | IllegalArgumentException ex) {
			sentence = String.valueOf(ex.getMessage());
			Result.isNothing();
		}
		if (asking.part() == null) {
			asking.after().addFlashAttribute("said", sentence);
			asking.after().addFlashAttribute("saidGood", good);
			return "redirect:" + asking.back();
		}
		asking.model().addAttribute("said", sentence);
		asking.model().addAttribute("saidGood", good);
		asking.response().setHeader("HX-Trigger", "follow-ups-changed");
		return "console/follow-ups :: said";
	}

}
