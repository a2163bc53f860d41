package io.switchboard.voipstudio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The facts for which most rules of the switchboard ask: what kind of event it is. They
 * keep a condition one short line.
 */
public final class RuleFacts {

	/** What {@code call_outcome} may be: what became of a call as a whole. */
	public static final List<String> OUTCOMES = Arrays.stream(CallOutcome.values()).map(CallOutcome::toString).toList();

	/** The facts that have one of a few values, by name, with these values. */
	public static final Map<String, List<String>> VALUES = values();

	private RuleFacts() {
	}

	private static Map<String, List<String>> values() {
		Map<String, List<String>> values = new LinkedHashMap<>();
		values.put("context_kind", Arrays.stream(ContextKind.values()).map(ContextKind::toString).toList());
		values.put("call_outcome", OUTCOMES);
		values.put("direction", EventFacts.DIRECTIONS);
		return Collections.unmodifiableMap(values);
	}

	/**
	 * The variables that follow from the kind of an event alone.
	 * @return the names of what {@link #of} gives
	 */
	public static Set<String> ofKind() {
		return of(null, ContextKind.UNKNOWN, true).keySet();
	}

	/**
	 * The events of which a fact may be true.
	 * @param fact for example {@code missed_call}
	 * @return their names; empty for a fact that any event may have, and for what is none
	 */
	public static Set<String> eventNames(String fact) {
		Set<String> names = new LinkedHashSet<>();
		if (!isTrue(fact, null, null)) {
			EventNames.ROUTED.stream().filter((name) -> isTrue(fact, name, null)).forEach(names::add);
		}
		return names;
	}

	/**
	 * The one context in which a fact may be true.
	 * @param fact for example {@code missed_queue_call}
	 * @return null for a fact that any context may have, and for what is none
	 */
	public static @Nullable ContextKind contextKind(String fact) {
		List<ContextKind> kinds = Arrays.stream(ContextKind.values())
			.filter((kind) -> EventNames.ROUTED.stream().anyMatch((name) -> isTrue(fact, name, kind)))
			.toList();
		return (kinds.size() == 1) ? kinds.get(0) : null;
	}

	/** In this context, or in any for null. */
	private static boolean isTrue(String fact, @Nullable String name, @Nullable ContextKind only) {
		return Arrays.stream(ContextKind.values())
			.filter((kind) -> only == null || kind == only)
			.anyMatch((kind) -> Boolean.TRUE.equals(of(name, kind, true).get(fact)));
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
				if (EventNames.SETTLED.equals(name)) {
					OUTCOMES.forEach((outcome) -> {
						all.add(settled(of(name, kind, true), outcome, true, true));
						all.add(settled(of(name, kind, true), outcome, false, false));
					});
				}
			}
		}
		return all;
	}

	/**
	 * The facts of a call that is settled.
	 * @param facts those that {@link #of} gives; they are changed
	 * @param outcome what became of the call, or null where the event does not say
	 * @param toldMissed whether VoIPstudio itself said that a queue missed the call
	 * @param toldEnded whether VoIPstudio itself said that the call ended
	 * @return the same facts
	 */
	public static Map<String, @Nullable Object> settled(Map<String, @Nullable Object> facts, @Nullable Object outcome,
			boolean toldMissed, boolean toldEnded) {
		facts.put("call_outcome", (outcome != null && OUTCOMES.contains(outcome)) ? outcome : null);
		facts.put("told_missed", toldMissed);
		facts.put("told_ended", toldEnded);
		return facts;
	}

	/**
	 * Works out the facts that follow from the kind of an event.
	 * @param eventName its name, or null
	 * @param contextKind what its context speaks of
	 * @param isFinal whether it ends the call
	 * @return by the names of the variables; the event's name may be null
	 */
	public static Map<String, @Nullable Object> of(@Nullable String eventName, ContextKind contextKind,
			boolean isFinal) {
		boolean missed = isFinal && EventNames.MISSED.equals(eventName);
		Map<String, @Nullable Object> facts = new LinkedHashMap<>();
		facts.put("event_name", eventName);
		facts.put("context_kind", contextKind.toString());
		facts.put("final", isFinal);
		facts.put("missed_call", missed);
		facts.put("missed_queue_call", missed && contextKind == ContextKind.QUEUE);
		facts.put("ended_call", isFinal && EventNames.endsLeg(eventName));
		facts.put("settled_call", EventNames.SETTLED.equals(eventName));
		return settled(facts, null, false, false);
	}

}
