package io.switchboard.console.pages;

import java.util.Objects;

import io.switchboard.console.login.Roles;
import io.switchboard.console.mailbox.Letter;
import io.switchboard.history.EventQueries;
import io.switchboard.history.SentByDelivery;
import io.switchboard.history.SentByDelivery.Sent;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Shows what an attempt sent: a rendered mail, a request with its answer, or a row. */
@Controller
class SentPages {

	private final SentByDelivery sent;

	private final EventQueries queries;

	SentPages(SentByDelivery sent, EventQueries queries) {
		this.sent = sent;
		this.queries = queries;
	}

	@GetMapping("/deliveries/{id:\\d+}/sent/{attempt:\\d+}/{number:\\d+}")
	String sent(@PathVariable long id, @PathVariable int attempt, @PathVariable int number, HttpServletRequest request,
			Model model) {
		model.addAttribute("delivery", this.queries.delivery(id).orElseThrow(SentPages::missing));
		model.addAttribute("sent", existing(id, attempt, number, request));
		return "console/sent";
	}

	/** The mail in its frame. */
	@GetMapping("/deliveries/{id:\\d+}/sent/{attempt:\\d+}/{number:\\d+}/mail")
	ResponseEntity<byte[]> mail(@PathVariable long id, @PathVariable int attempt, @PathVariable int number,
			HttpServletRequest request) {
		Object html = existing(id, attempt, number, request).facts().get("html");
		return Letter.shown(Objects.toString(html, ""));
	}

	private Sent existing(long id, int attempt, int number, HttpServletRequest request) {
		return this.sent.of(id, Roles.mayAct(request))
			.stream()
			.filter((each) -> each.attempt() == attempt && each.number() == number)
			.findFirst()
			.orElseThrow(SentPages::missing);
	}

	private static ResponseStatusException missing() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND,
				"There is no copy of it: none was kept, or it is older than sent.retention.");
	}

}
