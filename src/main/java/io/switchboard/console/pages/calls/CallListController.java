package io.switchboard.console.pages.calls;

import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import io.switchboard.console.pages.Times;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of calls. The search is in the address. */
@Controller
@Hidden
class CallListController {

	private final CallList list;

	private final Times times;

	CallListController(CallList list, Times times) {
		this.list = list;
		this.times = times;
	}

	@GetMapping("/calls")
	String calls(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		CallSearch search = new CallSearch(query, this.times);
		if (!search.problems().isEmpty()) {
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
		}
		model.addAttribute("search", search);
		model.addAttribute("found", this.list.find(search));
		return "console/calls";
	}

	/** Only the rows. */
	@GetMapping("/calls/rows")
	String rows(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		calls(query, model, response);
		return "console/calls :: rows";
	}

}
