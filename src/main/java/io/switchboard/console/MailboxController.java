package io.switchboard.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mails that the demo's own mail server took. */
@RestController
@Profile("demo")
class MailboxController {

	private static final int SHOWN = 100;

	private final Mailbox mailbox;

	MailboxController(Mailbox mailbox) {
		this.mailbox = mailbox;
	}

	/** The last hundred mails, newest first. */
	@GetMapping("/api/mailbox")
	Page<List<Map<String, @Nullable Object>>> mailbox() throws MessagingException, IOException {
		List<Map<String, @Nullable Object>> mails = new ArrayList<>();
		for (Mail each : this.mailbox.latest(SHOWN)) {
			Map<String, @Nullable Object> mail = new LinkedHashMap<>();
			mail.put("from", each.from());
			mail.put("to", each.to());
			mail.put("subject", each.subject());
			mail.put("text", each.text());
			mail.put("html", each.html());
			mails.add(mail);
		}
		return Page.of(mails);
	}

}
