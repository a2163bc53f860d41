package io.switchboard.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.ContextKind;
import org.jspecify.annotations.Nullable;

/** One leg of a call: what its events say, which are added as they happened. */
final class Leg {

	private final List<CallMoment> moments = new ArrayList<>();

	private CallState state = CallState.UNKNOWN;

	private boolean hungUp;

	void add(CallMoment moment) {
		this.moments.add(moment);
		switch (moment.name()) {
			case "call.initial", "call.ringing" -> goOn(CallState.RINGING);
			case "call.connected", "call.unhold" -> goOn(CallState.CONNECTED);
			case "call.hold" -> goOn(CallState.ON_HOLD);
			case "call.missed" -> this.state = CallState.ENDED;
			case "call.hangup" -> {
				this.state = CallState.ENDED;
				this.hungUp = true;
			}
			default -> {
			}
		}
	}

	/** A leg that was missed may be rung again; one that hung up is gone. */
	private void goOn(CallState next) {
		if (!this.hungUp) {
			this.state = next;
		}
	}

	CallState state() {
		return this.state;
	}

	boolean hungUp() {
		return this.hungUp;
	}

	boolean isAnswered() {
		return answeredAt() != null;
	}

	@Nullable Instant answeredAt() {
		return this.moments.stream()
			.map(CallMoment::answeredAt)
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.orElse(null);
	}

	@Nullable Instant startTime() {
		return this.moments.stream()
			.map(CallMoment::startTime)
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.orElse(null);
	}

	/** What it called: the word that tells most, if its events differ. */
	ContextKind kind() {
		return this.moments.stream()
			.map((moment) -> moment.event().contextKind())
			.min(Enum::compareTo)
			.orElse(ContextKind.UNKNOWN);
	}

	/** The first that any of its events says, or null. */
	@Nullable String first(Function<CallEvent, @Nullable String> field) {
		return first(this.moments, field);
	}

	/** The first that one of its events with a queue's context says, or null. */
	@Nullable String queueName() {
		return first(
				this.moments.stream().filter((moment) -> moment.event().contextKind() == ContextKind.QUEUE).toList(),
				CallEvent::dstName);
	}

	private static @Nullable String first(List<CallMoment> moments, Function<CallEvent, @Nullable String> field) {
		return moments.stream()
			.map((moment) -> CallText.clean(field.apply(moment.fields())))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
