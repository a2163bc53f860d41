package io.switchboard.voipstudio;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The names of VoIPstudio's events, and the facts that follow from a name alone. */
public final class EventNames {

	/** The events that other systems send to a hook have names that begin so. */
	public static final String HOOK = "hook.";

	/** A leg begins. */
	public static final String INITIAL = "call.initial";

	/** A phone rings. */
	public static final String RINGING = "call.ringing";

	/** A leg is connected: to a person, a voicemail, or a queue's music. */
	public static final String CONNECTED = "call.connected";

	/** A leg is put on hold. */
	public static final String HOLD = "call.hold";

	/** A leg is taken off hold. */
	public static final String UNHOLD = "call.unhold";

	/** The caller pressed a key. */
	public static final String DTMF = "call.dtmf";

	/** Somebody did not answer: one for each leg. */
	public static final String MISSED = "call.missed";

	/** A leg hung up. */
	public static final String HANGUP = "call.hangup";

	/** An agent's time to wrap a queue call up begins or ends. */
	public static final String WRAP_UP = "queue.wrapup";

	/** A recording can be fetched. */
	public static final String RECORDING = "monitor.audio_ready";

	/** A call is over, across all of its legs: Switchboard files it, not VoIPstudio. */
	public static final String SETTLED = "call.settled";

	/** A text message came in. */
	public static final String SMS = "sms.received";

	/** The time of a schedule has come: Switchboard files it, not VoIPstudio. */
	public static final String SCHEDULED = "schedule.due";

	/** Somebody who was missed is to be called back: Switchboard files it. */
	public static final String FOLLOW_UP_OPENED = "followup.opened";

	/** Somebody who was missed still waits: Switchboard files it. */
	public static final String FOLLOW_UP_DUE = "followup.due";

	/** Somebody who was missed waits no more: Switchboard files it. */
	public static final String FOLLOW_UP_CLOSED = "followup.closed";

	/** The names of Switchboard's own events for which a rule may ask. */
	private static final List<String> FOR_RULES = List.of(SETTLED, FOLLOW_UP_OPENED, FOLLOW_UP_DUE, FOLLOW_UP_CLOSED);

	/** The names of Switchboard's own events. */
	public static final List<String> OURS = Stream.concat(FOR_RULES.stream(), Stream.of(SCHEDULED)).toList();

	/**
	 * All names that VoIPstudio is known to send, in the order in which a call can have
	 * them. Others may come.
	 */
	public static final List<String> ALL = List.of(INITIAL, RINGING, CONNECTED, HOLD, UNHOLD, DTMF, MISSED, HANGUP,
			WRAP_UP, RECORDING, SMS);

	/**
	 * All names for which a rule may ask: VoIPstudio's and Switchboard's own.
	 */
	public static final List<String> ROUTED = Stream.concat(ALL.stream(), FOR_RULES.stream()).toList();

	/** The names of what tells how a leg goes, in the order in which they come. */
	public static final List<String> OF_LEG = List.of(INITIAL, RINGING, CONNECTED, HOLD, UNHOLD, MISSED, HANGUP);

	/** The names of what ends a leg. */
	public static final List<String> ENDS = List.of(HANGUP, MISSED);

	private EventNames() {
	}

	/**
	 * The place of a name among events of the same moment.
	 * @param name an event's name, or null
	 * @return from 1 up, one digit for each name of a call; 0 for an unknown name, which
	 * then comes first
	 */
	static int rank(@Nullable String name) {
		return Math.min(9, 1 + ((name != null) ? ALL.indexOf(name) : -1));
	}

	/**
	 * Whether the event ends its leg.
	 * @param name an event's name, or null
	 * @return true for {@code call.missed} and {@code call.hangup}
	 */
	public static boolean endsLeg(@Nullable String name) {
		return name != null && ENDS.contains(name);
	}

	/**
	 * Whether the event tells of a phone call.
	 * @param name an event's name, or null
	 * @return true for {@code call.…} of VoIPstudio, which tells of a leg; false for a
	 * text message, a wrap-up, a recording, or {@code call.settled}
	 */
	public static boolean isCall(@Nullable String name) {
		return name != null && name.startsWith("call.") && !name.equals(SETTLED);
	}

}
