package io.switchboard.inbox;

import java.time.Instant;
import java.util.Map;

import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventOrder;
import org.jspecify.annotations.Nullable;

/**
 * One event as the platform sent it, with the fields by which the switchboard decides.
 *
 * @param seq our own number, higher for later events; 0 before it is stored
 * @param id VoIPstudio's unique event id; one of ours if the body had none
 * @param eventName VoIPstudio's {@code event_name}, at most 100 characters, or null
 * @param context VoIPstudio's {@code context}, at most 100 characters, or null
 * @param contextKind what the context speaks of
 * @param callId VoIPstudio's {@code call_id} (a leg; beyond 32 bits), or null
 * @param rootCallId {@code root_call_id}, else {@code call_id}, or null
 * @param eventTime {@code event_time} as it was sent (documented as UTC,
 * {@code Y-m-d H:i:s}), or null
 * @param receivedAt when it came in
 * @param status what became of it
 * @param reason why it is a duplicate or in quarantine, or null
 * @param body the raw bytes
 * @param fields the fields of the body, as read at the door; not to be changed. Null if
 * the body must be read again, because it is large or comes from the store
 * @param trace the trace that this event began, as W3C's {@code traceparent}, or null
 */
public record Event(long seq, String id, @Nullable String eventName, @Nullable String context, ContextKind contextKind,
		@Nullable Long callId, @Nullable Long rootCallId, @Nullable String eventTime, Instant receivedAt,
		EventStatus status, @Nullable String reason, byte[] body, @Nullable Map<String, Object> fields,
		@Nullable String trace) {

	/**
	 * The id of an event begins so if it was made from VoIPstudio's record of a call.
	 */
	public static final String RECONCILED = EventOrder.RECORD;

	/**
	 * The id of an event begins so if Switchboard filed it about a call as a whole.
	 */
	public static final String SETTLED = "settled.";

	/**
	 * Makes an event whose body is read only when it is needed.
	 */
	public Event(long seq, String id, @Nullable String eventName, @Nullable String context, ContextKind contextKind,
			@Nullable Long callId, @Nullable Long rootCallId, @Nullable String eventTime, Instant receivedAt,
			EventStatus status, @Nullable String reason, byte[] body) {
		this(seq, id, eventName, context, contextKind, callId, rootCallId, eventTime, receivedAt, status, reason, body,
				null, null);
	}

	/**
	 * Whether its id says that it was made from VoIPstudio's record of a call.
	 * @return false for an event that came by webhook
	 */
	public boolean isReconciled() {
		return this.id.startsWith(RECONCILED);
	}

	/**
	 * The place of this event among the events of its call.
	 * @return worked out anew each time
	 */
	public EventOrder order() {
		return EventOrder.of(this.id, this.eventName, this.eventTime, this.receivedAt);
	}

	Event stored(long seq) {
		return new Event(seq, this.id, this.eventName, this.context, this.contextKind, this.callId, this.rootCallId,
				this.eventTime, this.receivedAt, this.status, this.reason, this.body, this.fields, this.trace);
	}

	/**
	 * The same event, with its body read.
	 * @param fields what the body says
	 * @return never null
	 */
	public Event read(Map<String, Object> fields) {
		return new Event(this.seq, this.id, this.eventName, this.context, this.contextKind, this.callId,
				this.rootCallId, this.eventTime, this.receivedAt, this.status, this.reason, this.body, fields,
				this.trace);
	}

	Event traced(@Nullable String trace) {
		return new Event(this.seq, this.id, this.eventName, this.context, this.contextKind, this.callId,
				this.rootCallId, this.eventTime, this.receivedAt, this.status, this.reason, this.body, this.fields,
				trace);
	}

	Event repeats(String id, String reason) {
		return new Event(0, id, this.eventName, this.context, this.contextKind, this.callId, this.rootCallId,
				this.eventTime, this.receivedAt, EventStatus.DUPLICATE, reason, this.body, null, this.trace);
	}

	@Override
	public String toString() {
		return "Event[" + this.seq + ", " + this.id + ", " + this.eventName + "]";
	}

}
