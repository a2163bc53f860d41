package io.switchboard.backfill;

import io.switchboard.backfill.Backfill.Wanted;
import io.switchboard.delivery.decision.SwitchboardDecision;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Decides whether a route gets a past event, by the present rules. */
@Component
class PastDecision {

	private static final Logger log = LoggerFactory.getLogger(PastDecision.class);

	private final Dispatcher dispatcher;

	private final SwitchboardDecision switchboard;

	PastDecision(Dispatcher dispatcher, SwitchboardDecision switchboard) {
		this.dispatcher = dispatcher;
		this.switchboard = switchboard;
	}

	/** The possible decisions. */
	enum Answer {

		WANTED, UNWANTED, UNDECIDED

	}

	/** Whether there is a switchboard, or none is needed. */
	boolean isPossible(Wanted wanted) {
		return wanted.every() || this.dispatcher.decides() != null;
	}

	Answer of(Wanted wanted, Event event) {
		if (wanted.every()) {
			return Answer.WANTED;
		}
		try {
			return this.switchboard.routes(event).contains(wanted.route()) ? Answer.WANTED : Answer.UNWANTED;
		}
		catch (Exception ex) {
			log.debug("event {} is not decided", event.seq(), ex);
			return Answer.UNDECIDED;
		}
	}

	/**
	 * Whether deliveries can be filed for a route: not for the switchboard, nor for
	 * unrouted.
	 */
	boolean isRoute(String route) {
		return !route.equals(RouteNames.SWITCHBOARD) && !route.equals(RouteNames.UNROUTED)
				&& this.dispatcher.consumers().stream().anyMatch((each) -> each.channel().equals(route));
	}

}
