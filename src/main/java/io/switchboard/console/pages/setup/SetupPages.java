package io.switchboard.console.pages.setup;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import io.switchboard.audit.Audited;
import io.switchboard.console.pages.WebhookAddress;
import io.switchboard.console.query.Result;
import io.switchboard.history.EventQueries;
import io.switchboard.inbox.Event;
import io.switchboard.mail.MailCheck;
import io.switchboard.webhook.Doors;
import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page Setup: a viewer may look, an operator may run checks and test calls. */
@Controller
class SetupPages {

	private final WebhookAddress address;

	private final Doors doors;

	private final EventsToTick events;

	private final SetupChecks checks;

	private final MailCheck mail;

	private final TestCall test;

	private final EventQueries stored;

	private final boolean demo;

	SetupPages(WebhookAddress address, Doors doors, EventsToTick events, SetupChecks checks, MailCheck mail,
			TestCall test, EventQueries stored, Environment environment) {
		this.address = address;
		this.doors = doors;
		this.events = events;
		this.checks = checks;
		this.mail = mail;
		this.test = test;
		this.stored = stored;
		this.demo = environment.acceptsProfiles(Profiles.of("demo"));
	}

	@GetMapping("/setup")
	String page(@RequestParam(defaultValue = "") String test, HttpServletRequest request, Model model)
			throws SQLException {
		model.addAttribute("address", this.address.of(request).replaceAll("/webhooks/voipstudio/$", ""));
		model.addAttribute("keys", this.doors.keys());
		model.addAttribute("events", this.events.rows());
		model.addAttribute("checks", this.checks.rows());
		model.addAttribute("samples", this.test.samples());
		model.addAttribute("demo", this.demo);
		String name = (request.getUserPrincipal() != null) ? request.getUserPrincipal().getName() : "";
		model.addAttribute("me", name.contains("@") ? name : "");
		return test.isEmpty() ? "console/setup" : became(test, model, "console/setup");
	}

	/** The result of a test call, which is refreshed. */
	@GetMapping("/setup/tests/{id}")
	String test(@PathVariable String id, Model model) throws SQLException {
		return became(id, model, "console/setup :: became");
	}

	private String became(String id, Model model, String view) throws SQLException {
		Event event = id.matches("\\Q" + TestCall.PREFIX + "\\E[0-9a-f-]{36}") ? this.stored.event(id).orElse(null)
				: null;
		if (event == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such test.");
		}
		model.addAttribute("sent", event);
		model.addAttribute("deliveries",
				this.stored.deliveriesOf(List.of(event)).values().stream().flatMap(List::stream).toList());
		return view;
	}

	/** Shows the webhook's key to an operator who asks for it. */
	@Audited("webhook.key.show")
	@PostMapping("/setup/keys/{key}/show")
	String show(@PathVariable String key, HttpServletRequest request, HttpServletResponse response, Model model)
			throws SQLException {
		String text = this.doors.text(key)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such key."));
		response.setHeader("Cache-Control", "no-store");
		model.addAttribute("shown", key);
		model.addAttribute("shownKey", text);
		return page("", request, model);
	}

	@Audited("setup.check")
	@PostMapping("/setup/checks/{check}")
	String check(@PathVariable String check) {
		if (!this.checks.run(check)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such check.");
		}
		return "redirect:/setup#checks";
	}

	@Audited("setup.test-mail")
	@PostMapping("/setup/test-mail")
	String mail(@RequestParam(defaultValue = "") String to, RedirectAttributes then) {
		try {
			this.mail.send(to.strip());
			then.addFlashAttribute("done", "The mail server accepted a test mail.");
		}
		catch (MessagingException | RuntimeException ex) {
			Result.isNothing();
			then.addFlashAttribute("problem", "The test mail was not sent: " + ex.getMessage());
		}
		return "redirect:/setup#checks";
	}

	/** Has no effects unless an operator asks for real mails and rows. */
	@Audited("setup.test-call")
	@PostMapping("/setup/test-call")
	String call(@RequestParam(defaultValue = "") String sample, @RequestParam(defaultValue = "") String real,
			HttpServletRequest request, Model model, RedirectAttributes then)
			throws SQLException, InterruptedException {
		try {
			if (real.equals("true")) {
				then.addAttribute("test", this.test.real(sample));
				return "redirect:/setup#test";
			}
			Result.isNothing();
			model.addAttribute("tried", this.test.dry(sample));
			model.addAttribute("sample", sample);
			return page("", request, model);
		}
		catch (IOException ex) {
			Result.isNothing();
			then.addFlashAttribute("problem", ex.getMessage());
			return "redirect:/setup#test";
		}
	}

}
