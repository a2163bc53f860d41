package io.switchboard.console.pages;

import java.util.Map;

import io.switchboard.alerts.AlertFilter;
import io.switchboard.calls.CallFilter;
import io.switchboard.console.query.Filters;
import io.switchboard.console.query.Given;
import io.switchboard.followup.FollowUpFilter;
import io.switchboard.history.AuditFilter;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.history.EventFilter;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Redirects from a list with the page's filters to the whole list of the API as CSV.
 */
@Controller
class CsvPages {

	private static final Map<String, Class<? extends Record>> FILTERS = Map.of("events", EventFilter.class,
			"deliveries", DeliveryFilter.class, "dead-letters", DeliveryFilter.class, "calls", CallFilter.class,
			"audit", AuditFilter.class, "alerts", AlertFilter.class, "follow-ups", FollowUpFilter.class);

	private final Times times;

	CsvPages(Times times) {
		this.times = times;
	}

	@GetMapping("/{list:events|deliveries|dead-letters|calls|audit|alerts|follow-ups}.csv")
	String csv(@PathVariable String list, @RequestParam Map<String, String> query) {
		Address page = Address.of("/" + list, query, query.keySet().toArray(String[]::new)).without("cursor");
		Class<? extends Record> type = FILTERS.get(list);
		Record filter = type.equals(CallFilter.class)
				? Filters.read(type, new Given(page.filters(), this.times.spelling(Map.of())))
				: new ListRequest(page, Map.of(), this.times).filter(type);
		if (list.equals("dead-letters") && filter instanceof DeliveryFilter deliveries) {
			filter = deliveries.ofDeadLetters();
		}
		Map<String, String> values = Filters.values(filter);
		UriComponentsBuilder link = UriComponentsBuilder
			.fromPath("/api/%s.csv".formatted(list.equals("dead-letters") ? "deliveries" : list));
		values.keySet().forEach((name) -> link.queryParam(name, "{" + name + "}"));
		return "redirect:" + link.encode().buildAndExpand(values).toUriString();
	}

}
