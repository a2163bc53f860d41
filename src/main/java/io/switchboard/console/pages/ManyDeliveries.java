package io.switchboard.console.pages;

import java.security.Principal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.switchboard.audit.Audited;
import io.switchboard.bulk.Bulk;
import io.switchboard.bulk.Bulk.Action;
import io.switchboard.bulk.Bulks;
import io.switchboard.console.login.Roles;
import io.switchboard.console.query.Result;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.history.Deliveries;
import io.switchboard.history.Deliveries.Change;
import io.switchboard.history.DeliveryFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Redelivers or discards many at once: the ticked ones, or all of a list. It first shows
 * how many, and asks for confirmation.
 */
@Controller
class ManyDeliveries {

	/** More than a page of the list has. */
	private static final int MOST_TICKED = 500;

	private final DeliveryLists lists;

	private final Deliveries deliveries;

	private final Bulks bulks;

	ManyDeliveries(DeliveryLists lists, Deliveries deliveries, Bulks bulks) {
		this.bulks = bulks;
		this.lists = lists;
		this.deliveries = deliveries;
	}

	/** Counts them. */
	@GetMapping("/deliveries/{action:redeliver|discard}")
	String preview(@PathVariable String action, @RequestParam Map<String, String> query,
			@RequestParam(name = "ticked", defaultValue = "") List<Long> ticked, HttpServletRequest request,
			Model model) {
		if (!request.isUserInRole(Roles.OPERATOR)) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN, "an operator may do that");
		}
		Address list = list(query);
		model.addAttribute("action", action);
		model.addAttribute("list", list);
		model.addAttribute("dead", DeliveryLists.isDead(list));
		boolean all = !"ticked".equals(query.get("only"));
		model.addAttribute("all", all);
		model.addAttribute("ticked", all ? List.of() : bounded(ticked));
		model.addAttribute("number", all ? this.deliveries.count(all(list, true)) : ticked.size());
		return "console/many-deliveries";
	}

	/** Carries it out. */
	@Audited("delivery.{action}")
	@PostMapping("/deliveries/{action:redeliver|discard}")
	String act(@PathVariable String action, @RequestParam Map<String, String> query,
			@RequestParam(name = "ticked", defaultValue = "") List<Long> ticked, @Nullable Principal who,
			RedirectAttributes then) throws SQLException {
		Address list = list(query);
		Action meant = Action.of(action);
		if ("ticked".equals(query.get("only"))) {
			Change change = (meant == Action.REDELIVER) ? this.deliveries::redeliverTicked : this.deliveries::discard;
			long changed = change.of(bounded(ticked));
			Result.is(count(changed));
			return said(changed, false, meant, "redirect:" + list.link(), then);
		}
		List<Bulk> started = this.bulks.start(meant, all(list, "true".equals(query.get("all"))),
				(who != null) ? who.getName() : null);
		boolean goesOn = started.stream().anyMatch(Bulk::isRunning);
		boolean shown = goesOn || meant == Action.REDELIVER;
		long changed = started.stream().mapToLong(Bulk::changed).sum();
		Result.is(goesOn ? "%,d of %s so far".formatted(changed, count(started.stream().mapToLong(Bulk::matched).sum()))
				: count(changed));
		return said(changed, goesOn, meant, "redirect:" + (shown ? BulkPages.PATH : list.link()), then);
	}

	private static String said(long changed, boolean goesOn, Action action, String page, RedirectAttributes then) {
		String done = "%s %s%s.".formatted(count(changed), action.done(), goesOn ? " so far" : "");
		then.addFlashAttribute("done", (changed > 0 || goesOn) ? done
				: "Nothing changed: none of them is there any more as you saw it. Somebody else may have been quicker.");
		return page;
	}

	/** Without a filter, only with all=true. */
	private DeliveryFilter all(Address list, boolean said) {
		if (list.filters().isEmpty() && !said) {
			throw new WrongParameter("all", "all: without a filter it means all dead letters, so say all=true");
		}
		return this.deliveries.many(DeliveryLists.filter(this.lists.asked(list, Map.of())), said, false);
	}

	private static List<Long> bounded(List<Long> ticked) {
		if (ticked.size() > MOST_TICKED) {
			throw new WrongParameter("ticked", "ticked: %d are too many, tick fewer".formatted(ticked.size()));
		}
		return ticked;
	}

	private static Address list(Map<String, String> query) {
		Map<String, String> filters = new HashMap<>(query);
		return "dead-letters".equals(filters.get("list")) ? DeliveryLists.dead(filters) : DeliveryLists.all(filters);
	}

	private static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number) + ((number == 1) ? " delivery" : " deliveries");
	}

}
