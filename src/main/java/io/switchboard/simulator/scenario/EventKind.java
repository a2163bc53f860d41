package io.switchboard.simulator.scenario;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The events that a scenario's step can have, and the fields of each. */
enum EventKind {

	INITIAL("call.initial", "INITIAL", Set.of("state", "t_cause")),

	RINGING("call.ringing", "RINGING", Set.of("state", "t_cause")),

	CONNECTED("call.connected", "CONNECTED", Set.of("state", "t_cause")),

	HOLD("call.hold", "ON_HOLD", Set.of("state", "t_cause")),

	UNHOLD("call.unhold", "CONNECTED", Set.of("state", "t_cause")),

	DTMF("call.dtmf", "CONNECTED", Set.of("state", "t_cause", "dtmf_tag", "dtmf_target")),

	MISSED("call.missed", "HANGUP", Set.of("state", "t_cause", "final", "terminated_by")),

	HANGUP("call.hangup", "HANGUP", Set.of("state", "t_cause", "final", "terminated_by")),

	WRAP_UP("queue.wrapup", "START", Set.of("state")),

	RECORDING("monitor.audio_ready", "", Set.of()),

	SMS("sms.received", "", Set.of("to_no", "text", "user_id"));

	/** The platform's name. */
	final String eventName;

	/** The state that the event has unless its step says another. */
	final String state;

	/** The fields of a step beside its time and leg. */
	final Set<String> keys;

	EventKind(String eventName, String state, Set<String> keys) {
		this.eventName = eventName;
		this.state = state;
		this.keys = keys;
	}

	static Optional<EventKind> of(String eventName) {
		return Arrays.stream(values()).filter((kind) -> kind.eventName.equals(eventName)).findFirst();
	}

	static String names() {
		return Arrays.stream(values()).map((kind) -> kind.eventName).collect(Collectors.joining(", "));
	}

	/** Whether the leg is over with it. */
	boolean endsLeg() {
		return this == MISSED || this == HANGUP;
	}

	/** The states that a step may have. */
	Set<String> states() {
		return (this == WRAP_UP) ? Set.of("START", "END", "TIMEOUT")
				: Set.of("INITIAL", "ACCEPTED", "RINGING", "CONNECTED", "ON_HOLD", "HANGUP", "FAILED");
	}

}
