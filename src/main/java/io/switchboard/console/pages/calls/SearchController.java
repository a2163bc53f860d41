package io.switchboard.console.pages.calls;

import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import io.switchboard.calls.Calls;
import io.switchboard.console.pages.Times;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.history.EventQueries;
import io.switchboard.voipstudio.PhoneNumber;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One search box. It leads to an event, a route or a call by its id. It finds calls and
 * text messages by a number in any spelling, and calls by a name.
 */
@Controller
@Hidden
class SearchController {

	private static final String DIGITS = "[0-9]{1,19}";

	private final EventQueries events;

	private final RouteControl routes;

	private final Calls calls;

	private final Times times;

	SearchController(EventQueries events, RouteControl routes, Calls calls, Times times) {
		this.events = events;
		this.routes = routes;
		this.calls = calls;
		this.times = times;
	}

	@GetMapping("/search")
	String search(@RequestParam(defaultValue = "") String q) {
		String wanted = q.strip();
		if (wanted.isEmpty()) {
			return "redirect:/calls";
		}
		if (this.events.event(wanted).isPresent()) {
			return "redirect:" + link("/events", "id", wanted);
		}
		if (this.routes.route(wanted).isPresent()) {
			return "redirect:/routes/" + wanted;
		}
		if (wanted.matches(DIGITS) && isThere("call_id", wanted)) {
			return "redirect:" + link("/calls", "call_id", wanted);
		}
		if (PhoneNumber.of(wanted) != null) {
			return "redirect:" + link(isThere("number", wanted) ? "/calls" : "/events", "number", wanted);
		}
		return "redirect:" + link("/calls", "name", wanted);
	}

	private boolean isThere(String field, String value) {
		CallSearch search = new CallSearch(Map.of(field, value), this.times);
		return search.problems().isEmpty() && !this.calls.find(search.filter(), null, 1).calls().isEmpty();
	}

	private static String link(String path, String name, String value) {
		return UriComponentsBuilder.fromPath(path)
			.queryParam(name, "{value}")
			.encode()
			.buildAndExpand(value)
			.toUriString();
	}

}
