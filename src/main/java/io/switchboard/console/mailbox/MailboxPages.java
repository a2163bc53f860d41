package io.switchboard.console.mailbox;

import java.io.IOException;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The demo's mails, as a mail client shows them. */
@Controller
@Profile("demo")
@Hidden
class MailboxPages {

	private static final int SHOWN = 100;

	private final Mailbox mailbox;

	MailboxPages(Mailbox mailbox) {
		this.mailbox = mailbox;
	}

	@GetMapping("/mailbox")
	String mailbox(Model model) {
		model.addAttribute("mails", this.mailbox.latest(SHOWN));
		return "console/mailbox";
	}

	/** Only the rows, for an open page. */
	@GetMapping(path = "/mailbox", headers = "HX-Request")
	String rows(Model model) {
		mailbox(model);
		return "console/mailbox :: rows";
	}

	@GetMapping("/mailbox/{number:\\d+}")
	String mail(@PathVariable int number, @RequestParam(defaultValue = "html") String part, Model model)
			throws MessagingException, IOException {
		Mail mail = existing(number);
		boolean html = mail.html() != null;
		model.addAttribute("mail", mail);
		model.addAttribute("html", html);
		model.addAttribute("asText", !html || part.equals("text"));
		return "console/mail";
	}

	/** Its HTML for the frame in its page. */
	@GetMapping("/mailbox/{number:\\d+}/html")
	ResponseEntity<byte[]> html(@PathVariable int number) throws MessagingException, IOException {
		@Nullable String html = existing(number).html();
		if (html == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "mail " + number + " has no HTML");
		}
		return Letter.shown(html);
	}

	private Mail existing(int number) {
		return this.mailbox.mail(number)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no mail " + number));
	}

}
