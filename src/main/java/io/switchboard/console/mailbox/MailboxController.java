package io.switchboard.console.mailbox;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.console.api.CsvWriter;
import io.switchboard.history.Page;
import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletResponse;
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

	/**
	 * A mail in a list.
	 */
	record Listed(int number, Instant at, String from, String to, String subject) {
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

	/** The same for a spreadsheet. */
	@Operation(operationId = "exportMails", summary = "In the demo: the last hundred mails that went out, as CSV",
			tags = "CSV")
	@ApiResponse(responseCode = "200", description = "The list",
			content = @Content(mediaType = CsvWriter.TYPE, schema = @Schema(type = "string", format = "binary")))
	@GetMapping(path = "/api/mailbox.csv", produces = CsvWriter.TYPE)
	void csv(HttpServletResponse response) throws MessagingException, IOException {
		List<Listed> mails = new ArrayList<>();
		for (Mail each : this.mailbox.latest(SHOWN)) {
			mails.add(new Listed(each.number(), each.at(), each.from(), each.to(), each.subject()));
		}
		CsvWriter.whole(response, "mailbox", Listed.class, mails);
	}

}
