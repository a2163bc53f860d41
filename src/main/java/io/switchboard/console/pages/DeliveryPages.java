package io.switchboard.console.pages;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.switchboard.audit.Audited;
import io.switchboard.console.login.Roles;
import io.switchboard.console.query.Result;
import io.switchboard.history.Deliveries.Change;
import io.switchboard.history.Deliveries;
import io.switchboard.history.DeliveryDetails;
import io.switchboard.history.EventQueries;
import io.switchboard.history.Parties;
import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.history.SentByDelivery.Sent;
import io.switchboard.history.SentByDelivery;
import io.switchboard.routes.oncall.OnCallTable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deliveries and dead letters as lists, and one delivery with its attempts. */
@Controller
class DeliveryPages {

	private static final int GROUPS = 12;

	private final DeliveryLists lists;

	private final Deliveries deliveries;

	private final EventQueries queries;

	private final DeliveryDetails details;

	private final Parties parties;

	private final SentByDelivery sent;

	private final OnCallTable onCall;

	DeliveryPages(DeliveryLists lists, Deliveries deliveries, EventQueries queries, DeliveryDetails details,
			Parties parties, SentByDelivery sent, OnCallTable onCall) {
		this.parties = parties;
		this.lists = lists;
		this.deliveries = deliveries;
		this.queries = queries;
		this.details = details;
		this.sent = sent;
		this.onCall = onCall;
	}

	@GetMapping("/deliveries")
	String deliveries(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		list(DeliveryLists.all(query), query, model, response);
		return "console/deliveries";
	}

	/** Only the rows, for an open page. */
	@GetMapping(path = "/deliveries", headers = "HX-Request")
	String rows(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		deliveries(query, model, response);
		return "console/deliveries :: rows";
	}

	@GetMapping("/dead-letters")
	String deadLetters(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		list(DeliveryLists.dead(query), query, model, response);
		model.addAttribute("groups", this.lists.groups(GROUPS));
		return "console/deliveries";
	}

	/** The text above the rows may change too. */
	@GetMapping(path = "/dead-letters", headers = "HX-Request")
	String deadRows(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		deadLetters(query, model, response);
		return "console/deliveries :: rows";
	}

	/** The number of dead letters, for the menu. */
	@GetMapping("/dead-letters/count")
	String deadCount() {
		return "console/layout :: watched";
	}

	private void list(Address address, Map<String, String> query, Model model, HttpServletResponse response) {
		ListRequest asked = this.lists.asked(address, query);
		List<DeliveryRow> found = this.lists.find(asked, model, response);
		model.addAttribute("dead", DeliveryLists.isDead(address));
		model.addAttribute("many", DeliveryLists.isForMany(address));
		model.addAttribute("routes", this.lists.routes());
		model.addAttribute("deliveries", found);
		model.addAttribute("parties", this.parties.of(found.stream().map(DeliveryRow::eventSeq).toList()));
		model.addAttribute("waiting", this.deliveries.waiting(found));
	}

	@GetMapping("/deliveries/{id:\\d+}")
	String delivery(@PathVariable long id, HttpServletRequest request, Model model) {
		DeliveryRow delivery = existing(id);
		model.addAttribute("delivery", delivery);
		model.addAttribute("pair", this.parties.of(List.of(delivery.eventSeq())).get(delivery.eventSeq()));
		model.addAttribute("routeKnown", this.lists.routes().contains(delivery.route()));
		model.addAttribute("waiting", this.deliveries.waitingFor(delivery));
		model.addAttribute("onCall", this.onCall.kept(delivery.eventId() + "/" + delivery.route()).orElse(null));
		model.addAttribute("gathered", this.details.gathered(id));
		model.addAttribute("attempts", new ArrayList<>(this.details.attempts(id)));
		model.addAttribute("sent",
				this.sent.of(id, Roles.mayAct(request)).stream().collect(Collectors.groupingBy(Sent::attempt)));
		return "console/delivery";
	}

	/** The part that changes. */
	@GetMapping(path = "/deliveries/{id:\\d+}", headers = "HX-Request")
	String progress(@PathVariable long id, HttpServletRequest request, Model model) {
		delivery(id, request, model);
		return "console/delivery :: progress";
	}

	@Audited("delivery.redeliver")
	@PostMapping("/deliveries/{id}/redeliver")
	String redeliver(@PathVariable long id, RedirectAttributes then) throws SQLException {
		return changed(id, this.deliveries::redeliver, "It is redelivered now. The result shows below.",
				"Nothing to do: the delivery is pending, and will run.", then);
	}

	@Audited("delivery.discard")
	@PostMapping("/deliveries/{id}/discard")
	String discard(@PathVariable long id, RedirectAttributes then) throws SQLException {
		return changed(id, this.deliveries::discard, "Discarded.",
				"Nothing to discard: the delivery is neither dead nor retrying.", then);
	}

	private String changed(long id, Change change, String done, String otherwise, RedirectAttributes then)
			throws SQLException {
		existing(id);
		boolean changed = change.of(List.of(id)) > 0;
		if (!changed) {
			Result.isNothing();
		}
		then.addFlashAttribute("done", changed ? done : otherwise);
		return "redirect:/deliveries/" + id;
	}

	private DeliveryRow existing(long id) {
		return this.queries.delivery(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no delivery %d: it never existed, or is older than what is kept.".formatted(id)));
	}

}
