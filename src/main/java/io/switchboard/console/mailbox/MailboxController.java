package io.switchboard.console.mailbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.history.Page;
import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mails that the demo's own mail server took. */
@RestController
@Profile("demo")
@Tag(name = "Mailbox", description = "The mails of the demo's own mail server")
class MailboxController {

	private static final int SHOWN = 100;

	private final Mailbox mailbox;

	MailboxController(Mailbox mailbox) {
		this.mailbox = mailbox;
	}

	/** A mail that went out. */
	@Schema(name = "Mail")
	record Sent(String from, String to, String subject, @Nullable String text, @Nullable String html) {
	}

	/** The last hundred mails, newest first. */
	@Operation(operationId = "listMails", summary = "In the demo: the last hundred mails that went out, newest first")
	@GetMapping("/api/mailbox")
	Page<List<Sent>> mailbox() throws MessagingException, IOException {
		List<Sent> mails = new ArrayList<>();
		for (Mail each : this.mailbox.latest(SHOWN)) {
			mails.add(new Sent(each.from(), each.to(), each.subject(), each.text(), each.html()));
		}
		return Page.of(mails);
	}

}
