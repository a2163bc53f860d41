package io.switchboard.delivery.decision;

import java.util.List;
import java.util.Set;

import io.switchboard.delivery.cluster.Shards;
import io.switchboard.delivery.durable.DurableConsumer;
import io.switchboard.delivery.queue.ChannelConsumer;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.failure.RouteFailure;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.Inbox;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says where an event would go. The event is read as the inbox reads it, and the current
 * switchboard decides. Nothing is stored, filed or sent.
 */
@Component
public class SwitchboardDecision {

	private final Dispatcher dispatcher;

	private final Inbox inbox;

	public SwitchboardDecision(Dispatcher dispatcher, Inbox inbox) {
		this.dispatcher = dispatcher;
		this.inbox = inbox;
	}

	/**
	 * What would become of an event.
	 *
	 * @param event what would be kept
	 * @param routes the routes to which it would go; empty if it would be in quarantine,
	 * or nothing is decided
	 * @param rules the rules that are true for it; empty if no rule was asked
	 * @param problem why nothing is decided, or null
	 */
	public record Decision(Event event, Set<String> routes, List<RuleAnswer> rules, @Nullable String problem) {
	}

	/**
	 * Decides as if it came in now.
	 * @param body the raw bytes
	 * @return never null, whatever the bytes are
	 */
	public Decision decide(byte[] body) {
		Event event = this.inbox.read(body);
		if (event.status() != EventStatus.ACCEPTED) {
			return new Decision(event, Set.of(), List.of(), null);
		}
		try {
			return new Decision(event, routes(event), answers(event), null);
		}
		catch (RouteFailure ex) {
			return undecided(event, ex.sentence());
		}
		catch (StoppedException ex) {
			return undecided(event, ex.getMessage());
		}
		catch (Exception ex) {
			return undecided(event, "the switchboard fails with " + ex.getMessage());
		}
	}

	/** The rules are asked all the same, because one of them may name the problem. */
	private Decision undecided(Event event, String problem) {
		return new Decision(event, Set.of(), answers(event), problem);
	}

	private List<RuleAnswer> answers(Event event) {
		DurableConsumer switchboard = switchboard();
		return (switchboard != null) ? RuleAnswer.of(switchboard.exchange(delivery(event)), switchboard.getRoute())
				: List.of();
	}

	/** Where an event goes now. */
	public Set<String> routes(Event event) throws Exception {
		DurableConsumer switchboard = switchboard();
		if (switchboard == null) {
			throw new StoppedException();
		}
		return routes(switchboard, event);
	}

	/** The routes to which this switchboard sends an event. */
	public static Set<String> routes(ChannelConsumer switchboard, Event event) throws Exception {
		return switchboard.run(delivery(event));
	}

	/**
	 * The delivery that asks the switchboard.
	 * @param event what is to be decided
	 * @return a delivery that is in no table
	 */
	public static Delivery delivery(Event event) {
		return new Delivery(0, event, RouteNames.SWITCHBOARD, Shards.of(event), event.order().text(), 0, 0, 0, 0, 0);
	}

	private @Nullable DurableConsumer switchboard() {
		return (this.dispatcher.running(RouteNames.SWITCHBOARD) instanceof DurableConsumer running) ? running : null;
	}

	private static final class StoppedException extends RuntimeException {

		StoppedException() {
			super("the switchboard is stopped");
		}

	}

}
