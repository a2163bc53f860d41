package io.switchboard.console.pages;

import java.util.List;
import java.util.Map;

import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.history.DeadLetters;
import io.switchboard.history.Deliveries;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.history.EventQueries.DeliveryRow;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The common part of the lists of deliveries and of dead letters. */
@Component
class DeliveryLists {

	static final String DEAD_LETTERS = "/dead-letters";

	private static final String[] FILTERS = { "status", "route", "event_name", "number", "call", "error", "from",
			"to" };

	private final DeadLetters deadLetters;

	private final Deliveries deliveries;

	private final Snapshots snapshots;

	private final Times times;

	DeliveryLists(DeadLetters deadLetters, Deliveries deliveries, Snapshots snapshots, Times times) {
		this.deadLetters = deadLetters;
		this.deliveries = deliveries;
		this.snapshots = snapshots;
		this.times = times;
	}

	static Address all(Map<String, String> query) {
		return Address.of("/deliveries", query, FILTERS);
	}

	/** The list of dead letters has no filter for the status. */
	static Address dead(Map<String, String> query) {
		return Address.of(DEAD_LETTERS, query, FILTERS).without("status");
	}

	static boolean isDead(Address address) {
		return address.path().equals(DEAD_LETTERS);
	}

	/**
	 * Whether the whole list may be changed at once: dead letters, or a part of the
	 * undelivered ones.
	 */
	static boolean isForMany(Address address) {
		String status = isDead(address) ? "dead" : address.get("status");
		return switch (status) {
			case "dead" -> true;
			case "retrying", "discarded" -> address.filters().size() > 1;
			default -> false;
		};
	}

	ListRequest asked(Address address, Map<String, String> query) {
		return new ListRequest(address, query, this.times);
	}

	/** A page of the list. */
	List<DeliveryRow> find(ListRequest asked, Model model, HttpServletResponse response) {
		return asked.find(DeliveryFilter.class,
				(filter, before, limit) -> this.deliveries.find(dead(asked.address(), filter), before, limit), model,
				response);
	}

	/** For all of the list. */
	static DeliveryFilter filter(ListRequest asked) {
		return dead(asked.address(), asked.filter(DeliveryFilter.class));
	}

	private static DeliveryFilter dead(Address address, DeliveryFilter filter) {
		return isDead(address) ? filter.ofDeadLetters() : filter;
	}

	List<DeadLetters.Group> groups(int limit) {
		return this.deadLetters.groups(limit);
	}

	/** To choose from. */
	List<String> routes() {
		return this.snapshots.current().routes().stream().map(RouteState::id).toList();
	}

}
