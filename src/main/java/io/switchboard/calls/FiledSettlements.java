package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * The events that were filed so far about a call as a whole. They are read from the
 * stored events, so that no second record can differ from those.
 *
 * @param rootCallId the call
 * @param filed in the order of their numbers
 * @param lastHeard when the last event of the call itself came in, or null
 */
record FiledSettlements(long rootCallId, List<Settled> filed, @Nullable Instant lastHeard) {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Set<CallOutcome> NOBODY = EnumSet.of(CallOutcome.ABANDONED, CallOutcome.VOICEMAIL);

	/**
	 * One event {@code call.settled}.
	 *
	 * @param id its id
	 * @param number 0 for the first, from 1 for corrections
	 * @param outcome what it says
	 * @param inQueue whether it says that the call came to a queue
	 * @param receivedAt when it was filed
	 */
	record Settled(String id, int number, CallOutcome outcome, boolean inQueue, Instant receivedAt) {

		/** Whether it says that nobody in a queue took the call. */
		boolean isMissedInQueue() {
			return this.inQueue && NOBODY.contains(this.outcome);
		}

	}

	/** Those among a call's events. */
	static FiledSettlements of(long rootCallId, Collection<Event> events) {
		List<Settled> filed = new ArrayList<>();
		Instant lastHeard = null;
		for (Event event : events) {
			if (EventNames.SETTLED.equals(event.eventName())) {
				Settled settled = read(rootCallId, event);
				if (settled != null) {
					filed.add(settled);
				}
			}
			else if (EventNames.isCall(event.eventName())
					&& (lastHeard == null || event.receivedAt().isAfter(lastHeard))) {
				lastHeard = event.receivedAt();
			}
		}
		filed.sort(Comparator.comparing(Settled::number));
		return new FiledSettlements(rootCallId, List.copyOf(filed), lastHeard);
	}

	/** An event that only looks like one of ours does not count. */
	private static @Nullable Settled read(long rootCallId, Event event) {
		String first = id(rootCallId, 0);
		int number = 0;
		if (!event.id().equals(first)) {
			String rest = event.id().startsWith(first + ".") ? event.id().substring(first.length() + 1) : "";
			if (!rest.matches("[1-9]\\d{0,5}")) {
				return null;
			}
			number = Integer.parseInt(rest);
		}
		try {
			Object outcome = JSON.readValue(event.body(), Map.class).get("outcome");
			return new Settled(event.id(), number, CallOutcome.of(String.valueOf(outcome)),
					event.contextKind() == ContextKind.QUEUE, event.receivedAt());
		}
		catch (IOException | IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * The id of an event {@code call.settled}.
	 * @param rootCallId the call
	 * @param number 0 for the first, from 1 for corrections
	 * @return the same on every node
	 */
	static String id(long rootCallId, int number) {
		return Event.SETTLED + rootCallId + ((number > 0) ? "." + number : "");
	}

	/** The last one, or null. */
	@Nullable Settled last() {
		return this.filed.isEmpty() ? null : this.filed.get(this.filed.size() - 1);
	}

	/**
	 * Whether one of them, not only the last, says that nobody in a queue took the call.
	 * An outcome may come back.
	 */
	boolean isMissedInQueue() {
		return this.filed.stream().anyMatch(Settled::isMissedInQueue);
	}

	/** The outcome that was filed, unless the call had an event since. */
	@Nullable CallOutcome standing() {
		Settled last = last();
		boolean since = last != null && this.lastHeard != null && this.lastHeard.isAfter(last.receivedAt());
		return (last != null && !since) ? last.outcome() : null;
	}

}
