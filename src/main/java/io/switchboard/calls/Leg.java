package io.switchboard.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/** One leg of a call, by its events, which are added in order. */
public final class Leg {

	private final long id;

	private final List<CallMoment> moments = new ArrayList<>();

	private CallState state = CallState.UNKNOWN;

	private boolean hungUp;

	/**
	 * Makes a leg without events.
	 * @param id VoIPstudio's {@code call_id}
	 */
	public Leg(long id) {
		this.id = id;
	}

	/**
	 * Adds an event.
	 * @param moment not before those that were added already
	 */
	public void add(CallMoment moment) {
		this.moments.add(moment);
		switch (moment.name()) {
			case EventNames.INITIAL, EventNames.RINGING -> goOn(CallState.RINGING);
			case EventNames.CONNECTED, EventNames.UNHOLD -> goOn(CallState.CONNECTED);
			case EventNames.HOLD -> goOn(CallState.ON_HOLD);
			case EventNames.MISSED -> this.state = CallState.ENDED;
			case EventNames.HANGUP -> {
				this.state = CallState.ENDED;
				this.hungUp = true;
			}
			default -> {
			}
		}
	}

	/** A missed leg may ring again. A leg that hung up is over. */
	private void goOn(CallState next) {
		if (!this.hungUp) {
			this.state = next;
		}
	}

	/** VoIPstudio's {@code call_id}. */
	long id() {
		return this.id;
	}

	/**
	 * Its state.
	 * @return by the events so far
	 */
	public CallState state() {
		return this.state;
	}

	boolean hungUp() {
		return this.hungUp;
	}

	/** Whether the platform's last word is that nobody took it. */
	boolean isMissed() {
		return this.state == CallState.ENDED && !this.hungUp;
	}

	/**
	 * When a person or music was connected.
	 * @return null if neither was
	 */
	public @Nullable Instant connectedAt() {
		return times(CallMoment::connectedAt).min(Instant::compareTo).orElse(null);
	}

	@Nullable Instant startTime() {
		return times(CallMoment::startTime).min(Instant::compareTo).orElse(null);
	}

	/** When it began; if that is missing, the time of its first event. */
	Instant begun() {
		Instant start = startTime();
		return (start != null) ? start : this.moments.get(0).at();
	}

	/**
	 * When it ended last.
	 * @return null while it goes on
	 */
	public @Nullable Instant endTime() {
		return (this.state == CallState.ENDED)
				? times((moment) -> moment.endsLeg() ? moment.at() : null).max(Instant::compareTo).orElse(null) : null;
	}

	private Stream<Instant> times(Function<CallMoment, @Nullable Instant> time) {
		return this.moments.stream().map(time).filter(Objects::nonNull).map(Objects::requireNonNull);
	}

	/** What it called. If its events differ, the most precise kind. */
	ContextKind kind() {
		return ofCall().map((moment) -> moment.event().contextKind()).min(Enum::compareTo).orElse(ContextKind.UNKNOWN);
	}

	/** Whether it goes out to somebody who is not one of us. */
	boolean goesOut() {
		return "out".equalsIgnoreCase(first(CallEvent::destination));
	}

	/** Whether it goes out to somebody outside. Number 0 is nobody of the account. */
	boolean isOutside() {
		return AnsweredRule.isOutside(goesOut(), kind()) || goesOut() && "0".equals(first(CallEvent::dstId));
	}

	/** Whether a wrap-up panel opened for it, as it does for an agent. */
	boolean hasWrapUp() {
		return this.moments.stream().anyMatch((moment) -> moment.name().equals(EventNames.WRAP_UP));
	}

	/** The first context among its events, in VoIPstudio's words; or null. */
	@Nullable String context() {
		return ofCall().map((moment) -> moment.event().context()).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/** The event that says that it is connected, if that came. */
	Optional<CallMoment> connectedMoment() {
		return this.moments.stream().filter((moment) -> moment.name().equals(EventNames.CONNECTED)).findFirst();
	}

	/** Its first event. */
	CallMoment firstMoment() {
		return this.moments.get(0);
	}

	/**
	 * When a person took it, or null. A wrap-up panel opens only for a person. A person
	 * outside whom we call may have any context.
	 */
	@Nullable Instant answeredAt(AnsweredRule rule) {
		boolean known = hasWrapUp() || isOutside();
		return times((moment) -> rule.isPerson(moment.event().context(), known) ? moment.connectedAt() : null)
			.min(Instant::compareTo)
			.orElse(null);
	}

	/** When a voicemail took it, or null. */
	@Nullable Instant voicemailAt(AnsweredRule rule) {
		return times((moment) -> rule.isVoicemail(moment.event().context()) ? moment.connectedAt() : null)
			.min(Instant::compareTo)
			.orElse(null);
	}

	/** The events of the leg itself. A panel or a recording may have another context. */
	private Stream<CallMoment> ofCall() {
		List<CallMoment> calls = this.moments.stream().filter((moment) -> EventNames.isCall(moment.name())).toList();
		return calls.isEmpty() ? this.moments.stream() : calls.stream();
	}

	/**
	 * The first value of a field among its events.
	 * @param field reads what is asked for; null where an event does not have it
	 * @return at most 100 characters, or null
	 */
	public @Nullable String first(Function<CallEvent, @Nullable String> field) {
		return first(this.moments, field);
	}

	/**
	 * The queue's name or number.
	 * @return null where it is not a queue's leg
	 */
	public @Nullable String queueName() {
		List<CallMoment> ofQueue = ofCall().filter((moment) -> moment.event().contextKind() == ContextKind.QUEUE)
			.toList();
		String name = first(ofQueue, CallEvent::dstName);
		return (name != null) ? name : first(ofQueue, CallEvent::dst);
	}

	/** Who or what it called, for people, or null. */
	@Nullable String called() {
		String name = first(CallEvent::dstName);
		return (name != null) ? name : first(CallEvent::dst);
	}

	private static @Nullable String first(List<CallMoment> moments, Function<CallEvent, @Nullable String> field) {
		return moments.stream()
			.map((moment) -> CallText.clean(field.apply(moment.fields())))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
