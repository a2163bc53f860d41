package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a call say together. The result is the same in whatever order they
 * came, and however often. Events that Switchboard filed about the call as a whole are
 * left out.
 */
final class CallLegs {

	private final long rootCallId;

	private final CallRules rules;

	private final List<CallMoment> moments;

	/** By call_id, in the order of their first events. */
	private final Map<Long, Leg> legs = new LinkedHashMap<>();

	private final Leg main;

	private final @Nullable ClickedCall clicked;

	private CallLegs(long rootCallId, List<CallMoment> moments, CallRules rules) {
		this.rootCallId = rootCallId;
		this.moments = moments;
		this.rules = rules;
		moments.forEach((moment) -> this.legs.computeIfAbsent(moment.leg(), Leg::new).add(moment));
		Leg root = this.legs.get(rootCallId);
		this.main = (root != null) ? root
				: this.legs.values()
					.stream()
					.filter((leg) -> leg.kind() == ContextKind.QUEUE)
					.findFirst()
					.orElseGet(() -> this.legs.values().iterator().next());
		this.clicked = ClickedCall.find(this.main, this.legs.values());
	}

	/**
	 * Reads a call's events.
	 * @param rootCallId the call
	 * @param events those of the call, in any order, at least one that the platform sent
	 * @param rules what the settings say
	 * @return what they say together
	 */
	static CallLegs of(long rootCallId, Collection<Event> events, CallRules rules) {
		Set<String> ids = new HashSet<>();
		return new CallLegs(rootCallId,
				events.stream()
					.filter((event) -> !EventNames.SETTLED.equals(event.eventName()) && ids.add(event.id()))
					.map(CallMoment::of)
					.sorted()
					.toList(),
				rules);
	}

	/** Null if the platform sent no event of the call, or none is left. */
	static @Nullable CallLegs find(long rootCallId, Collection<Event> events, CallRules rules) {
		boolean heard = events.stream().anyMatch((event) -> !EventNames.SETTLED.equals(event.eventName()));
		return heard ? of(rootCallId, events, rules) : null;
	}

	long rootCallId() {
		return this.rootCallId;
	}

	/** All events, in order. */
	List<CallMoment> moments() {
		return this.moments;
	}

	/** In the order of their first events. */
	List<Leg> legs() {
		return List.copyOf(this.legs.values());
	}

	/** The root leg; if it has no events, the queue's leg, else the first leg. */
	Leg main() {
		return this.main;
	}

	/** The leg to whoever was called: not the phone of who clicked to call. */
	Leg called() {
		return (this.clicked != null) ? this.clicked.called() : this.main;
	}

	/** When it began, as the platform says; else the time of its first event. */
	Instant start() {
		Instant root = this.main.startTime();
		if (root != null) {
			return root;
		}
		return times(this.legs.values().stream().map(Leg::startTime)).min(Instant::compareTo)
			.orElse(this.moments.get(0).at());
	}

	/** When a person took it first, or null. */
	@Nullable Instant answeredAt() {
		return times(this.legs.values().stream().map(this::answeredAt)).min(Instant::compareTo).orElse(null);
	}

	/** When a voicemail took it, or null. */
	@Nullable Instant voicemailAt() {
		return times(this.legs.values().stream().map((leg) -> leg.voicemailAt(this.rules.answers())))
			.min(Instant::compareTo)
			.orElse(null);
	}

	/**
	 * When a person took the leg, or null. The leg of a queue counts if it was not missed
	 * in the end. The agent's leg may be another call, because the platform does not
	 * always tell which legs belong together.
	 */
	@Nullable Instant answeredAt(Leg leg) {
		if (ClickedCall.isOwnPhone(this.clicked, leg)) {
			return null;
		}
		boolean alone = AnsweredRule.isQueueTaken(leg.kind(), leg.isMissed())
				&& !any((moment) -> moment.fields().rootCallId() != null);
		return alone ? leg.connectedAt() : leg.answeredAt(this.rules.answers());
	}

	/**
	 * The legs that a person took, in that order. A ring group's own leg counts only if
	 * none of its people has a leg.
	 */
	List<Leg> answered() {
		List<Leg> answered = this.legs.values()
			.stream()
			.filter((leg) -> answeredAt(leg) != null)
			.sorted(Comparator.comparing((Leg leg) -> Objects.requireNonNull(answeredAt(leg))))
			.toList();
		List<Leg> people = answered.stream()
			.filter((leg) -> leg.kind() == ContextKind.USER || leg.kind() == ContextKind.UNKNOWN)
			.toList();
		return people.isEmpty() ? answered : people;
	}

	/** The queues' legs, in the order in which the call came to them. */
	List<Leg> queues() {
		return this.legs.values()
			.stream()
			.filter((leg) -> leg.kind() == ContextKind.QUEUE && !leg.isOutside())
			.filter((leg) -> leg == this.main || !leg.hasWrapUp())
			.sorted(Comparator.comparing(Leg::begun))
			.toList();
	}

	/**
	 * Whether the call is over: the platform said so with an end, or all known legs
	 * ended.
	 */
	boolean isOver() {
		return isSaidOver() || isEveryLegOver();
	}

	/** Whether an end said that it is the last one. */
	boolean isSaidOver() {
		return any((moment) -> moment.endsLeg() && Boolean.TRUE.equals(moment.fields().finalLeg()));
	}

	private boolean isEveryLegOver() {
		return has(CallState.ENDED) && this.legs.values().stream().noneMatch((leg) -> leg.state().isLive());
	}

	/**
	 * Whether no event is missing that could change the outcome. If nobody took the call,
	 * an event is missing in three cases. A leg has no end. The platform promised another
	 * leg, and none ended the call. Or a leg was connected, but not to a person.
	 */
	boolean isWhole() {
		if (answeredAt() != null) {
			return true;
		}
		boolean promised = any((moment) -> moment.endsLeg() && Boolean.FALSE.equals(moment.fields().finalLeg()));
		boolean connected = this.legs.values()
			.stream()
			.anyMatch((leg) -> leg.connectedAt() != null && leg.voicemailAt(this.rules.answers()) == null
					&& !ClickedCall.isOwnPhone(this.clicked, leg));
		return isEveryLegOver() && (isSaidOver() || !promised) && !connected;
	}

	/** Whether a leg has this state. */
	boolean has(CallState state) {
		return this.legs.values().stream().anyMatch((leg) -> leg.state() == state);
	}

	/** Whether the root leg hung up. */
	boolean isRootGone() {
		return this.legs.values().stream().anyMatch((leg) -> leg.id() == this.rootCallId && leg.hungUp());
	}

	/** The last end of a leg, or null. */
	@Nullable Instant lastEnd() {
		return times(this.moments.stream().filter(CallMoment::endsLeg).map(CallMoment::at)).max(Instant::compareTo)
			.orElse(null);
	}

	/** What became of it, once it is over. */
	CallOutcome outcome() {
		if (answeredAt() != null) {
			return CallOutcome.ANSWERED;
		}
		if (voicemailAt() != null) {
			return CallOutcome.VOICEMAIL;
		}
		if (!queues().isEmpty()) {
			return CallOutcome.ABANDONED;
		}
		if (isEndOf((moment) -> CallText.word(moment.fields().state()).equals("failed"))) {
			return CallOutcome.FAILED;
		}
		return isEndOf((moment) -> CallText.word(moment.fields().tCause()).contains("busy")) ? CallOutcome.BUSY
				: CallOutcome.MISSED;
	}

	/** Whether it is true for the end of the main leg, or for every end. */
	private boolean isEndOf(Predicate<CallMoment> condition) {
		List<CallMoment> ends = this.moments.stream().filter(CallMoment::endsLeg).toList();
		return ends.stream().anyMatch((moment) -> moment.leg() == this.main.id() && condition.test(moment))
				|| (!ends.isEmpty() && ends.stream().allMatch(condition));
	}

	boolean any(Predicate<CallMoment> condition) {
		return this.moments.stream().anyMatch(condition);
	}

	private static Stream<Instant> times(Stream<@Nullable Instant> times) {
		return times.filter(Objects::nonNull).map(Objects::requireNonNull);
	}

}
