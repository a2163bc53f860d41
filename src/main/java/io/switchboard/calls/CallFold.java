package io.switchboard.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventFacts;
import io.switchboard.voipstudio.FinalRule;
import io.switchboard.voipstudio.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Works a call out from its events: the same, in whatever order they came.
 * <p>
 * The call is over when the platform says that an end was the final one. Where it does
 * not say, the call is over when the root leg hung up, or {@link FinalRule} calls an end
 * final, and no leg is live.
 */
final class CallFold {

	private final long rootCallId;

	private final List<CallMoment> moments;

	private final FinalRule finalRule;

	/** By call_id, in the order in which they are first heard of. */
	private final Map<Long, Leg> legs = new LinkedHashMap<>();

	private final Leg main;

	private CallFold(long rootCallId, List<CallMoment> moments, FinalRule finalRule) {
		this.rootCallId = rootCallId;
		this.moments = moments;
		this.finalRule = finalRule;
		moments.forEach((moment) -> this.legs.computeIfAbsent(moment.leg(), (id) -> new Leg()).add(moment));
		Leg root = this.legs.get(rootCallId);
		this.main = (root != null) ? root
				: this.legs.values()
					.stream()
					.filter((leg) -> leg.kind() == ContextKind.QUEUE)
					.findFirst()
					.orElseGet(() -> this.legs.values().iterator().next());
	}

	/**
	 * What the events come to.
	 * @param rootCallId the call
	 * @param events those of the call, at least one, in any order
	 * @param finalRule which end is final
	 * @return the call
	 */
	static Call of(long rootCallId, Collection<Event> events, FinalRule finalRule) {
		return new CallFold(rootCallId, events.stream().map(CallMoment::of).sorted().toList(), finalRule).call();
	}

	private Call call() {
		Instant firstSeen = seen().min(Instant::compareTo).orElseThrow();
		Instant lastSeen = seen().max(Instant::compareTo).orElseThrow();
		Instant start = start();
		Instant answered = times(this.legs.values().stream().map(Leg::answeredAt)).min(Instant::compareTo).orElse(null);
		boolean ended = isEnded();
		Instant end = ended ? this.moments.stream()
			.filter(CallMoment::endsLeg)
			.map(CallMoment::at)
			.max(Instant::compareTo)
			.orElse(null) : null;
		Instant waitedUntil = (answered != null) ? answered : end;
		return new Call(this.rootCallId, firstSeen, lastSeen, start, answered, end,
				EventFacts.direction(this.main.first(CallEvent::destination)),
				PhoneNumber.digits(this.main.first(CallEvent::src)), this.main.first(CallEvent::srcName),
				PhoneNumber.digits(this.main.first(CallEvent::dst)), this.main.first(CallEvent::dstName), answeredBy(),
				queue(), this.main.kind().toString(), ended ? CallState.ENDED : liveState(answered != null),
				ended ? outcome(answered != null) : null, seconds(start, waitedUntil), seconds(answered, end),
				this.legs.size(), this.moments.size(), any((moment) -> moment.name().startsWith("monitor.")),
				any((moment) -> moment.event().isReconciled()));
	}

	private Instant start() {
		Instant root = this.main.startTime();
		if (root != null) {
			return root;
		}
		return times(this.legs.values().stream().map(Leg::startTime)).min(Instant::compareTo)
			.orElse(this.moments.get(0).at());
	}

	private boolean isEnded() {
		if (any((moment) -> moment.endsLeg() && Boolean.TRUE.equals(moment.fields().finalLeg()))) {
			return true;
		}
		boolean implied = any((moment) -> this.finalRule.endsCall(moment.name(), moment.fields().finalLeg()));
		Leg root = this.legs.get(this.rootCallId);
		return (implied || (root != null && root.hungUp()))
				&& this.legs.values().stream().noneMatch((leg) -> leg.state().isLive());
	}

	private CallState liveState(boolean answered) {
		if (has(CallState.ON_HOLD)) {
			return CallState.ON_HOLD;
		}
		if (answered) {
			return CallState.CONNECTED;
		}
		if (this.legs.values().stream().allMatch((leg) -> leg.state() == CallState.UNKNOWN)) {
			return CallState.UNKNOWN;
		}
		return (this.main.kind() == ContextKind.QUEUE) ? CallState.WAITING : CallState.RINGING;
	}

	private boolean has(CallState state) {
		return this.legs.values().stream().anyMatch((leg) -> leg.state() == state);
	}

	private CallOutcome outcome(boolean answered) {
		if (answered) {
			return CallOutcome.ANSWERED;
		}
		if (this.main.kind() == ContextKind.QUEUE) {
			return CallOutcome.ABANDONED;
		}
		if (any((moment) -> moment.endsLeg() && word(moment.fields().state()).equals("failed"))) {
			return CallOutcome.FAILED;
		}
		return any((moment) -> moment.endsLeg() && word(moment.fields().tCause()).contains("busy")) ? CallOutcome.BUSY
				: CallOutcome.MISSED;
	}

	/** Somebody rather than the queue or group, if both are said to have taken it. */
	private @Nullable String answeredBy() {
		Leg by = null;
		for (Leg leg : this.legs.values()) {
			Instant at = leg.answeredAt();
			if (at != null && (by == null || (by == this.main && by.kind() != ContextKind.USER))) {
				by = leg;
			}
		}
		boolean nobody = by == null || (by == this.main && by.kind() != ContextKind.USER);
		return nobody ? null : Objects.requireNonNull(by).first(CallEvent::dstName);
	}

	private @Nullable String queue() {
		return Stream.concat(Stream.of(this.main), this.legs.values().stream())
			.map(Leg::queueName)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private Stream<Instant> seen() {
		return this.moments.stream().map((moment) -> moment.event().receivedAt());
	}

	private boolean any(Predicate<CallMoment> condition) {
		return this.moments.stream().anyMatch(condition);
	}

	private static Stream<Instant> times(Stream<@Nullable Instant> times) {
		return times.filter(Objects::nonNull).map(Objects::requireNonNull);
	}

	private static @Nullable Long seconds(@Nullable Instant from, @Nullable Instant to) {
		return (from != null && to != null) ? Math.max(0, Duration.between(from, to).toSeconds()) : null;
	}

	private static String word(@Nullable String text) {
		return (text != null) ? text.strip().toLowerCase(Locale.ROOT) : "";
	}

}
