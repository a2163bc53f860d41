package io.switchboard.calls;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.CallEvent;
import io.switchboard.voipstudio.EventConverters;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

/**
 * An event with what it says of its call. They sort as they happened, in whatever order
 * they came: by {@code event_time}, within a second by the microseconds in the event's
 * id, then by what can only come first.
 *
 * @param event as it was kept
 * @param at when it happened; when it came in, where it does not say or is not to be
 * believed
 * @param fields what the body says
 */
public record CallMoment(Event event, Instant at, CallEvent fields) implements Comparable<CallMoment> {

	private static final ObjectMapper JSON = new ObjectMapper();

	/** A platform's clock may be wrong by that much. */
	private static final Duration AHEAD = Duration.ofDays(1);

	private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

	private static final Pattern ID_TIME = Pattern.compile("[^.]*\\.([0-9a-f]{13})[0-9a-f]*(\\..*)?");

	private static final List<String> RANKS = List.of("call.initial", "call.ringing", "call.connected", "call.hold",
			"call.unhold", "call.dtmf", "call.missed", "call.hangup");

	private static final Comparator<CallMoment> ORDER = Comparator.comparing(CallMoment::at)
		.thenComparing(CallMoment::idTime)
		.thenComparing((moment) -> RANKS.indexOf(moment.name()))
		.thenComparing((moment) -> moment.event().id());

	/**
	 * Reads what an event says of its call.
	 * @param event any event, with its body
	 * @return what it says
	 */
	public static CallMoment of(Event event) {
		Instant time = PlatformTime.parse(event.eventTime());
		return new CallMoment(event, isPlausible(time, event) ? Objects.requireNonNull(time) : event.receivedAt(),
				fields(event));
	}

	private static boolean isPlausible(@Nullable Instant time, Event event) {
		return time != null && time.isAfter(OLDEST) && time.isBefore(event.receivedAt().plus(AHEAD));
	}

	/** A body that cannot be read again says nothing. */
	private static CallEvent fields(Event event) {
		try {
			return EventConverters.toCallEvent(JSON.readValue(event.body(), Map.class));
		}
		catch (IOException | IllegalArgumentException ex) {
			return EventConverters.toCallEvent(Map.of());
		}
	}

	/** Its {@code event_name}, or nothing. */
	public String name() {
		return Objects.requireNonNullElse(this.event.eventName(), "");
	}

	/** The leg that it tells of; 0 where it does not say. */
	public long leg() {
		Long leg = (this.event.callId() != null) ? this.event.callId() : this.event.rootCallId();
		return (leg != null) ? leg : 0;
	}

	/** When the leg began, or null where that is not to be believed. */
	@Nullable Instant startTime() {
		Instant start = this.fields.startTime();
		return (start != null && !start.isAfter(this.at) && start.isAfter(this.at.minus(AHEAD.multipliedBy(2)))) ? start
				: null;
	}

	/** When the leg was answered, or null. */
	@Nullable Instant answeredAt() {
		Instant connected = this.fields.connectedAt();
		boolean believed = connected != null && !connected.isAfter(this.at)
				&& connected.isAfter(this.at.minus(AHEAD.multipliedBy(2)));
		return switch (name()) {
			case "call.connected" -> believed ? connected : this.at;
			case "call.hold", "call.unhold", "call.dtmf", "call.hangup" -> believed ? connected : null;
			default -> null;
		};
	}

	boolean endsLeg() {
		return name().equals("call.missed") || name().equals("call.hangup");
	}

	/**
	 * When it happened to the millisecond, as far as the event's id is of that second.
	 * @return the time, or null where only the second is known
	 */
	public @Nullable Instant exactly() {
		String time = idTime();
		if (time.isEmpty() || Long.parseLong(time.substring(0, 8), 16) != this.at.getEpochSecond()) {
			return null;
		}
		long micros = Long.parseLong(time.substring(8), 16);
		return (micros < 1_000_000) ? this.at.truncatedTo(ChronoUnit.SECONDS).plusNanos(micros * 1000) : null;
	}

	private String idTime() {
		Matcher id = ID_TIME.matcher(this.event.id());
		return id.matches() ? id.group(1) : "";
	}

	@Override
	public int compareTo(CallMoment other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.event.toString();
	}

}
