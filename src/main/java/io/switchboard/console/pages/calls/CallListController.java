package io.switchboard.console.pages.calls;

import java.time.ZoneId;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of calls; what is looked for stands in the address. */
@Controller
@Hidden
class CallListController {

	private final CallList list;

	private final ZoneId zone;

	CallListController(CallList list, @Value("${display.time-zone}") ZoneId zone) {
		this.list = list;
		this.zone = zone;
	}

	@GetMapping("/calls")
	String calls(@RequestParam Map<String, String> query, Model model) {
		CallSearch search = new CallSearch(query, this.zone);
		model.addAttribute("search", search);
		model.addAttribute("found", this.list.find(search));
		return "console/calls";
	}

	/** The rows alone. */
	@GetMapping("/calls/rows")
	String rows(@RequestParam Map<String, String> query, Model model) {
		calls(query, model);
		return "console/calls :: rows";
	}

}
