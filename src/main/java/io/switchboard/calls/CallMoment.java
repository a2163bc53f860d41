package io.switchboard.calls;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.EventConverters;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.EventOrder;
import io.switchboard.voipstudio.WholeNumber;
import org.jspecify.annotations.Nullable;

/**
 * An event with what it says of its call. Moments sort by {@link EventOrder}.
 *
 * @param event as it was stored
 * @param order its place among the events of its call
 * @param fields the fields of the body; empty if it cannot be read
 */
public record CallMoment(Event event, EventOrder order, CallEvent fields) implements Comparable<CallMoment> {

	private static final ObjectMapper JSON = new ObjectMapper();

	/** No call lasts longer. A longer one comes from a wrong clock. */
	private static final Duration LONGEST = Duration.ofDays(31);

	/**
	 * Reads what an event says of its call.
	 * @param event any event, with its body
	 * @return what it says
	 */
	public static CallMoment of(Event event) {
		return new CallMoment(event, event.order(), EventConverters.readCallEvent(event.body()));
	}

	/** A body that cannot be read again has no fields. */
	private static Map<?, ?> body(Event event) {
		try {
			return JSON.readValue(event.body(), Map.class);
		}
		catch (IOException | IllegalArgumentException ex) {
			return Map.of();
		}
	}

	/**
	 * What a text message says.
	 * @param event {@code sms.received}, with its body
	 * @return foreign text, or null if there is none
	 */
	public static @Nullable String text(Event event) {
		return EventConverters.toSmsEvent(body(event)).text();
	}

	/** The number in the REST API of the recording that is ready, or null. */
	@Nullable Long monitorId() {
		return name().startsWith("monitor.") ? WholeNumber.of(body(this.event).get("monitor_id")) : null;
	}

	/**
	 * The word that is shown beside its name: the platform's state of the leg, or the
	 * outcome of a settled call; or null.
	 */
	public @Nullable String word() {
		if (!EventNames.SETTLED.equals(this.event.eventName())) {
			return this.fields.state();
		}
		return (body(this.event).get("outcome") instanceof String outcome) ? outcome.replace('-', ' ') : null;
	}

	/** When it happened; if that is missing or not believable, when it came in. */
	public Instant at() {
		return this.order.at();
	}

	/** Its {@code event_name}, or an empty text. */
	public String name() {
		return Objects.requireNonNullElse(this.event.eventName(), "");
	}

	/** Its leg; 0 if it names none. */
	public long leg() {
		Long leg = (this.event.callId() != null) ? this.event.callId() : this.event.rootCallId();
		return (leg != null) ? leg : 0;
	}

	/** When the leg began, or null if that is not believable. */
	@Nullable Instant startTime() {
		return believed(this.fields.startTime());
	}

	/** When the leg was connected, to a person or to music; or null. */
	@Nullable Instant connectedAt() {
		Instant connected = believed(this.fields.connectedAt());
		if (!AnsweredRule.isConnected(name(), connected != null)) {
			return null;
		}
		return (connected != null) ? connected : at();
	}

	/** Whether a time is not after the event, and not long before it. */
	private @Nullable Instant believed(@Nullable Instant time) {
		boolean fits = time != null && !time.isAfter(at()) && time.isAfter(at().minus(LONGEST));
		return fits ? time : null;
	}

	/** Whether it ends its leg. */
	public boolean endsLeg() {
		return EventNames.endsLeg(this.event.eventName());
	}

	/** When it happened to the microsecond, or null where only the second is known. */
	public @Nullable Instant exactly() {
		return this.order.exactly();
	}

	@Override
	public int compareTo(CallMoment other) {
		return this.order.compareTo(other.order);
	}

	@Override
	public String toString() {
		return this.event.toString();
	}

}
