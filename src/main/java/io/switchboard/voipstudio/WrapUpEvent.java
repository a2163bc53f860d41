package io.switchboard.voipstudio;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * {@code queue.wrapup}: a call's attributes, with the panel's state. A field that is
 * missing, or not of its type, is null.
 *
 * @param id the unique event id
 * @param eventTime when it happened
 * @param callId the leg
 * @param rootCallId groups the legs of one call
 * @param state {@code START} (opened), {@code END} (closed by the agent) or
 * {@code TIMEOUT} (closed by itself)
 * @param context for example {@code QUEUE}
 * @param src who called
 * @param dst who was called
 * @param dstId the agent's number on the platform
 * @param dstName hostile text, for people
 */
public record WrapUpEvent(@Nullable String id, @Nullable Instant eventTime, @Nullable Long callId,
		@Nullable Long rootCallId, @Nullable String state, @Nullable String context, @Nullable String src,
		@Nullable String dst, @Nullable String dstId, @Nullable String dstName) {
}
