package io.switchboard.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where the links in mails lead. */
@Controller
class CallLinkController {

	/** A call's page: what the API says of it. */
	@GetMapping("/calls/{rootCallId}")
	String call(@PathVariable long rootCallId) {
		return "redirect:/api/calls/" + rootCallId;
	}

}
