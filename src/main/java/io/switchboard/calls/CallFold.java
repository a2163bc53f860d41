package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventFacts;
import io.switchboard.voipstudio.FinalRule;
import io.switchboard.voipstudio.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Works a call out from its events, with the same result in whatever order they came.
 * <p>
 * The call is over when the platform says that an end was the final one. If it does not
 * say, the call is over when no leg is live, and the root leg hung up or
 * {@link FinalRule} calls an end final. It is also over once it is settled and no event
 * came since.
 */
final class CallFold {

	private final long rootCallId;

	private final CallLegs legs;

	private final CallRules rules;

	private final @Nullable CallOutcome settled;

	private CallFold(long rootCallId, CallLegs legs, CallRules rules, @Nullable CallOutcome settled) {
		this.rootCallId = rootCallId;
		this.legs = legs;
		this.rules = rules;
		this.settled = settled;
	}

	/**
	 * Works out a call.
	 * @param rootCallId the call
	 * @param events those of the call, in any order, at least one that the platform sent
	 * @param rules what the settings say
	 * @return the call
	 */
	static Call of(long rootCallId, Collection<Event> events, CallRules rules) {
		return of(events, CallLegs.of(rootCallId, events, rules), rules);
	}

	/** {@code legs}: those of the events. */
	static Call of(Collection<Event> events, CallLegs legs, CallRules rules) {
		long rootCallId = legs.rootCallId();
		return new CallFold(rootCallId, legs, rules, FiledSettlements.of(rootCallId, events).standing()).call();
	}

	private Call call() {
		Instant firstSeen = seen().min(Instant::compareTo).orElseThrow();
		Instant lastSeen = seen().max(Instant::compareTo).orElseThrow();
		Leg main = this.legs.main();
		Leg called = this.legs.called();
		Instant start = this.legs.start();
		Instant answered = this.legs.answeredAt();
		boolean ended = isEnded();
		Instant end = ended ? this.legs.lastEnd() : null;
		Instant waitedUntil = (answered != null) ? answered : end;
		return new Call(this.rootCallId, firstSeen, lastSeen, start, answered, end,
				EventFacts.direction(main.first(CallEvent::destination)),
				PhoneNumber.digits(main.first(CallEvent::src)), main.first(CallEvent::srcName),
				PhoneNumber.digits(called.first(CallEvent::dst)), called.first(CallEvent::dstName), answeredBy(),
				queue(), main.kind().toString(), ended ? CallState.ENDED : liveState(answered != null),
				ended ? outcome() : null, seconds(start, waitedUntil), seconds(answered, end), this.legs.legs().size(),
				this.legs.moments().size(), this.legs.any((moment) -> moment.name().startsWith("monitor.")),
				this.legs.any((moment) -> moment.event().isReconciled()));
	}

	private boolean isEnded() {
		if (this.legs.isSaidOver() || this.settled != null) {
			return true;
		}
		boolean implied = this.legs
			.any((moment) -> this.rules.ends().endsCall(moment.name(), moment.fields().finalLeg()));
		return (implied || this.legs.isRootGone())
				&& this.legs.legs().stream().noneMatch((leg) -> leg.state().isLive());
	}

	private CallOutcome outcome() {
		return (this.settled == CallOutcome.END_UNKNOWN) ? CallOutcome.END_UNKNOWN : this.legs.outcome();
	}

	private CallState liveState(boolean answered) {
		if (this.legs.has(CallState.ON_HOLD)) {
			return CallState.ON_HOLD;
		}
		if (answered) {
			return CallState.CONNECTED;
		}
		if (this.legs.legs().stream().allMatch((leg) -> leg.state() == CallState.UNKNOWN)) {
			return CallState.UNKNOWN;
		}
		return (this.legs.main().kind() == ContextKind.QUEUE) ? CallState.WAITING : CallState.RINGING;
	}

	/** A person rather than the queue or group, if both are said to have taken it. */
	private @Nullable String answeredBy() {
		List<Leg> answered = this.legs.answered();
		Leg by = answered.isEmpty() ? null : answered.get(0);
		boolean nobody = by == null || (by == this.legs.main() && by.kind() != ContextKind.USER);
		return nobody ? null : by.first(CallEvent::dstName);
	}

	private @Nullable String queue() {
		List<Leg> queues = this.legs.queues();
		return queues.isEmpty() ? null : queues.get(0).queueName();
	}

	private Stream<Instant> seen() {
		return this.legs.moments().stream().map((moment) -> moment.event().receivedAt());
	}

	static @Nullable Long seconds(@Nullable Instant from, @Nullable Instant to) {
		return (from != null && to != null) ? Math.max(0, Duration.between(from, to).toSeconds()) : null;
	}

}
