package io.switchboard.simulator.wire;

import java.util.Map;
import java.util.Set;

import io.switchboard.simulator.account.EventBodies;

/**
 * A webhook that gets events.
 *
 * @param id its number
 * @param name for people
 * @param url where it listens; may carry {@code user:secret@}
 * @param events the categories of events that it listens to
 * @param enabled whether it gets any
 */
public record Webhook(long id, String name, String url, Set<String> events, boolean enabled) {

	static final String EVERY_CALL_EVENT = "call-state-change";

	private static final Map<String, String> CATEGORIES = Map.of("call-ringing", "call.ringing", "call-connected",
			"call.connected", "call-ended", "call.hangup", "call-missed", "call.missed", "call-dtmf", "call.dtmf",
			"sms-received", "sms.received", "queue-wrapup", "queue.wrapup", "call-recording", "monitor.audio_ready",
			EVERY_CALL_EVENT, "");

	public static Set<String> categories() {
		return CATEGORIES.keySet();
	}

	/** Events of a queue reach only those who listen to every call event. */
	boolean listensTo(Map<String, Object> event) {
		String name = EventBodies.name(event);
		if (!this.enabled) {
			return false;
		}
		if (name.startsWith("call.") && this.events.contains(EVERY_CALL_EVENT)) {
			return true;
		}
		boolean named = this.events.stream().anyMatch((category) -> name.equals(CATEGORIES.get(category)));
		return named && !(name.startsWith("call.") && EventBodies.isQueue(event));
	}

	@Override
	public String toString() {
		return "Webhook[" + this.id + ", " + this.name + "]";
	}

}
