package io.switchboard.console.pages;

import java.util.List;
import java.util.Map;

import io.switchboard.audit.AuditEntry;
import io.switchboard.history.AuditFilter;
import io.switchboard.history.AuditTrail;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what, as a list. */
@Controller
class AuditPages {

	private static final String[] FILTERS = { "who", "action", "subject", "from", "to" };

	private final AuditTrail audit;

	private final Links links;

	private final Times times;

	AuditPages(AuditTrail audit, Links links, Times times) {
		this.audit = audit;
		this.links = links;
		this.times = times;
	}

	@GetMapping("/audit")
	String audit(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		list(query, model, response);
		return "console/audit";
	}

	/** Only the rows, for an open page. */
	@GetMapping(path = "/audit", headers = "HX-Request")
	String rows(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		list(query, model, response);
		return "console/audit :: rows";
	}

	private void list(Map<String, String> query, Model model, HttpServletResponse response) {
		List<AuditEntry> found = new ListRequest(Address.of("/audit", query, FILTERS), query, this.times)
			.find(AuditFilter.class, this.audit::find, model, response);
		model.addAttribute("entries",
				found.stream().map((entry) -> new ListedEntry(entry, this.links.of(entry))).toList());
	}

	/**
	 * A row.
	 *
	 * @param entry the action
	 * @param link to its object; null if that has no page
	 */
	record ListedEntry(AuditEntry entry, @Nullable String link) {
	}

}
