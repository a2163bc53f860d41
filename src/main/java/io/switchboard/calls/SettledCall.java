package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * A real call that is over, with its outcome across all of its legs. It is the same in
 * whatever order its events came, and however often. Names are hostile text, for people.
 *
 * @param rootCallId VoIPstudio's {@code root_call_id}
 * @param outcome what became of it
 * @param context VoIPstudio's word for what was called: a queue, if the call came to one;
 * or null
 * @param direction VoIPstudio's {@code destination}: {@code in}, {@code out}, or null
 * @param src who called, as the platform writes it, or null
 * @param srcId 0 for somebody outside, or null
 * @param srcName who called, or null
 * @param dst what was called, or null
 * @param dstId its number on the platform, or null
 * @param dstName what was called, or null
 * @param startTime when it began
 * @param answeredAt when a person took it first, or null
 * @param endTime when it ended, or null where the end never came
 * @param waitSeconds from the start to the answer, to the voicemail, or to the end; null
 * where none of them is known
 * @param talkSeconds from the answer to the end, or null
 * @param answeredBy who took it first, or null
 * @param queues the queues in the order in which the call came to them; one is there
 * twice if the call came back to it
 * @param legs all legs, in the order of their first events
 * @param transfers the transfers, after a person had taken it
 * @param overflows from one queue to the next before a person took it
 * @param recordings the recordings that the platform announced
 * @param toldEnded whether the platform itself sent an event that ends the call
 * @param toldMissed whether the platform itself sent a queue's {@code call.missed} that
 * ends the call
 */
record SettledCall(long rootCallId, CallOutcome outcome, @Nullable String context, @Nullable String direction,
		@Nullable String src, @Nullable String srcId, @Nullable String srcName, @Nullable String dst,
		@Nullable String dstId, @Nullable String dstName, Instant startTime, @Nullable Instant answeredAt,
		@Nullable Instant endTime, @Nullable Long waitSeconds, @Nullable Long talkSeconds, @Nullable String answeredBy,
		List<String> queues, List<LegFacts> legs, List<Passed> transfers, List<Passed> overflows,
		List<Recording> recordings, boolean toldEnded, boolean toldMissed) {

	private static final String UNNAMED = "unknown";

	/**
	 * A leg of it.
	 *
	 * @param callId VoIPstudio's {@code call_id}
	 * @param context VoIPstudio's word, or null
	 * @param dst what was called, or null
	 * @param dstId its number on the platform, or null
	 * @param dstName what was called, or null
	 * @param startTime when it began
	 * @param answeredAt when a person took it, or null
	 * @param endTime when it ended, or null
	 */
	record LegFacts(long callId, @Nullable String context, @Nullable String dst, @Nullable String dstId,
			@Nullable String dstName, Instant startTime, @Nullable Instant answeredAt, @Nullable Instant endTime) {
	}

	/**
	 * The call went from one to another.
	 *
	 * @param from a person's or queue's name
	 * @param to a person's or queue's name
	 * @param at when the other was called
	 */
	record Passed(String from, String to, Instant at) {
	}

	/**
	 * A recording.
	 *
	 * @param monitorId its number in the REST API
	 * @param callId the leg
	 */
	record Recording(long monitorId, long callId) {
	}

	/**
	 * Works out the call from its events.
	 * @param rootCallId the call
	 * @param events those of the call, in any order, at least one that the platform sent
	 * @param rules what the settings say
	 * @return the call; its outcome is {@code end-unknown} if no end has come in
	 */
	static SettledCall of(long rootCallId, Collection<Event> events, CallRules rules) {
		return of(rootCallId, CallLegs.of(rootCallId, events, rules), rules);
	}

	static SettledCall of(long rootCallId, CallLegs call, CallRules rules) {
		Leg main = call.main();
		Leg called = call.called();
		Instant start = call.start();
		Instant answered = call.answeredAt();
		Instant end = call.isOver() ? call.lastEnd() : null;
		CallOutcome outcome = call.isOver() ? call.outcome() : CallOutcome.END_UNKNOWN;
		Instant waited = (answered != null) ? answered : (outcome == CallOutcome.VOICEMAIL) ? call.voicemailAt() : end;
		List<Leg> people = call.answered();
		List<Leg> queues = call.queues();
		String context = (queues.isEmpty() ? main : queues.get(0)).context();
		return new SettledCall(rootCallId, outcome, context, main.first(CallEvent::destination),
				main.first(CallEvent::src), main.first(CallEvent::srcId), main.first(CallEvent::srcName),
				called.first(CallEvent::dst), called.first(CallEvent::dstId), called.first(CallEvent::dstName), start,
				answered, end, CallFold.seconds(start, waited), CallFold.seconds(answered, end),
				people.isEmpty() ? null : people.get(0).called(),
				queues.stream().map((leg) -> name(leg.queueName())).toList(),
				call.legs().stream().map((leg) -> facts(call, leg)).toList(), transfers(call, people),
				overflows(call, people), recordings(call),
				call.any((moment) -> rules.ends().endsCall(moment.name(), moment.fields().finalLeg())),
				call.any((moment) -> moment.name().equals(EventNames.MISSED)
						&& moment.event().contextKind() == ContextKind.QUEUE
						&& rules.ends().isFinal(moment.name(), moment.fields().finalLeg())));
	}

	private static LegFacts facts(CallLegs call, Leg leg) {
		return new LegFacts(leg.id(), leg.context(), leg.first(CallEvent::dst), leg.first(CallEvent::dstId),
				leg.first(CallEvent::dstName), leg.begun(), call.answeredAt(leg), leg.endTime());
	}

	private static List<Passed> overflows(CallLegs call, List<Leg> people) {
		List<Leg> before = call.queues()
			.stream()
			.filter((queue) -> people.isEmpty() || !isAfterAnswer(call, people.get(0), queue))
			.toList();
		List<Passed> passed = new ArrayList<>();
		for (int i = 1; i < before.size(); i++) {
			passed.add(new Passed(name(before.get(i - 1).queueName()), name(before.get(i).queueName()),
					before.get(i).begun()));
		}
		return List.copyOf(passed);
	}

	/** After a person had taken it: to another who took it too, or to a queue. */
	private static List<Passed> transfers(CallLegs call, List<Leg> people) {
		List<Passed> passed = new ArrayList<>();
		if (people.isEmpty()) {
			return passed;
		}
		List<Leg> queues = call.queues();
		Leg from = people.get(0);
		for (Leg leg : call.legs()) {
			boolean counts = people.contains(leg) || queues.contains(leg);
			if (leg != from && counts && isAfterAnswer(call, from, leg)) {
				passed.add(new Passed(name(from.called()), name(leg.called()), leg.begun()));
				from = people.contains(leg) ? leg : from;
			}
		}
		return List.copyOf(passed);
	}

	/** Times are in seconds. Within a second, the order of the events decides. */
	private static boolean isAfterAnswer(CallLegs call, Leg answered, Leg other) {
		Instant at = Objects.requireNonNull(call.answeredAt(answered));
		int order = other.begun().compareTo(at);
		return (order != 0) ? order > 0
				: answered.connectedMoment().map((moment) -> moment.compareTo(other.firstMoment()) < 0).orElse(false);
	}

	private static List<Recording> recordings(CallLegs call) {
		return call.moments()
			.stream()
			.filter((moment) -> moment.monitorId() != null)
			.map((moment) -> new Recording(Objects.requireNonNull(moment.monitorId()), moment.leg()))
			.distinct()
			.toList();
	}

	private static String name(@Nullable String name) {
		return (name != null) ? name : UNNAMED;
	}

	/** A call has names of people, so it is not for logs. */
	@Override
	public String toString() {
		return "SettledCall[" + this.rootCallId + ", " + this.outcome + "]";
	}

}
