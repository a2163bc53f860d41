package io.switchboard.console.pages;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.audit.Audited;
import io.switchboard.console.query.Result;
import io.switchboard.delivery.cluster.Nodes;
import io.switchboard.delivery.cluster.Nodes.Node;
import io.switchboard.delivery.decision.DecideAnew.OlderSwitchboardException;
import io.switchboard.history.Unrouted;
import io.switchboard.history.UnroutedFilter;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Events for which no rule was true, with the nodes that decided, and a button to decide
 * them anew.
 */
@Controller
class UnroutedPages {

	private final Unrouted unrouted;

	private final Nodes nodes;

	UnroutedPages(Unrouted unrouted, Nodes nodes) {
		this.unrouted = unrouted;
		this.nodes = nodes;
	}

	/**
	 * A node of the page.
	 *
	 * @param missing the routes that another node has and this one lacks
	 */
	record Row(Node node, List<String> missing) {
	}

	@GetMapping("/unrouted")
	String unrouted(Model model) {
		model.addAttribute("number", this.unrouted.number());
		model.addAttribute("byOlder", this.unrouted.byOlder());
		List<Node> all = this.nodes.all();
		Set<String> known = new TreeSet<>();
		all.forEach((node) -> known.addAll(node.routes()));
		List<Row> rows = new ArrayList<>();
		for (Node node : all) {
			rows.add(new Row(node, known.stream().filter((route) -> !node.routes().contains(route)).toList()));
		}
		model.addAttribute("nodes", rows);
		return "console/unrouted";
	}

	@Audited("event.decide-anew")
	@PostMapping("/unrouted/decide-anew")
	String decideAnew(@RequestParam(defaultValue = "false") boolean older, RedirectAttributes then)
			throws SQLException {
		try {
			Unrouted.Result result = this.unrouted.decideAnew(older ? UnroutedFilter.BY_OLDER : UnroutedFilter.ALL,
					!older, false);
			Result.is("%d of %d".formatted(result.decided(), result.matched()));
			then.addFlashAttribute("done", "%d decided again: %d of them go to another route now, the others stay here."
				.formatted(result.matched(), result.decided()));
		}
		catch (OlderSwitchboardException ex) {
			Result.isNothing();
			then.addFlashAttribute("refused", "Nothing is changed: " + ex.getMessage() + ".");
		}
		return "redirect:/unrouted";
	}

}
