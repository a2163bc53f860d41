package io.switchboard.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.mail.DemoMailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mails that the demo's own mail server took. */
@RestController
@Profile("demo")
class MailboxController {

	private static final int SHOWN = 100;

	private final DemoMailServer server;

	MailboxController(DemoMailServer server) {
		this.server = server;
	}

	/** The last hundred mails, newest first. */
	@GetMapping("/api/mailbox")
	Page<List<Map<String, @Nullable Object>>> mailbox() throws MessagingException, IOException {
		List<Map<String, @Nullable Object>> mails = new ArrayList<>();
		List<MimeMessage> all = this.server.messages();
		for (MimeMessage message : all.subList(Math.max(0, all.size() - SHOWN), all.size())) {
			Map<String, @Nullable Object> mail = new LinkedHashMap<>();
			mail.put("from", message.getHeader("From", ", "));
			mail.put("to", message.getHeader("To", ", "));
			mail.put("subject", message.getSubject());
			mail.put("text", part(message, "text/plain"));
			mail.put("html", part(message, "text/html"));
			mails.add(mail);
		}
		Collections.reverse(mails);
		return Page.of(mails);
	}

	private static @Nullable String part(Part part, String type) throws MessagingException, IOException {
		if (part.isMimeType(type)) {
			return part.getContent().toString();
		}
		if (part.getContent() instanceof Multipart parts) {
			for (int i = 0; i < parts.getCount(); i++) {
				String found = part(parts.getBodyPart(i), type);
				if (found != null) {
					return found;
				}
			}
		}
		return null;
	}

}
