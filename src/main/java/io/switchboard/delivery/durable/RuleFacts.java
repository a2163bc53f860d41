package io.switchboard.delivery.durable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.inbox.ContextKind;
import org.jspecify.annotations.Nullable;

/**
 * What a rule of the switchboard asks for most: what an event is, so that a condition is
 * one short line.
 */
public final class RuleFacts {

	/** The names of the events that VoIPstudio is known to send; others may come. */
	public static final List<String> EVENT_NAMES = List.of("call.initial", "call.ringing", "call.missed",
			"call.connected", "call.hangup", "call.hold", "call.unhold", "call.dtmf", "sms.received", "queue.wrapup",
			"monitor.audio_ready");

	/** The variables that every route gets, beside its switches. */
	public static final Set<String> NAMES = Set.of("event_name", "context_kind", "final", "missed_call",
			"missed_queue_call", "ended_call", "call_id", "root_call_id", "direction", "caller", "called",
			"outside_number", "received_at", "attempt", "redelivery", "event_order", "event_id", "event_key");

	/** What {@code context_kind} may be. */
	public static final List<String> CONTEXT_KINDS = Arrays.stream(ContextKind.values())
		.map(ContextKind::toString)
		.toList();

	private RuleFacts() {
	}

	/**
	 * Every kind of event there is.
	 * @param names the events' names; one without a name is among them in any case
	 * @return the facts of each, as {@link #of} has them
	 */
	public static List<Map<String, @Nullable Object>> all(Collection<String> names) {
		List<Map<String, @Nullable Object>> all = new ArrayList<>();
		for (String name : Stream.concat(names.stream(), Stream.of((String) null)).toList()) {
			for (ContextKind kind : ContextKind.values()) {
				all.add(of(name, kind, true));
				all.add(of(name, kind, false));
			}
		}
		return all;
	}

	/**
	 * All that follows from what an event is.
	 * @param eventName its name, or null
	 * @param contextKind what its context speaks of
	 * @param isFinal whether it ends the call
	 * @return by the names of the variables; the event's name may be null
	 */
	public static Map<String, @Nullable Object> of(@Nullable String eventName, ContextKind contextKind,
			boolean isFinal) {
		boolean missed = isFinal && "call.missed".equals(eventName);
		Map<String, @Nullable Object> facts = new LinkedHashMap<>();
		facts.put("event_name", eventName);
		facts.put("context_kind", contextKind.toString());
		facts.put("final", isFinal);
		facts.put("missed_call", missed);
		facts.put("missed_queue_call", missed && contextKind == ContextKind.QUEUE);
		facts.put("ended_call", missed || isFinal && "call.hangup".equals(eventName));
		return facts;
	}

}
