package io.switchboard.console.pages;

import java.util.List;
import java.util.Map;

import io.switchboard.delivery.decision.RuleAnswer;
import io.switchboard.delivery.decision.SwitchboardDecision;
import io.switchboard.delivery.durable.Scheduled;
import io.switchboard.history.EventFilter;
import io.switchboard.history.EventQueries;
import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.history.Events;
import io.switchboard.history.Parties;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.routes.values.Values;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Events, as a list and one by one. */
@Controller
class EventPages {

	private static final String[] FILTERS = { "status", "context_kind", "event_name", "number", "call", "from", "to" };

	private final Events events;

	private final EventQueries queries;

	private final SwitchboardDecision switchboard;

	private final Times times;

	private final Parties parties;

	EventPages(Events events, EventQueries queries, SwitchboardDecision switchboard, Times times, Parties parties) {
		this.parties = parties;
		this.events = events;
		this.queries = queries;
		this.switchboard = switchboard;
		this.times = times;
	}

	@GetMapping("/events")
	String events(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		list(query, model, response);
		return "console/events";
	}

	/** Only the rows, for an open page. */
	@GetMapping(path = "/events", headers = "HX-Request")
	String rows(@RequestParam Map<String, String> query, Model model, HttpServletResponse response) {
		list(query, model, response);
		return "console/events :: rows";
	}

	private void list(Map<String, String> query, Model model, HttpServletResponse response) {
		List<Event> found = new ListRequest(Address.of("/events", query, FILTERS), query, this.times)
			.find(EventFilter.class, this.events::find, model, response);
		model.addAttribute("parties", this.parties.of(found.stream().map(Event::seq).toList()));
		Map<Long, List<DeliveryRow>> deliveries = this.queries.deliveriesOf(found);
		model.addAttribute("events",
				found.stream()
					.map((event) -> ListedEvent.of(event, deliveries.getOrDefault(event.seq(), List.of())))
					.toList());
	}

	@GetMapping("/events/{id}")
	String event(@PathVariable String id, Model model) {
		Event event = deliveries(id, model);
		model.addAttribute("pair", this.parties.of(List.of(event.seq())).get(event.seq()));
		model.addAttribute("body", BodyText.of(event));
		model.addAttribute("decision", rules(event));
		return "console/event";
	}

	/** The part that changes. */
	@GetMapping(path = "/events/{id}", headers = "HX-Request")
	String progress(@PathVariable String id, Model model) {
		deliveries(id, model);
		return "console/event :: deliveries";
	}

	private Event deliveries(String id, Model model) {
		Event event = this.queries.event(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no event %s: it never came in, or is older than what is kept.".formatted(id)));
		model.addAttribute("event", event);
		model.addAttribute("deliveries",
				this.queries.deliveriesOf(List.of(event)).getOrDefault(event.seq(), List.of()));
		return event;
	}

	/** Null where no rule is asked. */
	private @Nullable RulesView rules(Event event) {
		return (event.status() == EventStatus.ACCEPTED && Scheduled.route(event) == null)
				? RulesView.of(this.switchboard.decide(event.body())) : null;
	}

	/** For ids with characters that a path cannot have. */
	@GetMapping(path = "/events", params = "id")
	String eventOfAnyId(@RequestParam String id, Model model) {
		return event(id, model);
	}

	/** The part that changes, for such ids. */
	@GetMapping(path = "/events", params = "id", headers = "HX-Request")
	String progressOfAnyId(@RequestParam String id, Model model) {
		return progress(id, model);
	}

	/**
	 * The present decision of the switchboard.
	 *
	 * @param rules in the order of the file
	 * @param matched whether any of them is true
	 * @param problem why there is no decision, or null
	 */
	record RulesView(List<RuleAnswer> rules, boolean matched, @Nullable String problem) {

		/** Those that are true, or fail. */
		public List<RuleAnswer> matching() {
			return this.rules.stream().filter((rule) -> !Boolean.FALSE.equals(rule.applies())).toList();
		}

		public List<RuleAnswer> others() {
			return this.rules.stream().filter((rule) -> Boolean.FALSE.equals(rule.applies())).toList();
		}

		static RulesView of(SwitchboardDecision.Decision decision) {
			List<RuleAnswer> rules = decision.rules()
				.stream()
				.map((rule) -> new RuleAnswer(rule.id(), Values.shown(rule.condition()), rule.applies(), rule.values(),
						rule.problem()))
				.toList();
			return new RulesView(rules, rules.stream().anyMatch((rule) -> Boolean.TRUE.equals(rule.applies())),
					decision.problem());
		}

	}

}
